import type { Decimal } from '../../money/decimal';
import type { Invoice } from './invoice.entity';
import type { InvoiceInput, InvoiceLineInput } from './invoice.input';

/** How the clients that a document names are shown in its form, '1003 · Name'. */
export interface PartyLabels {
  client: string | null;
  recipient: string | null;
}

/** A document with its lines as its form would hold it: what people change in it, so that two who do can be put together (R117). */
export function asTyped(invoice: Invoice, { client, recipient }: PartyLabels) {
  const { buyer, kind, departmentId, issueOn, soldOn, paymentDays, paymentMethod, currency, method, discountKind } = invoice;
  const { words, marks, correction, exchange, language, noteKind, otherBuyer, clientId, lines = [], charges = [] } = invoice;
  return {
    ...{
      kind,
      departmentId,
      issueOn,
      soldOn,
      paymentDays,
      paymentMethod,
      currency,
      method,
      discountKind,
      otherBuyer,
      language,
      noteKind,
      ...words,
      ...marks,
    },
    exchangeRate: exchange.table ? null : exchange.rate,
    correctionReason: correction.reason,
    contentBefore: correction.contentBefore,
    contentAfter: correction.contentAfter,
    charges: charges.map(({ kind, amount, reason }) => ({ kind, amount, reason })),
    ...{ client, recipient, filledFrom: clientId },
    buyerCompany: buyer.company,
    buyerName: buyer.name,
    buyerTaxNo: buyer.taxNo,
    buyerStreet: buyer.street,
    buyerPostCode: buyer.postCode,
    buyerCity: buyer.city,
    buyerCountry: buyer.country,
    buyerEmail: buyer.email,
    lines: lines.filter(({ before }) => !before).map((line) => lineAsTyped({ ...line, rate: line.vatRate })),
  } satisfies Partial<Record<keyof InvoiceInput, unknown>>;
}

type TypedLine = Omit<InvoiceLineInput, 'blank' | 'discount'> & { discount: Decimal | null };

/** A line's fields in one order, without a discount of nothing, so that equal lines are equal. */
export function lineAsTyped({ name, unit, quantity, price, discount, rate, dealId, ...marks }: TypedLine): TypedLine {
  const { gtu, annex15, productId, code, classification, description } = marks;
  return {
    ...{ name, unit, quantity, price, discount: discount?.isZero() ? null : discount, rate, dealId },
    ...{ gtu, annex15, productId, code, classification, description },
  };
}
