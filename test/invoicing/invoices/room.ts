import { addDays } from '../../../src/clock';
import type { InvoiceInput, InvoiceLineInput } from '../../../src/invoicing/invoices/invoice.input';
import { InvoicesService } from '../../../src/invoicing/invoices/invoices.service';
import type { Settings } from '../../../src/settings';
import { Firm, line as firmsLine, TODAY } from '../../integration/firm';

export { keyOf, TODAY } from '../../integration/firm';
export const YESTERDAY = addDays(TODAY, -1);

/** The room of Invoicing in a fresh firm, and Anna, its owner, who works in it. */
export class Room {
  private constructor(private readonly firm: Firm) {}

  static async open(given: Partial<Settings> = {}): Promise<Room> {
    return new Room(await Firm.open(given));
  }

  get test() {
    return this.firm.test;
  }

  get anna() {
    return this.firm.anna;
  }

  get department() {
    return this.firm.department;
  }

  /** What Anna does with documents, in a transaction of its own. */
  does<T>(work: (invoices: InvoicesService) => Promise<T>): Promise<T> {
    return this.firm.does(InvoicesService, work);
  }

  /** Anna's browser. */
  async signedIn() {
    return this.firm.browser;
  }

  find(id: number) {
    return this.does((invoices) => invoices.find(id));
  }

  /** A complete form; changes name what differs from the usual one. */
  input(changes: Partial<InvoiceInput> = {}): InvoiceInput {
    return this.firm.input({ buyerName: 'Kawiarnia Pod Lipą', requestKey: null, ...changes });
  }

  /** The form as a browser posts it. */
  form(changes: object = {}) {
    const lines = [
      { name: 'Projekt ogrodu', quantity: '1', price: '1 230,00', rate: '23' },
      { name: '', quantity: '1', price: '', rate: '23' },
    ];
    return { ...this.input(), lines, version: '', requestKey: '', ...changes };
  }

  /** As the database's owner, past the policies. */
  rows<Row>(sql: string): Promise<Row[]> {
    return this.firm.rows(sql);
  }
}

/** A line of a document: one piece of garden design for 1230.00 unless changes say otherwise. */
export function line(changes: Partial<InvoiceLineInput>): InvoiceLineInput {
  return firmsLine('Projekt ogrodu', 1230, changes);
}
