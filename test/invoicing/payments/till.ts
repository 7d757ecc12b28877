import type { InvoiceInput } from '../../../src/invoicing/invoices/invoice.input';
import { InvoicesService } from '../../../src/invoicing/invoices/invoices.service';
import { PaymentInput } from '../../../src/invoicing/payments/payment.input';
import { PaymentsService } from '../../../src/invoicing/payments/payments.service';
import { Decimal } from '../../../src/money/decimal';
import { Firm, line, TODAY } from '../../integration/firm';

/** What a document's row says of its payment. */
export interface PaidRow {
  toPay: string;
  paid: string;
  paidOn: string | null;
}

/** A firm that issues documents, and Anna, who records what is paid. */
export class Till {
  private constructor(readonly firm: Firm) {}

  static async open(): Promise<Till> {
    return new Till(await Firm.open());
  }

  /** An issued document of so much gross. */
  issue(gross = 1230, changes: Partial<InvoiceInput> = {}): Promise<number> {
    return this.firm.issue({ lines: [line('Projekt ogrodu', gross)], ...changes });
  }

  /** A correction of a document to so much gross. */
  correct(from: number, gross: number): Promise<number> {
    return this.issue(gross, { kind: 'correction', fromInvoiceId: from, correctionReason: 'Rabat' });
  }

  pay(document: number, amount: number, changes: Partial<PaymentInput> = {}): Promise<number> {
    const input = Object.assign(new PaymentInput(), { paidOn: TODAY, method: 'transfer', note: null, requestKey: null });
    return this.payments((payments) => payments.add(document, Object.assign(input, { amount: new Decimal(amount) }, changes)));
  }

  payments<T>(work: (payments: PaymentsService) => Promise<T>): Promise<T> {
    return this.firm.does(PaymentsService, work);
  }

  invoices<T>(work: (invoices: InvoicesService) => Promise<T>): Promise<T> {
    return this.firm.does(InvoicesService, work);
  }

  async paid(document: number): Promise<PaidRow> {
    const [row] = await this.firm.rows<PaidRow>(
      `select to_pay::text "toPay", paid::text paid, paid_on::text "paidOn" from invoices where id = ${document}`,
    );
    return row;
  }

  /** What must always be true: each document says of its payments what they come to. */
  async wrong(): Promise<object[]> {
    return this.firm.rows(`select i.id, i.paid, sums.* from invoices i,
      lateral (select coalesce(sum(s.amount), 0) sum from payment_shares s join payments p on p.id = s.payment_id
        where s.invoice_id = i.id and s.freed_at is null and p.removed_at is null) sums
      where i.paid <> sums.sum or ((i.cancelled_at is not null or i.deleted_at is not null) and i.paid <> 0)`);
  }
}
