import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../settings';

const CIPHER = 'aes-256-gcm';
const [NONCE, TAG] = [12, 16];

/** Keeps passwords of mail servers unreadable in the database and its backups, by keys of SESSION_SECRET: with another secret they are lost. */
@Injectable()
export class Seal {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  close(account: number, password: string): string {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, this.key('passwords of mail servers'), nonce).setAAD(Buffer.from(String(account)));
    const text = Buffer.concat([cipher.update(password, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
  }

  /** @returns null when it was sealed with another secret, or for another account */
  open(account: number, sealed: string): string | null {
    const bytes = Buffer.from(sealed, 'base64url');
    try {
      const cipher = createDecipheriv(CIPHER, this.key('passwords of mail servers'), bytes.subarray(0, NONCE))
        .setAAD(Buffer.from(String(account)))
        .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      return Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }

  /** A message's mark in an address to which mail is sent back (VERP): only we can write one. */
  mark(account: number, message: number): string {
    return `${account}-${message}-${this.signature(account, message)}`;
  }

  /** Whose message is marked in a text; null when no mark in it is ours. */
  marked(text: string): { account: number; message: number } | null {
    for (const [, account, message, signature] of text.matchAll(/(\d{1,15})-(\d{1,15})-([0-9a-f]{12})/gi)) {
      const marked = { account: Number(account), message: Number(message) };
      if (signature.toLowerCase() === this.signature(marked.account, marked.message)) return marked;
    }
    return null;
  }

  private signature(account: number, message: number) {
    return createHmac('sha256', this.key('addresses of bounces')).update(`${account}-${message}`).digest('hex').slice(0, 12);
  }

  private key(what: string) {
    return Buffer.from(hkdfSync('sha256', this.settings.sessionSecret, '', what, 32));
  }
}
