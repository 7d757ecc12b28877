import { type CanActivate, type ExecutionContext, Injectable, NotFoundException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Person, type SessionRow } from '../../../accounts/person';
import { BrokenRule } from '../../../broken-rule';
import { Database } from '../../../database/database';
import type { Request } from '../../../web/http';
import type { Language } from '../../../web/translations';

/** What a link opens, as the database's function offer_of_link() tells it. */
interface LinkRow {
  account_id: number;
  account_name: string;
  time_zone: string;
  currency: string;
  offer_id: number;
  language: Language;
  revoked: boolean;
}

/** How a link was come by: see linkOf(). */
interface Link {
  offer: number;
  /** It was taken back: whoever has it is told so, and nothing else. */
  revoked: boolean;
  /** Somebody of the account itself looks. */
  inside: boolean;
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const links = new WeakMap<Request, Link>();

/**
 * Lets in whoever has an offer's link, in the place of any session of theirs: a reader of this account's offers who is nobody of its people, in
 * the offer's language. @throws NotFoundException for a link that never was
 */
@Injectable()
export class OfferLinkGuard implements CanActivate {
  constructor(private readonly database: Database) {}

  async canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest<Request>();
    const { token } = request.params;
    if (!TOKEN.test(token)) throw new NotFoundException();
    const [row] = await this.database.outside<LinkRow>('select * from offer_of_link($1)', [token]);
    if (!row) throw new NotFoundException();
    links.set(request, { offer: row.offer_id, revoked: row.revoked, inside: request.person?.account === row.account_id });
    request.person = readerOf(row);
    unlisted(context.switchToHttp().getResponse<FastifyReply>());
    // Taken forms are remembered by person, and this one is nobody; an answer is taken once by itself (R118).
    if (request.body) delete request.body.formKey;
    return true;
  }
}

/** By what a request that OfferLinkGuard let in came. */
export function linkOf(request: Request): Link {
  return links.get(request)!;
}

function readerOf({ account_id, account_name, time_zone, currency, language }: LinkRow): Person {
  const nobody = {
    user_id: 0,
    session_id: 0,
    unread: 0,
    name: '',
    crm_role: null,
    crm_level: null,
    invoicing_role: null,
    invoicing_level: null,
  };
  const account = { account_id, account_name, time_zone, currency, departments: '{}', integration: false, over: false };
  const reader = new Person({ ...account, ...nobody, language, theme: 'auto' } satisfies SessionRow);
  return Object.assign(reader, { who: { account: account_id, crm: 'all', departments: '{}' } });
}

/** The offer that may be answered by this link. @throws BrokenRule when it was taken back */
export function answerable({ offer, revoked }: Link): number {
  if (revoked) throw new BrokenRule('answer_to_deleted_offer');
  return offer;
}

/** No search engine keeps it, and no address is told to where its links lead. */
function unlisted(reply: FastifyReply) {
  reply.header('x-robots-tag', 'noindex, nofollow').header('referrer-policy', 'no-referrer');
}
