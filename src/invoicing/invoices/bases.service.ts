import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { decimal, sum } from '../../money/decimal';
import type { RateTotals } from '../vat/totals';
import { added } from '../vat/vat';
import type { Basis } from './basis';
import { DocumentReader } from './document-reader';
import type { Invoice } from './invoice.entity';
import type { InvoiceInput } from './invoice.input';
import type { ListedAdvance } from './standing-form';

interface AdvanceRow {
  id: number;
  number: string;
  issueOn: string;
  buyerTaxNo: string | null;
  taxes: { rate: string; net: string; vat: string; gross: string }[];
}

/** What of a document says what it stands on. */
type Standing = Pick<InvoiceInput, 'kind' | 'fromInvoiceId' | 'advanceIds' | 'currency'>;

/** Finds what a correction, an advance or a final invoice stands on (R103); seen by the person or not, as its figures depend on it. */
@Injectable()
export class Bases {
  constructor(
    private readonly database: Database,
    private readonly reader: DocumentReader,
  ) {}

  /**
   * @param id of the document itself, when it is there already; a final invoice that is keeps its advances
   * @throws BrokenRule when a final invoice has no advances, or they cannot be taken off
   */
  async of({ kind, fromInvoiceId, advanceIds, currency }: Standing, id: number | null = null): Promise<Basis> {
    if (kind === 'correction') {
      const corrected = await this.corrected(fromInvoiceId);
      const order = corrected.root.kind === 'advance' ? await this.orderOfAdvance(fromInvoiceId!) : null;
      return { corrected, ...(order !== null && { order: await this.order(order, id) }) };
    }
    if (kind === 'final')
      return { advances: await this.advances(fromInvoiceId, currency, id === null ? advanceIds : await this.settledBy(id), id) };
    if (kind === 'advance' && fromInvoiceId !== null) return { order: await this.order(fromInvoiceId, id) };
    return {};
  }

  /** What another document leaves for a correction to change. */
  async corrected(fromInvoiceId: number | null): Promise<NonNullable<Basis['corrected']>> {
    if (fromInvoiceId === null) throw new BrokenRule('correction_of_nothing');
    return correctable(await this.database.asAccount(() => this.reader.find(fromInvoiceId)));
  }

  /** The order of the advance that a document is or corrects in the end; null where it was paid on no order. */
  private async orderOfAdvance(document: number): Promise<number | null> {
    const [{ order }] = await this.database.asAccount(() =>
      this.database.query<{ order: number | null }[]>(
        `with recursive said as (select kind, from_invoice_id from invoices where id = $1
           union all select i.kind, i.from_invoice_id from said s join invoices i on i.id = s.from_invoice_id where s.kind = 'correction')
         select from_invoice_id "order" from said where kind = 'advance'`,
        [document],
      ),
    );
    return order;
  }

  /**
   * What of an order its advances leave, as they were corrected.
   * @param id of an advance or correction that is not counted
   */
  private async order(order: number, id: number | null): Promise<NonNullable<Basis['order']>> {
    const [{ gross, taken }] = await this.database.asAccount(() =>
      this.database.query<{ gross: string; taken: { rate: string; gross: string }[] }[]>(
        `select o.gross::text gross, (select coalesce(json_agg(json_build_object('rate', t.vat_rate, 'gross', t.gross::text)), '[]')
            from invoices a cross join lateral (select a.id union select k.id from corrections_of(a.id) k) said
            join invoice_taxes t on t.invoice_id = said.id
            where a.from_invoice_id = o.id and a.kind = 'advance' and a.id is distinct from $2 and said.id is distinct from $2
              and a.issued_at is not null and a.cancelled_at is null and a.deleted_at is null) taken
          from invoices o where o.id = $1`,
        [order, id],
      ),
    );
    const amounts = taken.map((tax) => ({ rate: tax.rate, gross: decimal(tax.gross) }));
    return { left: decimal(gross).minus(sum(amounts.map((tax) => tax.gross))), taken: amounts };
  }

