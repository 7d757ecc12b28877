import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import type { Decimal } from '../../money/decimal';
import { Amount } from '../../money/money-column';
import type { Invoice } from '../invoices/invoice.entity';
import { ALL_DOCUMENTS } from '../invoices/life';
import { leftToPay } from './payment-state';

/** What somebody says of a payment. */
export interface TypedPayment {
  /** Above zero; null is all that is left. */
  amount: Decimal | null;
  paidOn: string;
  /** Null is the document's own. */
  method: string | null;
  note: string | null;
}

/** Money that came for documents, or was given back (R95). It is removed, never rewritten. */
@Entity('payments')
export class Payment {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id: number;
  /** Negative: given back. */
  @Amount() amount: Decimal;
  @Column({ type: 'text' }) currency: string;
  @Column({ name: 'paid_on', type: 'date' }) paidOn: string;
  @Column({ type: 'text' }) method: string;
  @Column({ type: 'text' }) note: string | null;
  @Column({ name: 'department_id', type: 'bigint' }) departmentId: number;
  @Column({ name: 'responsible_id', type: 'bigint' }) responsibleId: number | null;
  @Column({ name: 'removed_at', type: 'timestamptz' }) removedAt: Date | null;
  @Column({ name: 'removed_by', type: 'bigint' }) removedBy: number | null;
  @Column({ name: 'request_key', type: 'uuid' }) requestKey: string | null;
  @Column({ name: 'created_by', type: 'bigint' }) createdBy: number | null;

  /** Key below `broken.` of why a document takes no payment; undefined when it takes one. */
  static refusal(invoice: Invoice): string | undefined {
    if (invoice.state !== 'issued') return `payment_of_${invoice.state}`;
    if (!invoice.documentKind.payable) return 'payment_of_kind';
    if (leftToPay(invoice).isZero()) return invoice.toPay.isZero() ? 'nothing_to_pay' : 'already_paid';
  }

  /**
   * What a document is paid by: no more than what is left of it, and never on a day to come. Where money is to be given back, it is.
   * @throws BrokenRule when the document takes no payment, or not this one
   */
  static of(invoice: Invoice, { amount, paidOn, method, note }: TypedPayment, today: string) {
    const refusal = Payment.refusal(invoice);
    if (refusal) throw new BrokenRule(refusal);
    if (paidOn > today) throw new BrokenRule('payment_day_in_future', {}, 'paidOn');
    const left = leftToPay(invoice);
    if (amount?.gt(left.abs()))
      throw new BrokenRule('payment_above_left', { left: left.abs().toFixed(2), currency: invoice.currency }, 'amount');
    return {
      amount: amount ? (left.isNegative() ? amount.neg() : amount) : left,
      ...{ paidOn, method: method ?? invoice.paymentMethod, note },
      ...{ currency: invoice.currency, departmentId: invoice.departmentId, responsibleId: invoice.responsibleId },
    };
  }

  /** Key below `broken.` of why this person cannot remove it: only accountants and administrators remove what others recorded (R75). */
  static removalRefusal({ createdBy }: Pick<Payment, 'createdBy'>, { user, invoicing }: Person): string | undefined {
    return createdBy === user || ALL_DOCUMENTS.includes(invoicing?.role ?? '') ? undefined : 'payment_is_anothers';
  }

  /** @throws BrokenRule when this person may not */
  remove(by: Person) {
    const refusal = Payment.removalRefusal(this, by);
    if (refusal) throw new BrokenRule(refusal);
    Object.assign(this, { removedAt: new Date(), removedBy: by.user });
  }
}
