import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { DealsService } from '../../crm/deals/deals.service';
import { type BornOfInvoice, DerivedDeals } from '../../crm/deals/derived-deals.service';
import { Database } from '../../database/database';
import { type OrderedLine, OrderedLines } from '../../invoicing/invoices/ordered-lines.service';
import { ZERO } from '../../money/decimal';
import { DocumentHappenings } from '../happenings/document-happenings.service';
import { Buyers } from './buyers.service';
import { JointSales, type SoldDeal } from './joint-sales.service';
import { type LinkedDocument, LinkedDocuments } from './linked-document';
import { Links } from './links.service';
import { Mirrors } from './mirrors.service';

/** Keeps documents and deals together through a document's life (R28-R43, R125, R126). */
@Injectable()
export class DocumentDeals {
  constructor(
    private readonly database: Database,
    private readonly documents: LinkedDocuments,
    private readonly jointSales: JointSales,
    private readonly buyers: Buyers,
    private readonly links: Links,
    private readonly mirrors: Mirrors,
    private readonly deals: DealsService,
    private readonly derived: DerivedDeals,
    private readonly ordered: OrderedLines,
    private readonly happenings: DocumentHappenings,
  ) {}

  /** A draft is linked to the deals that its lines name; it counts nothing. */
  async draft(id: number) {
    const document = await this.documents.read(id);
    if (document.offerRefusal) throw new BrokenRule(document.offerRefusal, {}, 'offerId');
    await this.link(document);
  }

  /** The document being issued finds its buyer's card and its deals, or gets a deal of its own; from now on it counts. */
  async issue(id: number) {
    const document = await this.documents.read(id);
    if (document.offerRefusal) throw new BrokenRule(document.offerRefusal, {}, 'offerId');
    const ancestors = await this.inherited(document);
    this.allowNew(document, ancestors);
    const { crm, user } = Person.current;
    await this.database.asAccount(() => this.join(document, ancestors, { responsibleId: crm ? user : null, past: false }));
  }

  /**
   * A document that was issued long ago and stands outside of all deals joins those of what it continues, or of what continues it, or else gets
   * a deal of its own, as at its issue (R87). The caller has locked it and decided that it may.
   * @param responsibleId who issued it, if a member of CRM
   * @returns what became of it; null when it needs no deal
   */
  async adopt(id: number, responsibleId: number | null): Promise<'made' | 'joined' | null> {
    const document = await this.documents.read(id);
    return this.database.asAccount(async () => {
      const ancestors = await this.ancestorsDeals(document);
      const relatives = ancestors.length ? ancestors : await this.dealsOf('documents_continuing', id);
      return this.join(document, relatives, { responsibleId, past: true });
    });
  }

  private async join(
    document: LinkedDocument,
    relatives: number[],
    { responsibleId, past }: Pick<BornOfInvoice, 'responsibleId' | 'past'>,
  ) {
    const client = await this.buyers.settle(document, past);
    if (relatives.length) await this.deals.lockMany([...new Set([...document.named, ...relatives])]);
    const named = await this.living(document.named);
    await this.allowTogether(document, named);
    this.buyers.check(document, client, named);
    const inherited = named.length ? [] : await this.living(relatives);
    const made = named.length || inherited.length ? [] : await this.made(document, { client, responsibleId, past });
    const deals = [...named, ...inherited, ...made];
    const tell = () => (past ? null : this.happenings.issued(document, client, deals.at(0)?.id ?? null));
    if (!deals.length && !document.standing.length) {
      await tell();
      return null;
    }
    // In one flight: what deals show is reckoned after the links are written, on the same connection.
    await Promise.all([
      this.links.write(document, deals, { fromLines: named.length > 0, issued: true }),
      this.takePlace(document),
      past && relatives.length ? this.links.giveWay(document.id) : null,
      past ? null : this.writeAgreed(document, named),
      this.refresh(document, [...deals, ...relatives.map((deal) => ({ id: deal }))]),
      tell(),
    ]);
    return made.length ? 'made' : 'joined';
  }

  /** An advance on deals says what was agreed (art. 106f(1)(4)): their lines, or the one of their name and value. */
  private async writeAgreed({ id, kind, fromInvoiceId }: LinkedDocument, named: { id: number }[]) {
    if (kind !== 'advance' || fromInvoiceId !== null || !named.length) return;
    const agreed = await this.database.query<OrderedLine[]>(
      `select coalesce(l.name, btrim(d.name)) name, l.unit, coalesce(l.quantity, 1)::text quantity,
         coalesce(l.gross_price, d.agreed_gross)::text price, coalesce(l.vat_rate, d.vat_rate) rate
       from unnest($1::bigint[]) with ordinality asked (id, place) join deals d on d.id = asked.id left join deal_lines l on l.deal_id = d.id
       where l.id is not null or d.agreed_gross > 0 order by asked.place, l.position`,
      [named.map((deal) => deal.id)],
    );
    if (agreed.length) await this.ordered.write(id, agreed);
  }