  private async advances(order: number | null, currency: string, ids: number[], id: number | null) {
    if (!ids.length) throw new BrokenRule('final_without_advances');
    // Whoever takes off advances of no order has to see them; those of an order are all taken off.
    const isForeign =
      id === null &&
      order === null &&
      (await this.database.query<object[]>('select from invoices where id = any ($1)', [ids])).length < ids.length;
    if (isForeign) throw new BrokenRule('advance_does_not_stand');
    // Locked by a statement of its own: what the next one reads is as whoever held them left it.
    const [, rows] = await this.database.asAccount(() =>
      Promise.all([
        this.database.query('select from invoices where id = any ($1) order by id for no key update', [ids]),
        this.database.query<(AdvanceRow & { fits: boolean; free: boolean })[]>(
          `select i.id, i.number, i.issue_on::text "issueOn", i.buyer_tax_no "buyerTaxNo",
           i.kind = 'advance' and i.issued_at is not null and i.cancelled_at is null and i.deleted_at is null
             and i.from_invoice_id is not distinct from $2 and i.currency = $4 fits,
           not exists (select from continuations_of(i.id) c where c.kind = 'final' and c.id is distinct from $3) free,
           (select json_agg(json_build_object('rate', t.vat_rate, 'net', t.net::text, 'vat', t.vat::text, 'gross', t.gross::text))
             from invoice_taxes t where t.invoice_id = i.id or t.invoice_id in (select k.id from corrections_of(i.id) k)) taxes
         from invoices i where i.id = any ($1)`,
          [ids, order, id, currency],
        ),
      ]),
    );
    if (rows.length < ids.length || rows.some(({ fits }) => !fits)) throw new BrokenRule('advance_does_not_stand');
    if (rows.some(({ free }) => !free)) throw new BrokenRule('advance_is_settled');
    if (order !== null && (await this.standingOn(order)).some((one) => !ids.includes(one)))
      throw new BrokenRule('final_without_all_advances');
    const inOrder = rows.toSorted((one, other) => one.issueOn.localeCompare(other.issueOn) || one.id - other.id);
    return inOrder.map(({ id: advance, taxes, ...said }) => {
      const ofRates = taxes.map(amountsOf);
      return { ...said, id: advance, taxes: ofRates, total: added(ofRates) };
    });
  }

  /** Advances on an order that stand, the first first. */
  async standingOn(order: number): Promise<number[]> {
    const rows = await this.database.asAccount(() =>
      this.database.query<{ id: number }[]>(
        `select id from invoices where from_invoice_id = $1 and kind = 'advance' and issued_at is not null and cancelled_at is null
           and deleted_at is null order by issue_on, id`,
        [order],
      ),
    );
    return rows.map(({ id }) => id);
  }

  /** Advances without an order whose lines name one of these deals, which no final invoice has taken off; the first first. */
  async standingOnDeals(deals: number[], currency: string): Promise<number[]> {
    if (!deals.length) return [];
    const rows = await this.database.query<{ id: number }[]>(
      `select i.id from invoices i where i.kind = 'advance' and i.from_invoice_id is null and i.currency = $2 and i.issued_at is not null
         and i.cancelled_at is null and i.deleted_at is null and not exists (select from continuations_of(i.id) c where c.kind = 'final')
         and exists (select from invoice_lines l where l.invoice_id = i.id and l.deal_id = any ($1)) order by i.issue_on, i.id`,
      [deals, currency],
    );
    return rows.map(({ id }) => id);
  }

  /** Those of these advances that the person may see, as a form lists them. */
  async listed(ids: number[]): Promise<ListedAdvance[]> {
    const rows = await this.database.query<(Omit<ListedAdvance, 'gross'> & { gross: string })[]>(
      `select id, number, issue_on::text "issueOn", gross::text, trim(currency) currency from invoices where id = any ($1) order by issue_on, id`,
      [ids],
    );
    return rows.map((row) => ({ ...row, gross: decimal(row.gross) }));
  }

  private async settledBy(final: number): Promise<number[]> {
    const rows = await this.database.query<{ id: number }[]>('select advance_id id from settled_advances where final_id = $1', [
      final,
    ]);
    return rows.map(({ id }) => id);
  }
}

function amountsOf({ rate, net, vat, gross }: AdvanceRow['taxes'][number]): RateTotals {
  return { rate, net: decimal(net), vat: decimal(vat), gross: decimal(gross) };
}

/** A document as a correction finds it: its lines as they are now, and by rate what it and those before it say together. */
function correctable(invoice: Invoice): NonNullable<Basis['corrected']> {
  const {
    kind,
    number,
    issueOn,
    correction,
    method,
    discountKind,
    currency,
    departmentId,
    buyer,
    marks,
    lines = [],
    taxes = [],
  } = invoice;
  return {
    root:
      kind === 'correction'
        ? { kind: correction.kind!, number: correction.number!, issueOn: correction.issueOn! }
        : { kind, number: number!, issueOn },
    ...{ method, discountKind, currency, departmentId, buyer, marginProcedure: marks.marginProcedure },
    lines: lines.filter(({ before }) => !before),
    taxes: taxes.map((tax) => ({
      rate: tax.vatRate,
      net: tax.beforeNet.plus(tax.net),
      vat: tax.beforeVat.plus(tax.vat),
      gross: tax.beforeGross.plus(tax.gross),
    })),
  };
}
