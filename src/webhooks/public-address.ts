import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** A webhook was about to reach into a network that is not public. */
export class PrivateAddress extends Error {}

/** Whether an IP address belongs to the public internet: neither this machine, nor a private, link-local, mapped or reserved network. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/**
 * Looks a host up for the connection itself, so that the address that was checked is the one that is connected to: a name that answers first with
 * a public address and then with a private one gains nothing.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const closed = addresses.find(({ address }) => !isPublic(address));
    if (closed) return callback(new PrivateAddress(closed.address), '', 0);
    if (options.all) return callback(null, addresses);
    callback(null, addresses[0].address, addresses[0].family);
  });
};

/** @throws PrivateAddress when the host is written as an address that is not public: such a one is never looked up */
export function checkLiteral({ hostname }: URL) {
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) && !isPublic(address)) throw new PrivateAddress(address);
}