  /** An issued document was edited: its shares follow, and a deal whose last line is gone loses its link (R38). */
  async change(id: number) {
    const document = await this.documents.read(id);
    if (!document.issued) return this.link(document);
    if (document.named.some((id) => !document.links.some(({ deal }) => deal === id)))
      throw new BrokenRule('deal_unknown', {}, 'lines');
    await this.database.asAccount(async () => {
      const client = await this.buyers.settle(document, false);
      const deals = await this.locked(document.standing.map(({ deal }) => deal));
      if (!deals.length) return;
      const kept = document.standing.filter(({ fromLines, deal }) => !fromLines || document.named.includes(deal));
      const keptIds = kept.map(({ deal }) => deal);
      const sold = deals.filter((deal) => kept.some((link) => link.fromLines && link.deal === deal.id));
      this.buyers.check(document, client, sold);
      await this.links.share(document, keptIds);
      await this.refresh(document, deals);
    });
  }

  /** Cancelled and deleted documents count no more, restored ones count again; a draft takes its links with it. */
  async recount(id: number) {
    const document = await this.documents.read(id);
    await this.database.asAccount(async () => {
      if (!document.issued) return this.links.removeDraft(id, document.ended);
      const ancestors = await this.ancestorsDeals(document);
      const deals = await this.locked([...new Set([...document.standing.map(({ deal }) => deal), ...ancestors])]);
      await this.links.count(id, document.ended);
      await this.takePlace(document);
      await this.refresh(document, deals);
    });
  }

  /** An invoice counts in the place of the receipt that it was made from, as long as it stands (R42). */
  private async takePlace({ fromInvoiceId }: LinkedDocument) {
    if (fromInvoiceId !== null) await this.links.giveWay(fromInvoiceId);
  }

  private async link(document: LinkedDocument) {
    if (!document.named.length && !document.standing.length) return;
    this.allowNew(document, await this.inherited(document));
    await this.database.asAccount(async () => {
      const deals = (await this.jointSales.dealsOf(document.named)).filter(({ deleted }) => !deleted);
      await this.allowTogether(document, deals);
      await this.links.write(document, deals, { fromLines: true, issued: false });
    });
  }

  /**
   * Whoever names a deal on a document has to see it, and the integration has to be on (R18, R64); what is linked already, or is a deal of
   * the documents that this one continues, may stay.
   */
  private allowNew(document: LinkedDocument, ancestors: number[]) {
    const known = [...document.standing.map(({ deal }) => deal), ...ancestors];
    const added = document.named.filter((id) => !known.includes(id));
    if (!added.length) return;
    if (!document.active) throw new BrokenRule('integration_is_off');
    if (added.some((id) => !document.seen.includes(id))) throw new BrokenRule('deal_unknown', {}, 'lines');
  }

  private async allowTogether({ currency }: LinkedDocument, deals: SoldDeal[]) {
    const other = deals.find((deal) => deal.counts && deal.currency !== currency);
    if (other) throw new BrokenRule('deal_in_other_currency', {}, 'currency');
    if (deals.length > 1) await this.jointSales.check(deals);
  }

  /** Deals locked, in the document's order; those that were deleted meanwhile are left out (R126). */
  private async living(ids: number[]) {
    return (await this.locked(ids)).filter(({ deleted }) => !deleted);
  }

  private async locked(ids: number[]): Promise<SoldDeal[]> {
    if (!ids.length) return [];
    const [, deals] = await Promise.all([this.deals.lockMany(ids), this.jointSales.dealsOf(ids)]);
    return deals;
  }

  /** The same from outside of what is done as the account: whoever goes on with a document need not see all that it continues. */
  private async inherited(document: LinkedDocument): Promise<number[]> {
    const isOutside = document.fromInvoiceId === null && document.kind !== 'final';
    return isOutside ? [] : this.database.asAccount(() => this.ancestorsDeals(document));
  }

  /** Deals of the documents that this one continues (R42), and of advances that it takes off or that are paid on the same order. */
  private async ancestorsDeals({ id, kind, fromInvoiceId }: LinkedDocument): Promise<number[]> {
    if (fromInvoiceId === null && kind !== 'final') return [];
    return this.dealsOf('documents_continued_by', id);
  }

  /** @param relatives a function of the database that tells documents of a document's line */
  private async dealsOf(relatives: 'documents_continued_by' | 'documents_continuing', id: number): Promise<number[]> {
    const rows = await this.database.query<{ id: number }[]>(
      `select deal_id id from deal_documents where removed_at is null and invoice_id in (select ${relatives}($1)) group by deal_id order by min(id)`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  /** The deal of a document issued outside of all deals, when its kind is accepted (R33, R41, R42). */
  private async made(
    document: LinkedDocument,
    { client, responsibleId, past }: { client: number | null } & Pick<BornOfInvoice, 'responsibleId' | 'past'>,
  ): Promise<{ id: number; name: string }[]> {
    if (!document.active || !document.accepted || document.isCorrection) return [];
    const [{ name }] = document.lines;
    const deal = await this.derived.makeForInvoice({
      invoiceId: document.id,
      name,
      // What is no sale never counts (R31): it tells what the client may buy.
      agreedGross: document.isSale ? ZERO : document.gross,
      currency: document.currency,
      clientId: (document.dealClient === 'recipient' ? document.recipientId : null) ?? client,
      departmentId: document.departmentId,
      responsibleId,
      stageId: document.stageId,
      past,
    });
    return deal.deleted ? [] : [{ id: deal.id, name }];
  }

  /** Off, what deals show stays frozen (R129). */
  private async refresh(document: LinkedDocument, deals: { id: number }[]) {
    if (!document.active || !deals.length) return;
    await this.mirrors.refresh([...new Set(deals.map(({ id }) => id))], document.id);
  }
}
