import { decoded, type Firm, fieldsOf } from '../firm';

/** The form of a document that is filled from an offer, as a browser would send it. */
export async function formFrom(firm: Firm, offer: number, kind: 'proforma' | 'vat') {
  return fieldsOf((await firm.browser.visit(`/invoicing/invoices/new?offer=${offer}&kind=${kind}&another=1`)).text);
}

/** Makes a document of an offer by one click and nothing typed but these changes. @returns its id */
export async function madeOf(firm: Firm, offer: number, kind: 'proforma' | 'vat', changes: object = {}): Promise<number> {
  const fields = { ...(await formFrom(firm, offer, kind)), ...changes };
  const { status, location, text } = await firm.browser.post('/invoicing/invoices', fields);
  if (status !== 303) throw new Error(`The form answered ${status}: ${decoded(text).match(/error-summary[\s\S]{0,600}/)}`);
  return Number(/\d+/.exec(location!)![0]);
}

/** Which offer each of these documents came of. */
export async function offersOf(firm: Firm, ...documents: number[]) {
  const rows = await firm.rows<{ id: number; offer: number | null }>(
    `select id::int id, offer_id::int offer from invoices where id in (${documents.join()})`,
  );
  return documents.map((document) => rows.find(({ id }) => id === document)!.offer);
}
