import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import type { Decimal } from '../../money/decimal';
import { Amount } from '../../money/money-column';
import { type DocumentKind, kindOfDocument } from '../kinds';
import type { MailState } from '../sending/envelope';
import type { DiscountKind } from '../vat/line-value';
import { rateProblem } from '../vat/rate-rules';
import type { VatMethod } from '../vat/totals';
import { Correction, Exchange, Marks, Words } from './details';
import type { InvoiceCharge } from './invoice-charge.entity';
import type { InvoiceLine } from './invoice-line.entity';
import type { InvoiceTax } from './invoice-tax.entity';
import { ALL_DOCUMENTS, type InvoiceState, type InvoiceVerb, OWN, REFUSED } from './life';
import { Buyer, Recipient, Seller } from './parties';
import type { SettledAdvance } from './settled-advance.entity';

export type { InvoiceState, InvoiceVerb } from './life';

/** A document of any kind: first a draft without number, then issued for good. It decides what may be done to it. */
@Entity('invoices')
export class Invoice {
  @PrimaryColumn({ type: 'bigint' }) id: number;
  @Column({ type: 'text' }) kind: string;
  @Column({ type: 'text' }) family: string;
  /** Given when it is issued, and never again to another (R96, R120). */
  @Column({ type: 'text' }) number: string | null;
  @Column({ name: 'number_typed' }) numberTyped: boolean;
  @Column({ name: 'issue_on', type: 'date' }) issueOn: string;
  @Column({ name: 'sold_on', type: 'date' }) soldOn: string | null;
  @Column({ name: 'payment_days', type: 'integer' }) paymentDays: number | null;
  @Column({ name: 'due_on', type: 'date' }) dueOn: string | null;
  @Column({ name: 'payment_method', type: 'text' }) paymentMethod: string;
  @Column({ type: 'text' }) currency: string;
  @Column({ type: 'text' }) method: VatMethod;
  @Column({ name: 'discount_kind', type: 'text' }) discountKind: DiscountKind;
  @Column({ name: 'department_id', type: 'bigint' }) departmentId: number;
  @Column(() => Seller, { prefix: false }) seller: Seller;
  @Column({ name: 'client_id', type: 'bigint' }) clientId: number | null;
  @Column(() => Buyer, { prefix: false }) buyer: Buyer;
  @Column({ name: 'recipient_id', type: 'bigint' }) recipientId: number | null;
  @Column(() => Recipient, { prefix: false }) recipient: Recipient | null;
  /** The buyer is knowingly another than the client of its deal (R126). */
  @Column({ name: 'other_buyer' }) otherBuyer: boolean;
  @Column(() => Words, { prefix: false }) words: Words;
  @Column(() => Marks, { prefix: false }) marks: Marks;
  @Column(() => Exchange, { prefix: false }) exchange: Exchange;
  @Column(() => Correction, { prefix: false }) correction: Correction;
  /** What it is printed in: a language, or two side by side, 'pl/en' (R101). */
  @Column({ type: 'text' }) language: string;
  /** Of an accounting note: whether it charges the other or credits them. */
  @Column({ name: 'note_kind', type: 'text' }) noteKind: 'debit' | 'credit' | null;
  @Amount() net: Decimal;
  @Amount() vat: Decimal;
  @Amount() gross: Decimal;
  /** Gross with charges and without deductions (R106); what a correction gives back is negative. */
  @Amount({ name: 'to_pay' }) toPay: Decimal;
  /** What of it is paid (R95), and when the last of that was. */
  @Amount() paid: Decimal;
  @Column({ name: 'paid_on', type: 'date' }) paidOn: string | null;
  /** The document that this one continues (R42). */
  @Column({ name: 'from_invoice_id', type: 'bigint' }) fromInvoiceId: number | null;
  /** The offer that it, or the document that it continues, came of (R84). */
  @Column({ name: 'offer_id', type: 'bigint' }) offerId: number | null;
  @Column({ name: 'responsible_id', type: 'bigint' }) responsibleId: number | null;
  @Column({ name: 'issued_at', type: 'timestamptz' }) issuedAt: Date | null;
  @Column({ name: 'issued_by', type: 'bigint' }) issuedBy: number | null;
  @Column({ name: 'cancelled_at', type: 'timestamptz' }) cancelledAt: Date | null;
  @Column({ name: 'cancelled_by', type: 'bigint' }) cancelledBy: number | null;
  @Column({ name: 'cancel_reason', type: 'text' }) cancelReason: string | null;
  @Column({ name: 'deleted_at', type: 'timestamptz' }) deletedAt: Date | null;
  @Column({ name: 'deleted_by', type: 'bigint' }) deletedBy: number | null;
  @Column({ name: 'delete_reason', type: 'text' }) deleteReason: string | null;
  /** What became of its newest message (R54); null while it was never sent. */
  @Column({ name: 'mail_state', type: 'text' }) mailState: MailState | null;
  /** When a server first accepted it for the client: from then on it is not deleted (R125). */
  @Column({ name: 'mailed_at', type: 'timestamptz' }) mailedAt: Date | null;
  @Column() version: number;

  /** Read with the document's page; a list has none. */
  lines?: InvoiceLine[];
  taxes?: InvoiceTax[];
  charges?: InvoiceCharge[];
  advances?: SettledAdvance[];
  /** What holds it beside its own state: an issued document that continues it (R125), an account that keeps what is issued (R49). */
  held = { continued: false, undeletable: false };

