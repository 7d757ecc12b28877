import type { HappeningKind } from '../../crm/macros/happening-kinds';
import { PAYABLE } from '../../invoicing/invoices/listed-states';

/** A macro whose happening is reckoned from its own number of days. */
export interface DatedMacro {
  id: number;
  happening: HappeningKind;
  days: number;
  dateField: string | null;
}

/** Of the records whose day lies between two days: a query with $2 and $3 as these days, and $4 as what else it asks. */
export interface Reached {
  /** A table and its alias. */
  from: string;
  of: string;
  day: string;
  /** By which an index has them in order, where that is not the day itself. */
  order?: string;
  /** Columns of a happening. */
  about: { deal: string; client: string; document: string; offer: string };
  where: string;
  values: unknown[];
}

const NONE = { deal: 'null::bigint', client: 'null::bigint', document: 'null::bigint', offer: 'null::bigint' };
const OPEN_DEAL = `d.deleted_at is null and d.stage_id in (select id from stages where outcome = 'open')`;
const DEAL = { ...NONE, deal: 'd.id', client: 'd.client_id' };
/** The first deal that a document i stands in. */
export const DEAL_OF = `select l.deal_id from deal_documents l where l.account_id = i.account_id and l.invoice_id = i.id and l.removed_at is null
  order by l.position, l.id limit 1`;
const DOCUMENT = { ...NONE, deal: `(${DEAL_OF})`, client: 'i.client_id', document: 'i.id' };

/** A day on which something is to be paid counts while it is to be paid. */
const DUE: Reached = {
  ...{ from: 'invoices i', of: 'i', day: 'i.due_on', about: DOCUMENT, values: [PAYABLE] },
  where: `i.due_on between $2::date and $3::date and i.issued_at is not null and i.cancelled_at is null and i.deleted_at is null
    and i.paid <> i.to_pay and not (case when i.to_pay < 0 then i.paid < i.to_pay else i.paid > i.to_pay end) and i.kind = any ($4)`,
};

const FIELDS: Record<string, Reached> = {
  'document.dueOn': DUE,
  'document.issuedOn': {
    ...{ from: 'invoices i', of: 'i', day: 'i.issue_on', about: DOCUMENT, values: [] },
    where: `i.issue_on between $2::date and $3::date and i.issued_at is not null and i.cancelled_at is null and i.deleted_at is null`,
  },
  'deal.expectedOn': {
    ...{ from: 'deals d', of: 'd', day: 'd.expected_on', about: DEAL, values: [] },
    where: `d.expected_on between $2::date and $3::date and ${OPEN_DEAL}`,
  },
  // While the client may still answer.
  'offer.validUntil': {
    ...{ from: '(offers o join deals d on d.account_id = o.account_id and d.id = o.deal_id)', of: 'o', day: 'o.valid_until' },
    ...{ about: { ...DEAL, offer: 'o.id' }, values: [] },
    where: `o.valid_until between $2::date and $3::date and o.sent_at is not null and o.accepted_at is null and o.declined_at is null
      and o.withdrawn_at is null and o.deleted_at is null`,
  },
};

/** Which records a macro's days are counted of; null for a field that there is not. @param timeZone of the account */
export function reachedBy({ happening, dateField }: Omit<DatedMacro, 'id' | 'days'>, timeZone: string): Reached | null {
  if (happening === 'document_overdue') return DUE;
  if (happening === 'deal_stale')
    return {
      ...{ from: 'deals d', of: 'd', day: '(d.stage_since at time zone $4)::date', about: DEAL, values: [timeZone] },
      order: 'd.stage_since',
      where: `d.stage_since >= $2::date::timestamp at time zone $4 and d.stage_since < ($3::date + 1)::timestamp at time zone $4 and ${OPEN_DEAL}`,
    };
  return dateField === null ? null : (FIELDS[dateField] ?? ownField(dateField));
}

function ownField(field: string): Reached | null {
  const [, record, key] = /^(deal|client)\.own\.(.+)$/.exec(field) ?? [];
  if (!record) return null;
  const day = 'left(d.own ->> $4, 10)';
  const [from, about] = record === 'deal' ? ['deals d', DEAL] : ['clients d', { ...NONE, client: 'd.id' }];
  return {
    from,
    of: 'd',
    day,
    about,
    where: `d.deleted_at is null and ${day} between $2::date::text and $3::date::text`,
    values: [key],
  };
}
