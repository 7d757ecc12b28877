import { Controller, Get, Render, Req } from '@nestjs/common';
import { decimal } from '../../money/decimal';
import { Side } from '../../web/doors';
import type { Request } from '../../web/http';
import { ClientCards } from '../invoices/client-cards.service';
import { kindOf } from '../kinds';
import { methodChoices } from './document-payments.controller';
import { paymentFilterOf, paymentsHref } from './payment-filters';
import { PaymentListService, type PaymentRow } from './payment-list.service';

/** The page of payments: what came and what was given back, newest first. */
@Controller('invoicing/payments')
@Side('invoicing')
export class PaymentsController {
  constructor(
    private readonly lists: PaymentListService,
    private readonly cards: ClientCards,
  ) {}

  @Get()
  @Render('invoicing/payments/index')
  async index(@Req() request: Request) {
    const filter = paymentFilterOf(request);
    const [{ payments, older, newer }, [client]] = await Promise.all([
      this.lists.list(filter),
      this.cards.labels(filter.client ?? null),
    ]);
    return {
      payments: payments.map(shown),
      older: older && paymentsHref(filter, { after: older }),
      newer: newer && paymentsHref(filter, { before: newer }),
      filter: { ...filter, client },
      filtered: paymentsHref(filter) !== '/invoicing/payments',
      methods: methodChoices(),
    };
  }
}

function shown({ id, amount, method, documents, ...row }: PaymentRow) {
  return {
    ...row,
    amount: decimal(amount),
    method: `payment_methods.${method}`,
    isFree: documents.every(({ freed }) => freed),
    documents: documents.map((document) => ({
      ...document,
      title: kindOf(document.kind)!.title,
      href: `/invoicing/invoices/${document.id}`,
    })),
    removalHref: `/invoicing/payments/${id}/removal`,
  };
}
