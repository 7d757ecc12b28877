import type { Person } from '../../accounts/person';
import { today } from '../../clock';
import { leftToPay, paymentState } from '../payments/payment-state';
import type { Invoice, InvoiceVerb } from './invoice.entity';
import { onPaper } from './on-paper';
import { paperWording } from './paper-wording';
import { standingBadge } from './standing-badge';

/**
 * A document as a row of a list, or the head of a page, shows it: one plain literal, as lists make fifty of them.
 * @param on today, which a list asks for once
 */
export function listed(invoice: Invoice, on = today()) {
  const { state } = invoice;
  return {
    id: invoice.id,
    state,
    number: invoice.number,
    issueOn: invoice.issueOn,
    dueOn: invoice.dueOn,
    currency: invoice.currency,
    net: invoice.net,
    vat: invoice.vat,
    gross: invoice.gross,
    version: invoice.version,
    href: `/invoicing/invoices/${invoice.id}`,
    isDraft: state === 'draft',
    title: invoice.documentKind.title,
    buyerName: invoice.buyer.name,
    standing: standingBadge(invoice, on),
  };
}

/** A document as its own page shows it, with what may be done to it and, of the rest, why not. */
export function shown(invoice: Invoice, by: Person) {
  const { seller, buyer, recipient, lines = [], words, marks } = invoice;
  const { cancelledAt, cancelReason, deletedAt, deleteReason } = invoice;
  return {
    invoice: {
      ...listed(invoice),
      isPayable: paymentState(invoice, today()) !== null,
      left: leftToPay(invoice).abs(),
      leftIsBack: leftToPay(invoice).isNegative(),
      ...{ seller, buyer, ...words, marks },
      ...paperWording(invoice, by.language),
      ...onPaper(invoice),
      isBought: invoice.documentKind.bought,
      recipient: recipient?.name ? { ...recipient, taxNo: null } : null,
      ...{ cancelledAt, cancelReason, deletedAt, deleteReason },
      showsVat: invoice.documentKind.showsVat,
      hasDiscount: lines.some((line) => !line.discount.isZero()),
    },
    may: {
      issue: verb(invoice, 'issue', by),
      edit: verb(invoice, 'edit', by),
      cancel: verb(invoice, 'cancel', by),
      delete: verb(invoice, 'delete', by),
      restore: verb(invoice, 'restore', by),
    },
    continuations: continuationsOf(invoice),
    finalHref: finalHref(invoice),
    copyHref: `/invoicing/invoices/new?copy=${invoice.id}`,
  };
}

/** The final invoice that takes an advance off: of its order, or of the deals that its lines name (R103). */
function finalHref({ kind, state, id, fromInvoiceId, lines = [], keepsFigures }: Invoice) {
  if (kind !== 'advance' || state !== 'issued' || keepsFigures) return null;
  if (fromInvoiceId !== null) return `/invoicing/invoices/new?from=${fromInvoiceId}&kind=final`;
  const deals = [...new Set(lines.flatMap(({ dealId }) => dealId ?? []))].map((deal) => `&deals=${deal}`);
  return `/invoicing/invoices/new?advances=${id}&kind=final${deals.join('')}`;
}

/** Documents that may be made as its continuation (R42), the usual one first; a draft or ended one is continued by none. */
function continuationsOf(invoice: Invoice) {
  if (invoice.state !== 'issued') return [];
  return invoice.documentKind.continuesTo.map((kind, place) => {
    const refusal = invoice.continuationRefusal(kind);
    return {
      verb: `invoices.continue.${kind}`,
      href: `/invoicing/invoices/new?from=${invoice.id}&kind=${kind}`,
      reason: refusal ? `broken.${refusal}` : null,
      isFirst: place === 0 && kind !== 'correction',
    };
  });
}

function verb(invoice: Invoice, name: InvoiceVerb, by: Person) {
  const refusal = invoice.refusal(name, by);
  return { allowed: refusal === undefined, reason: refusal ? `broken.${refusal}` : null };
}
