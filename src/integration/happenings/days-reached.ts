import type { HappeningKind } from '../../crm/macros/happening-kinds';
import { PAYABLE } from '../../invoicing/invoices/listed-states';

/** A macro whose happening is reckoned from its own number of days. */
export interface DatedMacro {
  id: number;
  happening: HappeningKind;
  days: number;
  dateField: string | null;
}

/** Of the records whose day lies between two days: a query with $4 and $5 as these days, and what else it asks. */
export interface Reached {
  from: string;
  day: string;
  /** Columns of a happening: deal, client and document. */
  about: [string, string, string];
  where: string;
  values: unknown[];
}

const OPEN_DEAL = `d.deleted_at is null and d.stage_id in (select id from stages where outcome = 'open')`;

/** Which records a macro's days are counted of, from $4 to $5 ($6: more); null for a field that there is not. @param timeZone of the account */
export function reachedBy({ happening, dateField }: DatedMacro, timeZone: string): Reached | null {
  if (happening === 'document_overdue')
    return {
      ...{ from: 'invoices i', day: 'i.due_on', about: ['null::bigint', 'i.client_id', 'i.id'] },
      where: `i.due_on between $4::date and $5::date and i.issued_at is not null and i.cancelled_at is null and i.deleted_at is null
        and i.paid <> i.to_pay and not (case when i.to_pay < 0 then i.paid < i.to_pay else i.paid > i.to_pay end) and i.kind = any ($6)`,
      values: [PAYABLE],
    };
  if (happening === 'deal_stale')
    return {
      ...{ from: 'deals d', day: '(d.stage_since at time zone $6)::date', about: ['d.id', 'd.client_id', 'null::bigint'] },
      where: `d.stage_since >= $4::date::timestamp at time zone $6 and d.stage_since < ($5::date + 1)::timestamp at time zone $6 and ${OPEN_DEAL}`,
      values: [timeZone],
    };
  return dateField ? reachedField(dateField) : null;
}

function reachedField(field: string): Reached | null {
  if (field === 'deal.expectedOn')
    return {
      ...{ from: 'deals d', day: 'd.expected_on', about: ['d.id', 'd.client_id', 'null::bigint'], values: [] },
      where: `d.expected_on between $4::date and $5::date and ${OPEN_DEAL}`,
    };
  const [, record, key] = /^(deal|client)\.own\.(.+)$/.exec(field) ?? [];
  if (!record) return null;
  const [from, about]: [string, Reached['about']] =
    record === 'deal'
      ? ['deals d', ['d.id', 'd.client_id', 'null::bigint']]
      : ['clients d', ['null::bigint', 'd.id', 'null::bigint']];
  const day = 'left(d.own ->> $6, 10)';
  return { from, day, about, where: `d.deleted_at is null and ${day} between $4::date::text and $5::date::text`, values: [key] };
}
