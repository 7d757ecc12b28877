import { Injectable } from '@nestjs/common';
import type { Person } from '../../accounts/person';
import { Database } from '../../database/database';
import { type Entry, History } from '../../history/history.service';
import { Panels } from '../../web/panels';
import type { Invoice } from './invoice.entity';
import { shown } from './looks';

/** What the page of a document shows: its paper, what may be done to it, who ended it, its deals and its history. */
@Injectable()
export class InvoicePage {
  constructor(
    private readonly database: Database,
    private readonly panels: Panels,
    private readonly history: History,
  ) {}

  async of(invoice: Invoice, person: Person) {
    return {
      ...shown(invoice, person),
      ended: await this.endedBy(invoice),
      deals: await this.panels.at('invoice.deals', invoice),
      entries: withoutFirstLines(await this.history.of([{ table: 'invoices', id: invoice.id }], person.language)),
    };
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

/** The lines that a document was made with are no change of it. */
function withoutFirstLines(entries: Entry[]): Entry[] {
  return entries.filter(({ columns, values }, place) => {
    const isFirst = place === entries.length - 2 && columns.join() === 'lines';
    return !isFirst || values.lines.before !== null;
  });
}
