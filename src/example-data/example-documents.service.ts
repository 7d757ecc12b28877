import { Injectable } from '@nestjs/common';
import { Actors } from '../accounts/actors.service';
import { addDays, today } from '../clock';
import { InvoiceInput, InvoiceLineInput } from '../invoicing/invoices/invoice.input';
import { InvoicesService } from '../invoicing/invoices/invoices.service';
import { PaymentInput } from '../invoicing/payments/payment.input';
import { PaymentsService } from '../invoicing/payments/payments.service';
import { RecurringInput } from '../invoicing/recurring/recurring.input';
import { Recurrings } from '../invoicing/recurring/recurrings.service';
import { Decimal } from '../money/decimal';
import type { Cast } from './cast';
import { DEPARTMENTS } from './departments';
import { REPEATED, SALES } from './documents';
import { paidOf } from './paid';
import type { Sale } from './sale';
import { soldOf } from './sold';
import { textFor } from './texts';

/** Paid so far by those who owe the rest. */
const PART = new Decimal(100);

/** Makes the documents, those from deals and those outside, day by day, so that numbers grow with days. */
@Injectable()
export class ExampleDocuments {
  constructor(
    private readonly invoices: InvoicesService,
    private readonly payments: PaymentsService,
    private readonly recurrings: Recurrings,
    private readonly actors: Actors,
  ) {}

  /** @param ofDeals what the deals are to be invoiced with */
  async make(cast: Cast, ofDeals: Sale[]) {
    const outside = SALES.map(([kind, daysAgo, client, sells, fate, continues]): Sale => {
      return { kind, daysAgo, card: client && cast.card(client), sells, fate, continues, dealId: null };
    });
    const sales = [...ofDeals, ...outside].sort((one, other) => other.daysAgo - one.daysAgo);
    const made = new Map<string, number>();
    for (const sale of sales) await this.actors.within(this.makerOf(cast, sale), () => this.document(cast, sale, made));
    await this.actors.within(cast.person('barbara'), () => this.repeat(cast, made.get(REPEATED)!));
  }

  /** Who is responsible for the deal makes its documents; others are the accountant's, receipts of the shop the owner's. */
  private makerOf(cast: Cast, { dealId, card }: Sale) {
    if (!card) return cast.owner;
    return cast.person(dealId === null ? 'barbara' : card.responsible);
  }

  /** @param made documents outside of deals so far, as 'vat 48' */
  private async document(cast: Cast, sale: Sale, made: Map<string, number>) {
    const input = Object.assign(inputOf(cast, sale), continuing(cast, sale, made));
    if (sale.fate === 'draft') return this.invoices.draft(input);
    const id = await this.invoices.createAndIssue(input);
    if (sale.dealId === null) made.set(`${sale.kind} ${sale.daysAgo}`, id);
    if (sale.fate === 'cancelled') await this.invoices.cancel(id, textFor(cast.owner, 'cancelled'));
    if (sale.fate === 'deleted') await this.invoices.delete(id, textFor(cast.owner, 'deleted'));
    await this.pay(id, sale, input.paymentMethod);
  }

  private repeat(cast: Cast, sourceId: number) {
    const name = textFor(cast.owner, 'repeated');
    const firstOn = addDays(today(), 7);
    return this.recurrings.create(
      Object.assign(new RecurringInput(), { sourceId, name, every: 1, unit: 'month', firstOn, workingDays: true }),
    );
  }

  private async pay(id: number, sale: Sale, method: string) {
    const paid = paidOf(sale);
    if (!paid) return;
    const paidOn = addDays(today(), -paid.daysAgo);
    if (paid.whole) await this.payments.markPaid(id, paidOn);
    else await this.payments.add(id, Object.assign(new PaymentInput(), { amount: PART, paidOn, method }));
  }
}

/** What a document says of the one that it continues. */
function continuing(cast: Cast, { kind, continues }: Sale, made: Map<string, number>) {
  if (!continues) return {};
  return {
    fromInvoiceId: made.get(continues),
    ...(kind === 'correction' && { correctionReason: textFor(cast.owner, 'corrected') }),
    ...(kind === 'final' && { advanceIds: [...made].filter(([name]) => name.startsWith('advance ')).map(([, id]) => id) }),
  };
}

function inputOf(cast: Cast, sale: Sale): InvoiceInput {
  const { card, kind } = sale;
  const payer = card?.payer ? cast.cards.get(card.payer)! : card;
  const issueOn = addDays(today(), -sale.daysAgo);
  return Object.assign(new InvoiceInput(), {
    kind,
    departmentId: cast.department(card?.department ?? 'poznan'),
    issueOn,
    soldOn: kind === 'proforma' || kind === 'estimate' ? null : issueOn,
    paymentDays: kind === 'receipt' ? null : card?.company ? 14 : 7,
    paymentMethod: kind === 'receipt' ? 'card' : 'transfer',
    currency: card?.currency ?? 'PLN',
    method: priced(sale) === 'net' ? 'net_sum' : 'gross_sum',
    discountKind: 'percent_total',
    clientId: payer?.id ?? null,
    recipientId: payer === card ? null : card?.id,
    place: DEPARTMENTS[card?.department ?? 'poznan'].city,
    lines: linesOf(cast, sale),
  });
}

/** What is sold from a deal or over the counter is reckoned from gross, as it was agreed. */
function priced({ dealId, kind }: Sale) {
  return dealId === null && kind !== 'receipt' ? 'net' : 'gross';
}

function linesOf(cast: Cast, sale: Sale): InvoiceLineInput[] {
  return soldOf(cast.owner, sale.sells, sale.card?.currency ?? 'PLN').map(({ key, name, unit, quantity, rate, ...price }) =>
    Object.assign(new InvoiceLineInput(), {
      ...{ name, unit, quantity, rate, productId: cast.products.get(key) ?? null },
      ...{ price: price[priced(sale)], dealId: sale.dealId },
    }),
  );
}