  get state(): InvoiceState {
    if (this.deletedAt) return 'deleted';
    if (this.cancelledAt) return 'cancelled';
    return this.issuedAt ? 'issued' : 'draft';
  }

  get documentKind(): DocumentKind {
    return kindOfDocument(this.kind, this.correction?.kind ?? null);
  }

  /** Whether another document stands on its figures, so that only texts and payment terms are edited (R125). */
  get keepsFigures(): boolean {
    return this.issuedAt !== null && this.held.continued;
  }

  /** Key below `broken.` of why no document of this kind continues it now (R42); undefined when one may. */
  continuationRefusal(kind: string): string | undefined {
    if (this.state !== 'issued') return 'source_does_not_stand';
    if (this.documentKind.sale) return this.keepsFigures ? 'source_is_continued' : undefined;
    if (kind === 'advance') return undefined;
    if (kind === 'final') return this.keepsFigures ? undefined : 'final_without_advances';
    return this.keepsFigures ? 'order_has_advances' : undefined;
  }

  /** Key below `broken.` of why this person cannot do this now; undefined when they can. */
  refusal(verb: InvoiceVerb, by: Person): string | undefined {
    const { cancellable, deletable } = this.documentKind;
    const refused = REFUSED[this.state][verb];
    if (refused) return refused;
    if (verb === 'cancel' && !cancellable) return 'kind_is_not_cancelled';
    if (verb === 'delete' && this.issuedAt && !deletable) return 'kind_is_not_deleted';
    if (verb === 'delete' && this.issuedAt && this.held.undeletable)
      return this.cancelledAt ? 'cancelled_is_not_deleted' : 'issued_is_not_deleted';
    if (verb === 'delete' && this.mailedAt)
      return this.cancelledAt ? 'mailed_and_cancelled_is_not_deleted' : 'mailed_is_not_deleted';
    if ((verb === 'cancel' || verb === 'delete') && this.keepsFigures) return 'invoice_is_continued';
    if (OWN.includes(verb) && !this.belongsTo(by)) return 'invoice_is_anothers';
  }

  /** @throws BrokenRule unless it is a draft of today or earlier that says who buys (R9, R130), and why it is exempt */
  issue(today: string, by: Person, rates: string[]) {
    this.allow('issue', by);
    if (this.issueOn > today) throw new BrokenRule('issue_day_in_future', {}, 'issueOn');
    if (this.documentKind.needsBuyer && !this.buyer.name) throw new BrokenRule('buyer_missing', {}, 'buyerName');
    this.refuseUnlawful(rates);
    if (rates.includes('zw') && this.saysWhyExempt && !this.marks.exemptBasis)
      throw new BrokenRule('exempt_basis_missing', {}, 'exemptBasis');
  }

  /** Each rate has its condition in the law (R99); an order may still become another sale. */
  private refuseUnlawful(rates: string[]) {
    const { sale, bought } = this.documentKind;
    if (!sale && !bought) return;
    const { seller, buyer, marks, correction } = this;
    const parties = { sellerCountry: seller.country, buyerCountry: buyer.taxNo ? buyer.taxCountry : buyer.country };
    const others = { kind: correction.kind ?? this.kind, oss: marks.oss, buyerTaxNo: buyer.taxNo, buyerCompany: buyer.company };
    const problem = rates.map((rate) => rateProblem(rate, { ...parties, ...others })).find(Boolean);
    if (problem) throw new BrokenRule(problem, {}, 'lines');
  }

  /** Whether it has to name the ground of an exemption (art. 106e(1)(19)): an invoice; an order or a receipt has not. */
  private get saysWhyExempt() {
    const { sale, showsVat, needsBuyer } = this.documentKind;
    return sale && showsVat && needsBuyer && this.kind !== 'correction';
  }

  /** @throws BrokenRule when what an issued document keeps for good would change, or it may not be edited at all (R125) */
  edit(changed: { kind: string; currency: string; departmentId: number; version: number | null }, by: Person) {
    this.allow('edit', by);
    if (changed.version !== null && changed.version !== this.version) throw new BrokenRule('invoice_changed_meanwhile');
    if (!this.issuedAt) return;
    for (const field of ['kind', 'currency', 'departmentId'] as const) {
      if (changed[field] !== this[field]) throw new BrokenRule(`issued_keeps_${field}`, {}, field);
    }
  }

  cancel(by: Person, reason: string | null) {
    this.allow('cancel', by);
    Object.assign(this, { cancelledAt: new Date(), cancelledBy: by.user, cancelReason: reason });
  }

  delete(by: Person, reason: string | null) {
    this.allow('delete', by);
    Object.assign(this, { deletedAt: new Date(), deletedBy: by.user, deleteReason: reason });
  }

  restore(by: Person) {
    this.allow('restore', by);
    Object.assign(this, { deletedAt: null, deletedBy: null, deleteReason: null });
  }

  /** Its end, as the table keeps it: cancelled or deleted, when, by whom and why. */
  get ending() {
    const { cancelledAt, cancelledBy, cancelReason, deletedAt, deletedBy, deleteReason } = this;
    return { cancelledAt, cancelledBy, cancelReason, deletedAt, deletedBy, deleteReason };
  }

  /** Whether this person may treat it as their own (R75). */
  private belongsTo({ user, invoicing }: Person) {
    return this.responsibleId === user || ALL_DOCUMENTS.includes(invoicing?.role ?? '');
  }

  private allow(verb: InvoiceVerb, by: Person) {
    const refusal = this.refusal(verb, by);
    if (refusal) throw new BrokenRule(refusal);
  }
}
