import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { today } from '../../clock';
import { Events } from '../../events/events';
import { VatInZlotys } from '../exchange-rates/vat-in-zlotys.service';
import {
  InvoiceCancelled,
  InvoiceChanged,
  InvoiceDeleted,
  InvoiceDrafted,
  InvoiceIssued,
  InvoiceRestored,
} from '../invoicing.events';
import { NumberingService } from '../numbering/numbering.service';
import { paidChange } from '../payments/paid-change';
import { ProductLines } from '../products/product-lines';
import { Bases } from './bases.service';
import { asBasisSays, refuseOutdated } from './basis';
import { allowContinuation, Descent } from './descent.service';
import { documentOf } from './document';
import { DocumentMerge } from './document-merge.service';
import { DocumentReader, UUID } from './document-reader';
import { DocumentStore } from './document-store';
import { Invoice } from './invoice.entity';
import type { InvoiceInput } from './invoice.input';
import { keepBesideTexts } from './kept-texts';
import { PartiesService } from './parties.service';
import { SplitPayments } from './split-payments.service';

/** Kinds whose figures depend on other documents. */
const STANDING_ON_OTHERS = ['correction', 'advance', 'final'];

/** The documents of Invoicing and their life: drafted, issued, edited, cancelled, deleted, restored (R125). */
@Injectable()
export class InvoicesService {
  constructor(
    @InjectRepository(Invoice) private readonly invoices: Repository<Invoice>,
    private readonly reader: DocumentReader,
    private readonly store: DocumentStore,
    private readonly parties: PartiesService,
    private readonly merge: DocumentMerge,
    private readonly descent: Descent,
    private readonly bases: Bases,
    private readonly products: ProductLines,
    private readonly vatInZlotys: VatInZlotys,
    private readonly splitPayments: SplitPayments,
    private readonly numbering: NumberingService,
    private readonly events: Events,
  ) {}

  /** The document with its lines and taxes. @throws EntityNotFoundError */
  find(id: number): Promise<Invoice> {
    return this.reader.find(id);
  }

  /** Keeps a draft. @returns the id; the same for the same form sent again (R118) */
  async draft(input: InvoiceInput): Promise<number> {
    const { id, made } = await this.add(input);
    if (made) await this.events.publish(new InvoiceDrafted(id));
    return id;
  }

  /** Issues at once, under the typed number if there is one. @returns the id; the same for the same form sent again (R118) */
  async createAndIssue(input: InvoiceInput): Promise<number> {
    const { id, made, rates } = await this.add(input);
    if (!made) await this.issue(id, input.number);
    else await this.number(await this.reader.locked(id), input.number, rates);
    return id;
  }

  /** Names the client whom the typed buyer of a document turned out to be (R8, R9). */
  async assignClient(id: number, clientId: number) {
    await this.invoices.update({ id }, { clientId });
  }

  private async add(sent: InvoiceInput) {
    const input = await this.products.fill(sent);
    await this.descent.begin(input);
    const basis = await this.bases.of(input);
    const typed = asBasisSays(input, basis);
    const parties = await this.parties.of(typed);
    const key = UUID.test(input.requestKey ?? '') ? input.requestKey! : randomUUID();
    const rows = documentOf(typed, parties, basis);
    return {
      ...(await this.store.add(rows, key, { from: input.fromInvoiceId, offer: input.kind === 'final' ? null : input.offerId })),
      rates: rows.taxes.map(({ vat_rate }) => String(vat_rate)),
    };
  }

  /**
   * Issues a draft, of its seller as they are today; issued before, nothing happens, so that a double click is harmless (R118).
   * @throws BrokenRule when the draft, its buyer or its department do not allow it
   */
  async issue(id: number, typedNumber: string | null = null) {
    await this.descent.hold(id);
    const invoice = await this.reader.locked(id);
    if (invoice.state === 'issued') return;
    const seller = await this.parties.seller(invoice.departmentId, invoice.currency);
    if (!isDeepStrictEqual({ ...invoice.seller }, { ...seller })) await this.store.sell(id, (invoice.seller = seller));
    if (STANDING_ON_OTHERS.includes(invoice.kind)) await this.standAnew(invoice);
    await this.number(invoice, typedNumber, await this.reader.ratesOf(id));
  }

  /** @throws BrokenRule when what a draft corrects, takes off or is paid on has changed since it was kept, or since it was deleted */
  private async standAnew({ id, kind, fromInvoiceId, currency }: Invoice) {
    const basis = await this.bases.of({ kind, fromInvoiceId, currency, advanceIds: [] }, id);
    refuseOutdated(await this.reader.find(id), basis);
  }

