import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { today } from '../../clock';
import { decimal } from '../../money/decimal';
import { Panels } from '../../web/panels';
import type { Invoice } from '../invoices/invoice.entity';
import { Payment } from './payment.entity';
import { PaymentListService, type ShareRow } from './payment-list.service';
import { leftToPay, paymentBadge } from './payment-state';

/** What pages of documents show of payments: a card, the verbs, and what is done with several ticked ones (R95). */
@Injectable()
export class PaymentPanels implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly lists: PaymentListService,
  ) {}

  onModuleInit() {
    this.panels.hang('invoice.beside', (invoice: Invoice) => this.card(invoice));
    this.panels.hang('invoice.actions', async (invoice: Invoice) => verbsOf(invoice));
    this.panels.hang('invoice.lists', async () => [
      { verb: 'payments.mark_paid_many', href: '/invoicing/settlements/new', icon: 'circle-check', primary: false, post: false },
    ]);
  }

  /** Nothing of a document without payment: a draft, an order, one with nothing to pay. */
  private async card(invoice: Invoice) {
    const { id, toPay, paid, currency, state } = invoice;
    // Only these have any: the others are spared the question.
    const asks = state === 'cancelled' || state === 'deleted' || !paid.isZero();
    const shares = asks ? await this.lists.sharesOf(id) : [];
    const badge = paymentBadge(invoice, today());
    if (!badge && !shares.length) return [];
    return [
      {
        template: 'invoicing/payments/_card',
        ...{ badge, toPay, paid, left: leftToPay(invoice).abs(), currency },
        isBack: leftToPay(invoice).isNegative(),
        payments: shares.map(shown),
        newHref: Payment.refusal(invoice) ? null : `/invoicing/invoices/${id}/payments/new`,
      },
    ];
  }
}

function shown({ id, amount, paidOn, method, note, who, createdBy, freed }: ShareRow) {
  const refusal = Payment.removalRefusal({ createdBy }, Person.current);
  return {
    ...{ paidOn, note, who, freed, amount: decimal(amount) },
    method: `payment_methods.${method}`,
    removalHref: `/invoicing/payments/${id}/removal`,
    refusal: refusal ? `broken.${refusal}` : null,
  };
}

/** Pays all in one click; of a part, or on another day, there is a form; and what was paid can be taken back. */
function verbsOf(invoice: Invoice) {
  const { id, state, documentKind, paid } = invoice;
  if (state !== 'issued' || !documentKind.payable) return [];
  const href = `/invoicing/invoices/${id}`;
  const refusal = Payment.refusal(invoice);
  const isBack = leftToPay(invoice).isNegative();
  const pay = refusal
    ? []
    : [
        {
          ...{
            verb: isBack ? 'payments.mark_paid_back' : 'payments.mark_paid',
            href: `${href}/settlement`,
            icon: 'circle-check',
          },
          ...{ reason: null, primary: true, post: true },
        },
        {
          ...{ verb: isBack ? 'payments.add_back' : 'payments.add', href: `${href}/payments/new`, icon: 'wallet' },
          ...{ reason: null, primary: false, post: false },
        },
      ];
  const undo = { verb: 'payments.mark_unpaid', href: `${href}/unsettlement`, icon: 'restore', reason: null, primary: false };
  return [...pay, ...(paid.isZero() ? [] : [{ ...undo, post: true }])];
}
