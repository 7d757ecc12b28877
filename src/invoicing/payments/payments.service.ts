import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { today } from '../../clock';
import { Database } from '../../database/database';
import { Events } from '../../events/events';
import { DocumentReader, UUID } from '../invoices/document-reader';
import type { Invoice } from '../invoices/invoice.entity';
import { paidChange } from './paid-change';
import { Payment, type TypedPayment } from './payment.entity';
import type { PaymentInput } from './payment.input';
import { isSettled } from './payment-state';

/** Payments of documents (R95): recorded and removed. What is paid of a document, the database reckons from them. */
@Injectable()
export class PaymentsService {
  constructor(
    @InjectRepository(Payment) private readonly payments: Repository<Payment>,
    private readonly reader: DocumentReader,
    private readonly database: Database,
    private readonly events: Events,
  ) {}

  /**
   * Records a payment of a document, of a part or of all that is left.
   * @returns its id; the same for the same form sent again (R118)
   * @throws BrokenRule when the document takes none, or it is more than what is left
   */
  async add(invoiceId: number, input: PaymentInput): Promise<number> {
    const invoice = await this.reader.locked(invoiceId);
    const requestKey = UUID.test(input.requestKey ?? '') ? input.requestKey : null;
    const made = requestKey && (await this.payments.findOneBy({ requestKey }));
    return made ? made.id : this.record(invoice, input, requestKey);
  }

  /**
   * Pays all that is left, so that the document is paid; of one that is, nothing happens, so that a double click is harmless (R118).
   * @param day when it was paid
   * @param method how; by default as the document says
   * @throws BrokenRule when the document takes no payment
   */
  async markPaid(invoiceId: number, day = today(), method: string | null = null) {
    const invoice = await this.reader.locked(invoiceId);
    if (invoice.state === 'issued' && isSettled(invoice)) return;
    await this.record(invoice, { amount: null, paidOn: day, method, note: null }, null);
  }

  /** Removes all payments of the document, so that nothing of it is paid. @throws BrokenRule when one is somebody else's */
  async markUnpaid(invoiceId: number) {
    const invoice = await this.reader.locked(invoiceId);
    const rows = await this.database.query<{ id: number }[]>(
      `select p.id from payments p join payment_shares s on s.payment_id = p.id
       where s.invoice_id = $1 and s.freed_at is null and p.removed_at is null order by p.id`,
      [invoice.id],
    );
    for (const { id } of rows) await this.remove(id);
  }

  /** @returns the documents that it settled, by their ids @throws EntityNotFoundError BrokenRule when this person may not remove it */
  async remove(id: number): Promise<number[]> {
    // Documents are locked before their payments, as by whoever pays, cancels or restores them.
    const settled = await this.settledBy(id);
    const payment = await this.payments.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
    if (payment.removedAt) return settled.map((invoice) => invoice.id);
    payment.remove(Person.current);
    await this.payments.update({ id }, { removedAt: payment.removedAt, removedBy: payment.removedBy });
    for (const before of settled) {
      const after = await this.reader.locked(before.id);
      for (const event of paidChange(before.id, before, after)) await this.events.publish(event);
    }
    return settled.map((invoice) => invoice.id);
  }

  private async settledBy(payment: number): Promise<Invoice[]> {
    const rows = await this.database.query<{ id: number }[]>(
      `select s.invoice_id id from payment_shares s join invoices i on i.id = s.invoice_id where s.payment_id = $1 order by s.invoice_id`,
      [payment],
    );
    const settled: Invoice[] = [];
    for (const { id } of rows) settled.push(await this.reader.locked(id));
    return settled;
  }

  private async record(invoice: Invoice, typed: TypedPayment, requestKey: string | null): Promise<number> {
    const payment = Payment.of(invoice, typed, today());
    const { identifiers } = await this.payments.insert({ ...payment, requestKey });
    const id: number = identifiers[0].id;
    await this.database.query('insert into payment_shares (payment_id, invoice_id, amount) values ($1, $2, $3)', [
      ...[id, invoice.id, payment.amount.toFixed(2)],
    ]);
    const after = { toPay: invoice.toPay, paid: invoice.paid.plus(payment.amount) };
    for (const event of paidChange(invoice.id, invoice, after)) await this.events.publish(event);
    return id;
  }
}
