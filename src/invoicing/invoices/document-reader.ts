import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import { Database } from '../../database/database';
import { decimal } from '../../money/decimal';
import { VAT_RATES } from '../vat/rates';
import { Invoice } from './invoice.entity';
import type { InvoiceCharge } from './invoice-charge.entity';
import type { InvoiceLine } from './invoice-line.entity';
import { InvoiceTax } from './invoice-tax.entity';
import type { SettledAdvance } from './settled-advance.entity';

/** The key of a posted form. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads documents whole: with their lines and taxes, and with what holds them beside their own state. */
@Injectable()
export class DocumentReader {
  constructor(
    @InjectRepository(Invoice) private readonly invoices: Repository<Invoice>,
    @InjectRepository(InvoiceTax) private readonly taxes: Repository<InvoiceTax>,
    private readonly database: Database,
  ) {}

  /** The document with all its parts. @throws EntityNotFoundError */
  async find(id: number): Promise<Invoice> {
    const [invoice, parts] = await Promise.all([this.invoices.findOneByOrFail({ id }), this.parts(id)]);
    return Object.assign(invoice, parts);
  }

  /** The document alone, locked until the transaction ends. @throws EntityNotFoundError */
  async locked(id: number): Promise<Invoice> {
    const [invoice, [held]] = await Promise.all([
      this.invoices.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } }),
      this.database.query<Invoice['held'][]>(`select ${HELD} from accounts`, [id]),
    ]);
    return Object.assign(invoice, { held });
  }

  /** The document that this form made when it was sent before (R118); null when it is new. */
  async madeBy(requestKey: string | null): Promise<Invoice | null> {
    if (!UUID.test(requestKey ?? '')) return null;
    return this.invoices.createQueryBuilder('i').where('i.request_key = :requestKey', { requestKey }).getOne();
  }

  /** Codes of the VAT rates on a document. */
  async ratesOf(id: number): Promise<string[]> {
    return (await this.taxes.find({ select: { vatRate: true }, where: { invoiceId: id } })).map(({ vatRate }) => vatRate);
  }

  /** Lines, taxes, what few documents have, and what holds them, in one question. */
  private async parts(id: number): Promise<Pick<Invoice, 'held' | Part>> {
    const [{ lines, taxes, charges, advances, ...held }] = await this.database.query<
      (Invoice['held'] & Record<Part, object[]>)[]
    >(
      `select ${HELD},
         (select coalesce(json_agg(json_build_object('id', l.id, 'invoiceId', l.invoice_id, 'position', l.position, 'before', l.before,
            'name', l.name, 'description', l.description, 'code', l.code, 'classification', l.classification, 'productId', l.product_id,
            'unit', l.unit, 'quantity', l.quantity::text, 'price', l.price::text, 'discount', l.discount::text, 'vatRate', l.vat_rate,
            'gtu', l.gtu, 'annex15', l.annex_15, 'net', l.net::text, 'vat', l.vat::text, 'gross', l.gross::text, 'dealId', l.deal_id)
            order by l.position, l.before desc), '[]') from invoice_lines l where l.invoice_id = $1) lines,
         (select coalesce(json_agg(json_build_object('invoiceId', $1::bigint, 'vatRate', t.vat_rate, 'net', t.net::text, 'vat', t.vat::text,
            'gross', t.gross::text, 'beforeNet', t.before_net::text, 'beforeVat', t.before_vat::text, 'beforeGross', t.before_gross::text,
            'vatPln', t.vat_pln::text)), '[]') from invoice_taxes t where t.invoice_id = $1) taxes,
         (select coalesce(json_agg(json_build_object('invoiceId', $1::bigint, 'position', c.position, 'kind', c.kind, 'amount', c.amount::text,
            'reason', c.reason) order by c.position), '[]') from invoice_charges c where c.invoice_id = $1) charges,
         (select coalesce(json_agg(json_build_object('finalId', $1::bigint, 'advanceId', a.advance_id, 'position', a.position, 'number', a.number,
            'issueOn', a.issue_on, 'net', a.net::text, 'vat', a.vat::text, 'gross', a.gross::text) order by a.position), '[]')
            from settled_advances a where a.final_id = $1) advances
       from accounts`,
      [id],
    );
    return {
      held,
      lines: lines.map((row) => withDecimals<InvoiceLine>(row)),
      taxes: taxes.map((row) => withDecimals<InvoiceTax>(row)).sort(byRate),
      charges: charges.map((row) => withDecimals<InvoiceCharge>(row)),
      advances: advances.map((row) => withDecimals<SettledAdvance>(row)),
    };
  }
}

type Part = 'lines' | 'taxes' | 'charges' | 'advances';
/** What holds the document $1 beside its own state. */
const HELD = 'is_continued($1) continued, not issued_deletable undeletable';
const AMOUNTS: readonly string[] = [
  'quantity',
  'price',
  'discount',
  'amount',
  'net',
  'vat',
  'gross',
  'beforeNet',
  'beforeVat',
  'beforeGross',
  'vatPln',
];
const RATES = VAT_RATES.map(({ code }) => code);

/** Rates in the order in which documents sum them up. */
function byRate(one: InvoiceTax, other: InvoiceTax) {
  return RATES.indexOf(one.vatRate) - RATES.indexOf(other.vatRate);
}

function withDecimals<Row>(row: object): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, AMOUNTS.includes(name) && value !== null ? decimal(value) : value]),
  ) as Row;
}
