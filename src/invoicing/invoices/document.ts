import { BrokenRule } from '../../broken-rule';
import { addDays } from '../../clock';
import { Decimal, ZERO } from '../../money/decimal';
import { kindOf } from '../kinds';
import { totals } from '../vat/totals';
import type { InvoiceInput, InvoiceLineInput } from './invoice.input';
import type { Buyer, Parties, Recipient, Seller } from './parties';

const FIRST_DAY = '2006-01-01';
const LAST_DAY = '2100-12-31';
const HIGHEST = new Decimal('9999999999999.99');

/** The rows that a document consists of, by the columns of their tables. */
export interface DocumentRows {
  invoice: Record<string, unknown>;
  lines: Record<string, unknown>[];
  taxes: Record<string, unknown>[];
}

/**
 * What a document says, reckoned from what was typed (R22–R24, R97–R99).
 * @throws BrokenRule when it has no lines, or its amounts or days cannot be
 */
export function documentOf(input: InvoiceInput, parties: Parties): DocumentRows {
  const kind = kindOf(input.kind)!;
  if (input.issueOn < FIRST_DAY) throw new BrokenRule('issue_day_too_early', {}, 'issueOn');
  const dueOn = input.paymentDays === null ? null : addDays(input.issueOn, input.paymentDays);
  if ((dueOn ?? FIRST_DAY) > LAST_DAY) throw new BrokenRule('due_day_too_late', {}, 'paymentDays');
  const typed = input.lines.filter((line) => !line.blank);
  if (typed.length === 0) throw new BrokenRule('no_lines', {}, 'lines');
  const rated = typed.map((line) => ({ ...line, discount: line.discount ?? ZERO, rate: kind.fixedRate ?? line.rate }));
  const sums = totals(rated, input.method, input.discountKind);
  typed.forEach((line, index) => {
    if (sums.lines[index].net.isNegative()) {
      throw new BrokenRule('discount_above_value', {}, `lines.${input.lines.indexOf(line)}.discount`);
    }
  });
  if (sums.document.gross.gt(HIGHEST)) throw new BrokenRule('amount_too_high', {}, 'lines');
  return {
    invoice: { ...headOf(input, kind.family), due_on: dueOn, ...columnsOf(parties), ...sums.document },
    lines: rated.map((line, index) => ({ ...lineColumns(line, line.rate, index + 1), ...sums.lines[index] })),
    taxes: sums.rates.map(({ rate, ...amounts }) => ({ vat_rate: rate, ...amounts })),
  };
}

function headOf(input: InvoiceInput, family: string) {
  return {
    kind: input.kind,
    family,
    issue_on: input.issueOn,
    sold_on: input.soldOn,
    payment_days: input.paymentDays,
    payment_method: input.paymentMethod,
    currency: input.currency,
    method: input.method,
    discount_kind: input.discountKind,
    department_id: input.departmentId,
    other_buyer: input.otherBuyer,
    place: input.place,
    notes: input.notes,
  };
}

function columnsOf({ seller, buyer, recipient, clientId, recipientId }: Parties) {
  return {
    client_id: clientId,
    recipient_id: recipientId,
    ...sellerColumns(seller),
    ...buyerColumns(buyer),
    ...recipientColumns(recipient),
  };
}

/** The seller by the columns of their table. */
export function sellerColumns(seller: Seller) {
  return {
    seller_name: seller.name,
    seller_tax_no: seller.taxNo,
    seller_street: seller.street,
    seller_post_code: seller.postCode,
    seller_city: seller.city,
    seller_country: seller.country,
    seller_email: seller.email,
    seller_phone: seller.phone,
    seller_bank: seller.bank,
    seller_bank_account: seller.bankAccount,
  };
}

function buyerColumns(buyer: Buyer) {
  return {
    buyer_company: buyer.company,
    buyer_name: buyer.name,
    buyer_tax_country: buyer.taxCountry,
    buyer_tax_no: buyer.taxNo,
    buyer_street: buyer.street,
    buyer_post_code: buyer.postCode,
    buyer_city: buyer.city,
    buyer_country: buyer.country,
    buyer_email: buyer.email,
  };
}

function recipientColumns(recipient: Recipient | null) {
  return {
    recipient_name: recipient?.name ?? null,
    recipient_street: recipient?.street ?? null,
    recipient_post_code: recipient?.postCode ?? null,
    recipient_city: recipient?.city ?? null,
    recipient_country: recipient?.country ?? null,
  };
}

function lineColumns(line: Omit<InvoiceLineInput, 'blank'>, rate: string, position: number) {
  const { name, unit, quantity, price, discount, dealId } = line;
  return { position, name, unit, quantity, price, discount, vat_rate: rate, deal_id: dealId };
}
