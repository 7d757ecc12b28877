import type { Decimal } from '../../money/decimal';
import type { Basis } from './basis';
import type { InvoiceInput, InvoiceLineInput } from './invoice.input';
import type { InvoiceLine } from './invoice-line.entity';
import type { Buyer, Parties, Recipient, Seller } from './parties';

/** What every document says of itself, by the columns of its table. */
export function headOf(input: InvoiceInput, family: string) {
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
    language: input.language ?? 'pl',
  };
}

/** Everybody it names, by the columns of its table. */
export function columnsOf({ seller, buyer, recipient, clientId, recipientId }: Parties) {
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

/** What most documents leave empty, by the columns of their table. */
export function detailColumns(input: InvoiceInput, { corrected }: Basis) {
  const isMargin = input.kind === 'vat_margin';
  return {
    exchange_rate: input.currency === 'PLN' ? null : input.exchangeRate,
    exchange_table: null,
    exchange_on: null,
    exempt_basis: input.exemptBasis,
    margin_procedure: corrected ? corrected.marginProcedure : isMargin ? (input.marginProcedure ?? 'used') : null,
    procedures: input.procedures,
    split_payment: input.splitPayment,
    oss: input.oss,
    order_no: input.orderNo,
    issuer_name: input.issuerName,
    internal_note: input.internalNote,
    footer: input.footer,
    note_kind: input.kind === 'accounting_note' ? (input.noteKind ?? 'debit') : null,
    ...(corrected && {
      correction_reason: input.correctionReason,
      content_before: input.contentBefore,
      content_after: input.contentAfter,
      corrects_kind: corrected.root.kind,
      corrected_number: corrected.root.number,
      corrected_issue_on: corrected.root.issueOn,
    }),
  };
}

/** A line as it will be, by the columns of its table. @param position its place among the lines, of a correction the same before and after */
export function lineColumns(
  line: Omit<InvoiceLineInput, 'blank' | 'discount'> & { discount: Decimal },
  rate: string,
  position: number,
) {
  const { name, unit, quantity, price, discount, dealId, gtu, annex15, productId, code, classification, description } = line;
  return {
    ...{ position, before: false, name, unit, quantity, price, discount, vat_rate: rate, deal_id: dealId },
    ...{ gtu, annex_15: annex15, product_id: productId, code, classification, description },
  };
}

/** A line as it was before a correction, by the columns of its table. */
export function earlierLineColumns({ vatRate, net, vat, gross, annex15, ...line }: InvoiceLine) {
  const { position, name, unit, quantity, price, discount, dealId, gtu, productId, code, classification, description } = line;
  return {
    ...{ position, before: true, name, unit, quantity, price, discount, vat_rate: vatRate, deal_id: dealId, net, vat, gross },
    ...{ gtu, annex_15: annex15, product_id: productId, code, classification, description },
  };
}
