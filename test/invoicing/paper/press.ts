import type { InvoiceInput } from '../../../src/invoicing/invoices/invoice.input';
import type { Print } from '../../../src/invoicing/paper/paper';
import { Papers } from '../../../src/invoicing/paper/papers.service';
import { Firm } from '../../integration/firm';
import { PdfReader, type ReadPdf } from './pdf-reader';

export const BUYER = {
  ...{ buyerName: 'Kawiarnia Pod Lipą', buyerTaxNo: '5252445767', buyerStreet: 'Rynek 4', buyerPostCode: '31-042' },
  buyerCity: 'Kraków',
};
export const GERMAN = {
  ...{ buyerName: 'Gartenbau Müller GmbH', buyerTaxCountry: 'DE', buyerTaxNo: '136695976', buyerStreet: 'Hauptstraße 5' },
  ...{ buyerPostCode: '10115', buyerCity: 'Berlin', buyerCountry: 'DE', currency: 'EUR' },
};

/** A firm that says of itself all that a document has to, and its documents as a reader of their PDF finds them. */
export class Press {
  private constructor(
    readonly firm: Firm,
    private readonly reader: PdfReader,
  ) {}

  static async open(): Promise<Press> {
    const firm = await Firm.open();
    await firm.rows(
      `update departments set seller_name = 'Ogrody Zielińska sp. z o.o.', tax_no = '5260250995', street = 'ul. Lipowa 12/3', post_code = '00-950',
        city = 'Warszawa'`,
    );
    await firm.rows(
      `insert into bank_accounts (account_id, department_id, name, bank, number, swift, currency)
        select account_id, id, 'PLN', 'mBank S.A.', 'PL61109010140000071219812874', 'BREXPLPWMBK', 'PLN' from departments`,
    );
    return new Press(firm, new PdfReader());
  }

  async close() {
    await this.reader.close();
    await this.firm.close();
  }

  async paper(id: number, print: Print = 'original', language?: string): Promise<ReadPdf> {
    const { app } = this.firm.test;
    const { bytes } = await this.firm.anna.during(() => app.get(Papers).pdf(id, print, language));
    return this.reader.read(bytes);
  }

  /** A document issued to the usual buyer, unless changes say otherwise. */
  async issued(changes: Partial<InvoiceInput>): Promise<ReadPdf> {
    return this.paper(await this.firm.issue({ ...BUYER, ...changes }));
  }
}

/** @throws unless all of these words stand on it */
export function says({ text }: ReadPdf, ...words: string[]) {
  for (const word of words) expect(text).toContain(word);
}
