import { Injectable } from '@nestjs/common';
import type { Person } from '../../accounts/person';
import { Database } from '../../database/database';
import { DepartmentLogos } from '../../departments/department-logos.service';
import { type Entry, History } from '../../history/history.service';
import { Panels } from '../../web/panels';
import { kindOf } from '../kinds';
import { Descent, type Relative } from './descent.service';
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
    private readonly descent: Descent,
    private readonly logos: DepartmentLogos,
  ) {}

  async of(invoice: Invoice, person: Person) {
    return {
      ...shown(invoice, person),
      ended: await this.endedBy(invoice),
      relatives: (await this.descent.relatives(invoice)).map(namedRelative),
      incomplete: incompleteOf(invoice, person),
      logo: await this.logoOf(invoice),
      deals: await this.panels.at('invoice.deals', invoice),
      // Cards beside the paper, each with its template, and further verbs: { verb, href, icon, reason, primary, post }.
      beside: await this.panels.at('invoice.beside', invoice),
      verbs: await this.panels.at('invoice.actions', invoice),
      entries: await this.entries(invoice, person),
    };
  }

  /** What its history tells, and what else was done with it, newest first. */
  private async entries(invoice: Invoice, person: Person): Promise<Entry[]> {
    const told = withoutFirstLines(await this.history.of([{ table: 'invoices', id: invoice.id }], person.language));
    const more = (await this.panels.at('invoice.history', invoice)) as Entry[];
    return more.length ? [...told, ...more].sort((a, b) => b.at.getTime() - a.at.getTime()) : told;
  }

  /** Where the picture of its seller is; null when there is none. */
  private async logoOf({ departmentId }: Invoice) {
    const id = await this.logos.idOf(departmentId);
    return id === undefined ? null : `/departments/${departmentId}/logo?v=${id}`;
  }

  /** Names of who cancelled and who deleted it; null where nobody did. */
  private async endedBy({ cancelledBy, deletedBy }: Invoice) {
    const people: { id: number; name: string }[] =
      (cancelledBy ?? deletedBy) === null
        ? []
        : await this.database.query('select id, name from users where id in ($1, $2)', [cancelledBy, deletedBy]);
    const nameOf = (id: number | null) => people.find((one) => one.id === id)?.name ?? null;
    return { cancelled: nameOf(cancelledBy), deleted: nameOf(deletedBy) };
  }
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
