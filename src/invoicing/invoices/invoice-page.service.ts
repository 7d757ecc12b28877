import { Injectable } from '@nestjs/common';
import type { Person } from '../../accounts/person';
import { Database } from '../../database/database';
import { type Entry, History } from '../../history/history.service';
import { Panels } from '../../web/panels';
import { kindOf } from '../kinds';
import type { Invoice } from './invoice.entity';
import { settingsOf } from './invoice-form.service';
import { shown } from './looks';

/** What the page of a document shows: its paper, what may be done to it, who ended it, what it continues, its deals and its history. */
@Injectable()
export class InvoicePage {
  constructor(
    private readonly database: Database,
    private readonly panels: Panels,
    private readonly history: History,
  ) {}

  async of(invoice: Invoice, person: Person) {
    const [{ logo, relatives, cancelled, deleted }, told] = await Promise.all([
      this.around(invoice),
      this.history.of([{ table: 'invoices', id: invoice.id }], person.language, invoice.currency),
    ]);
    return {
      ...shown(invoice, person),
      ended: { cancelled, deleted },
      relatives: relatives.map(namedRelative),
      incomplete: incompleteOf(invoice, person),
      logo: logo === null ? null : `/departments/${invoice.departmentId}/logo?v=${logo}`,
      deals: await this.panels.at('invoice.deals', invoice),
      // Cards beside the paper, each with its template, and further verbs: { verb, href, icon, reason, primary, post }.
      beside: [...(await this.panels.at('invoice.beside', invoice)), ...(await this.panels.at('invoice.files', invoice))],
      verbs: await this.panels.at('invoice.actions', invoice),
      entries: await this.entries(invoice, withoutFirstLines(told)),
    };
  }

  /** What its history tells, and what else was done with it, newest first. */
  private async entries(invoice: Invoice, told: Entry[]): Promise<Entry[]> {
    const more = (await this.panels.at('invoice.history', invoice)) as Entry[];
    return more.length ? [...told, ...more].sort((a, b) => b.at.getTime() - a.at.getTime()) : told;
  }

  /**
   * The picture of its seller, who cancelled and who deleted it, and, drafts included, what it continues or takes off and what does so to it:
   * those of them that the person may see.
   */
  private async around({ id, fromInvoiceId, departmentId, cancelledBy, deletedBy }: Invoice): Promise<Around> {
    const [around] = await this.database.query<Around[]>(
      `select (select id from department_logos where department_id = $3 and removed_at is null) logo,
         (select name from users where id = $4) cancelled, (select name from users where id = $5) deleted,
         (select coalesce(json_agg(json_build_object('id', i.id, 'kind', i.kind, 'number', i.number,
            'isSource', i.id = $2 or exists (select from settled_advances a where a.final_id = $1 and a.advance_id = i.id)) order by i.id), '[]')
            from invoices i where i.deleted_at is null and i.id in (select $2::bigint union select c.id from invoices c where c.from_invoice_id = $1
              union select advance_id from settled_advances where final_id = $1 union select final_id from settled_advances where advance_id = $1)
         ) relatives`,
      [id, fromInvoiceId, departmentId, cancelledBy, deletedBy],
    );
    return around;
  }
}

/** A document that this one continues or takes off, or that does so to it, as its page names it. */
interface Relative {
  id: number;
  kind: string;
  number: string | null;
  isSource: boolean;
}

interface Around {
  logo: number | null;
  relatives: Relative[];
  cancelled: string | null;
  deleted: string | null;
}

function namedRelative({ id, kind, number, isSource }: Relative) {
  return { href: `/invoicing/invoices/${id}`, title: kindOf(kind)!.title, number, says: isSource ? 'continues' : 'continued_by' };
}

/** That it says less of its seller than an invoice has to (art. 106e of the VAT act), and where that is mended; null when it says all. */
function incompleteOf({ seller, documentKind, state, departmentId }: Invoice, person: Person) {
  const isInvoice = documentKind.sale && documentKind.needsBuyer;
  if (!isInvoice || (seller.taxNo && seller.street && seller.city)) return null;
  if (state !== 'draft' && state !== 'issued') return null;
  return { says: `invoices.seller_incomplete.${state}`, href: settingsOf(departmentId, person.administrator) };
}

/** The lines that a document was made with are no change of it. */
function withoutFirstLines(entries: Entry[]): Entry[] {
  return entries.filter(({ columns, values }, place) => {
    const isFirst = place === entries.length - 2 && columns.join() === 'lines';
    return !isFirst || values.lines.before !== null;
  });
}
