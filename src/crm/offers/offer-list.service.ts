import { Injectable } from '@nestjs/common';
import { today } from '../../clock';
import { Database } from '../../database/database';
import type { MailState } from '../../mail/message.entity';
import type { Offer, OfferState } from './offer.entity';

const PAGE = 50;
/** Words find so many, the newest ones. */
const MOST_FOUND = 10_000;

/** What a list is narrowed to; before and after are ids: the list goes on below, or above, that offer. */
export interface OfferFilters {
  state: OfferState | null;
  responsible: number | null;
  words: string | null;
  before: number | null;
  after: number | null;
}

/** A row of the list. Its gross is a text of the database, exact. */
export interface OfferRow {
  id: number;
  number: string;
  title: string;
  state: OfferState;
  client: string | null;
  deal: string;
  dealId: number;
  responsible: string | null;
  currency: string;
  gross: string;
  validUntil: string | null;
}

/** An offer as its deal's page lists it. */
export interface OfferOfDeal extends OfferRow {
  madeOn: string;
  /** `at` as a text of JSON; `to` and `state` are null where the message is closed to the person (R72). */
  sendings: { at: string; who: string | null; to: string[] | null; state: MailState | null }[];
}

/** As Offer.stateOn decides. */
const STATE = `case when o.deleted_at is not null then 'deleted' when o.withdrawn_at is not null then 'withdrawn'
  when o.accepted_at is not null then 'accepted' when o.declined_at is not null then 'declined' when o.sent_at is null then 'draft'
  when o.valid_until < $1::date then 'expired' when o.opened_at is not null then 'opened' else 'sent' end`;
const STANDS = 'o.deleted_at is null';
const WAITS = `${STANDS} and o.sent_at is not null and o.accepted_at is null and o.declined_at is null and o.withdrawn_at is null`;
const LASTS = '(o.valid_until >= $1::date or o.valid_until is null)';
/** The same for each state, so that its index is asked: few of many offers may be in it. */
const IN_STATE: Record<OfferState, string> = {
  draft: `${STANDS} and o.sent_at is null and o.withdrawn_at is null`,
  sent: `${WAITS} and ${LASTS} and o.opened_at is null`,
  opened: `${WAITS} and ${LASTS} and o.opened_at is not null`,
  accepted: `${STANDS} and o.accepted_at is not null`,
  declined: `${STANDS} and o.declined_at is not null`,
  expired: `${WAITS} and o.valid_until < $1::date`,
  withdrawn: `${STANDS} and o.withdrawn_at is not null`,
  deleted: 'o.deleted_at is not null',
};
const ROW = `o.id, o.number, o.title, ${STATE} state, client_name(d.client_id) client, coalesce(d.mirrored_name, d.name) deal, d.id "dealId",
  u.name responsible, trim(o.currency) currency, o.valid_until::text "validUntil",
  (select coalesce(sum(round(l.quantity * l.gross_price, 2)), 0)::text from offer_lines l where l.offer_id = o.id) gross`;
const SENDINGS = `(select coalesce(json_agg(json_build_object('at', s.sent_at, 'who', by.name, 'state', m.state,
    'to', case when m.id is not null then s.recipients end)), '[]')
  from offer_sendings s left join mail_messages m on m.id = s.message_id left join users by on by.id = s.sent_by where s.offer_id = o.id)`;
const FROM = 'offers o join deals d on d.id = o.deal_id left join users u on u.id = o.responsible_id';

/** Offers as a list: newest first, narrowed, page by page by their ids. */
@Injectable()
export class OfferList {
  constructor(private readonly database: Database) {}

  /** One page, and the ids from which the pages beside it go on. Deleted ones are there only when asked for. */
  async page({ state, responsible, words, before, after }: OfferFilters) {
    const upwards = after !== null;
    const found = await this.database.query<OfferRow[]>(
      `select ${ROW} from ${FROM}
       where ${state === null ? STANDS : IN_STATE[state]} and ($2::bigint is null or o.responsible_id = $2)
         and ($3::text is null or o.id in (select search_offers($3, ${state === 'deleted'}, ${MOST_FOUND})))
         and ($4::bigint is null or o.id < $4) and ($5::bigint is null or o.id > $5)
       order by o.id ${upwards ? 'asc' : 'desc'} limit ${PAGE + 1}`,
      [today(), responsible, words, before, after],
    );
    const more = found.length > PAGE;
    const rows = found.slice(0, PAGE);
    if (upwards) rows.reverse();
    const above = upwards ? more : before !== null;
    return { rows, newer: above ? rows.at(0)?.id : undefined, older: upwards || more ? rows.at(-1)?.id : undefined };
  }

  /** Offers of a deal, the oldest first, deleted ones too, each with the times that it was sent (R81, R83). */
  ofDeal(dealId: number): Promise<OfferOfDeal[]> {
    return this.database.query(
      `select ${ROW}, (o.created_at at time zone (select time_zone from accounts where id = o.account_id))::date::text "madeOn",
         ${SENDINGS} sendings
       from ${FROM} where o.deal_id = $2 order by o.id`,
      [today(), dealId],
    );
  }

  /** Names of the deal, client, person and department of an offer; null where it has none. */
  async around({ dealId, departmentId, responsibleId }: Offer) {
    const [names] = await this.database.query<
      { dealName: string; client: string | null; responsible: string | null; department: string | null }[]
    >(
      `select coalesce(d.mirrored_name, d.name) "dealName", client_name(d.client_id) client, (select name from users where id = $2) responsible,
         (select name from departments where id = $3) department from deals d where d.id = $1`,
      [dealId, responsibleId, departmentId],
    );
    return names;
  }

  /** The newest open deals, for whoever makes an offer and has not said of what. */
  newestDeals(): Promise<{ id: number; name: string; client: string | null }[]> {
    return this.database.query(
      `select d.id, coalesce(d.mirrored_name, d.name) name, client_name(d.client_id) client
       from deals d join stages s on s.id = d.stage_id where d.deleted_at is null and s.outcome = 'open' order by d.id desc limit 20`,
    );
  }
}
