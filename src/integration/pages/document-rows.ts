import { dayOf, today } from '../../clock';
import type { InvoiceState } from '../../invoicing/invoices/life';
import { standingBadge } from '../../invoicing/invoices/standing-badge';
import { kindOf } from '../../invoicing/kinds';
import { paymentState } from '../../invoicing/payments/payment-state';
import { decimal } from '../../money/decimal';
import { writtenDay, writtenMoney } from '../../web/formats';
import { type Language, translate } from '../../web/translations';

/** A document as it is read for places on other rooms' pages. */
export interface DocumentRow {
  id: number;
  kind: string;
  number: string | null;
  day: string;
  gross: string;
  currency: string;
  toPay: string;
  paid: string;
  /** 'YYYY-MM-DD'; null without a term. */
  dueOn: string | null;
  issued: boolean;
  cancelled: boolean;
  /** When it was deleted and by whom; null while it is there. */
  deletedAt: Date | null;
  deletedBy: string | null;
}

/** The columns of a DocumentRow of `invoices i`. */
export const DOCUMENT_ROW = `i.id, i.kind, i.number, i.issue_on::text "day", i.gross::text, i.currency, i.to_pay::text "toPay", i.paid::text,
  i.due_on::text "dueOn", i.issued_at is not null issued,
  i.cancelled_at is not null cancelled, i.deleted_at "deletedAt", (select u.name from users u where u.id = i.deleted_by) "deletedBy"`;

/** A document with its link, kind, number, gross and state in words (R30, R46): how it stands with payment, where anything is paid (R33, R95). */
export function documentShown(row: DocumentRow, language: Language) {
  const say = (key: string, values = {}) => translate(language, key, values);
  const state: InvoiceState = row.deletedAt ? 'deleted' : row.cancelled ? 'cancelled' : row.issued ? 'issued' : 'draft';
  const kind = say(kindOf(row.kind)!.title);
  const standing = { ...row, state, toPay: decimal(row.toPay), paid: decimal(row.paid) };
  const { colour, icon, text } = standingBadge(standing, today());
  const number = row.number ?? say('deal_documents.draft');
  return {
    href: `/invoicing/invoices/${row.id}`,
    label: row.deletedAt
      ? say('deal_documents.deleted', { number, day: writtenDay(dayOf(row.deletedAt), language), who: row.deletedBy ?? 'none' })
      : number,
    kind,
    day: writtenDay(row.day, language),
    gross: writtenMoney(row.gross, row.currency, language),
    ...{ colour, sign: icon, state: text },
    // What came of it so far, while more is to come.
    partly:
      standing.paid.isZero() || paymentState(standing, today()) === 'paid'
        ? null
        : say('payments.partly', { paid: writtenMoney(row.paid, row.currency, language) }),
  };
}