  private async number(invoice: Invoice, typedNumber: string | null, rates: string[]) {
    invoice.issue(today(), Person.current, rates);
    await this.vatInZlotys.tell(invoice.id, invoice.currency);
    await this.splitPayments.mark(invoice, invoice.gross.toFixed());
    await this.events.publish(new InvoiceIssued(invoice.id));
    await this.numbering.give(invoice, typedNumber);
  }

  /**
   * Takes what was typed; what somebody else changed since the form was opened stays (R117).
   * @throws InvalidInput where both changed the same field
   */
  async update(id: number, sent: InvoiceInput) {
    const input = await this.products.fill(sent);
    // Locked in the order in which they are issued: what it continues, itself, what it takes off.
    const source = await this.descent.source(id);
    const invoice = await this.reader.locked(id);
    const isOutdated = input.opened !== null && input.version !== invoice.version;
    const basis = await this.bases.of({ ...input, fromInvoiceId: invoice.fromInvoiceId }, id);
    const typed = asBasisSays(isOutdated ? await this.merge.put(input, await this.find(id)) : input, basis);
    const parties = await this.parties.of(typed, invoice);
    if (source) allowContinuation(source, typed);
    invoice.edit(typed, Person.current);
    if (invoice.issuedAt) await this.keepPeriod(invoice, typed.issueOn);
    const rows = documentOf(typed, parties, basis);
    if (invoice.keepsFigures) keepBesideTexts(await this.find(id), rows, parties);
    if (invoice.issuedAt && invoice.documentKind.needsBuyer && !parties.buyer.name)
      throw new BrokenRule('buyer_missing', {}, 'buyerName');
    await this.store.replace(id, rows);
    if (invoice.issuedAt) {
      await this.vatInZlotys.tell(id, typed.currency);
      await this.splitPayments.mark({ id, ...typed }, String(rows.invoice.gross));
    }
    await this.events.publish(new InvoiceChanged(id));
    if (!invoice.issuedAt) return;
    const after = { toPay: rows.toPay, paid: invoice.paid };
    for (const event of paidChange(id, invoice, after)) await this.events.publish(event);
  }

  async cancel(id: number, reason: string | null) {
    const invoice = await this.reader.locked(id);
    if (invoice.state === 'cancelled') return;
    invoice.cancel(Person.current, reason);
    await this.keepWithinOrder(invoice);
    await this.end(invoice);
    await this.events.publish(new InvoiceCancelled(id));
  }

  /** An issued document leaves a void: number, day, who and why; its number is never given again (R46). */
  async delete(id: number, reason: string | null) {
    const invoice = await this.reader.locked(id);
    if (invoice.state === 'deleted') return;
    invoice.delete(Person.current, reason);
    await this.keepWithinOrder(invoice);
    await this.end(invoice);
    await this.events.publish(new InvoiceDeleted(id));
  }

  /** Gives back document, number and count (R125). @throws BrokenRule when what it stands on has changed meanwhile */
  async restore(id: number) {
    const { issuedAt, cancelledAt } = await this.invoices.findOneByOrFail({ id });
    const stands = issuedAt !== null && cancelledAt === null;
    if (stands) await this.descent.hold(id);
    const invoice = await this.reader.locked(id);
    invoice.restore(Person.current);
    if (stands && STANDING_ON_OTHERS.includes(invoice.kind)) await this.standAnew(invoice);
    await this.end(invoice);
    await this.events.publish(new InvoiceRestored(id));
  }

  /** @throws BrokenRule for a correction that lowered an advance, when others have taken what it left of the order meanwhile */
  private async keepWithinOrder({ id, kind, fromInvoiceId, currency, gross, issuedAt }: Invoice) {
    if (kind !== 'correction' || issuedAt === null || !gross.isNegative()) return;
    const { order } = await this.bases.of({ kind, fromInvoiceId, currency, advanceIds: [] }, id);
    if (order?.left.isNegative()) throw new BrokenRule('correction_makes_room');
  }

  private end(invoice: Invoice) {
    return this.invoices.update({ id: invoice.id }, { ...invoice.ending, version: invoice.version + 1 });
  }

  /** The number of an issued document says its period, so its day stays within. */
  private async keepPeriod(invoice: Invoice, day: string) {
    if (day > today()) throw new BrokenRule('issue_day_in_future', {}, 'issueOn');
    if (!(await this.numbering.sameSeries(invoice, day))) throw new BrokenRule('issued_keeps_period', {}, 'issueOn');
  }
}
