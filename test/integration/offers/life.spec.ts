import { InvoicesService } from '../../../src/invoicing/invoices/invoices.service';
import { offerOf } from '../../crm/offers/sent';
import { decoded, Firm, fieldsOf, line } from '../firm';
import { madeOf, offersOf } from './documents-of';

let firm: Firm;
let clientId: number;
beforeAll(async () => {
  firm = await Firm.open();
  clientId = await firm.client('Hotel Bukowy');
});
afterAll(() => firm.close());

const offerFor = async (name: string) => offerOf(firm, await firm.deal(name, { clientId }));
const card = async (offer: number) => {
  const page = decoded((await firm.browser.visit(`/crm/offers/${offer}`)).text);
  return page.includes('Dokumenty z oferty') ? page.slice(page.indexOf('Dokumenty z oferty')) : '';
};
const numberOf = async (document: number) =>
  (await firm.rows<{ number: string }>(`select number from invoices where id = ${document}`))[0].number;

describe('which offer a document came of', () => {
  it('R84: is kept through draft, edit and issue', async () => {
    const offer = await offerFor('Sad');
    const document = await madeOf(firm, offer, 'vat', { next: 'draft' });
    expect(await card(offer)).toContain('Szkic');
    const form = fieldsOf((await firm.browser.visit(`/invoicing/invoices/${document}/edit`)).text);
    await firm.browser.post(`/invoicing/invoices/${document}`, { ...form, notes: 'Po zmianie', next: 'draft' });
    await firm.browser.post(`/invoicing/invoices/${document}/issuance`);
    await firm.browser.post(`/invoicing/invoices/${document}`, {
      ...fieldsOf((await firm.browser.visit(`/invoicing/invoices/${document}/edit`)).text),
      ...{ notes: 'I po wystawieniu', next: 'draft' },
    });
    const [row] = await firm.rows(
      `select notes, issued_at is not null issued, offer_id::int offer from invoices where id = ${document}`,
    );
    expect(row).toEqual({ notes: 'I po wystawieniu', issued: true, offer });
  });

  it('R42: is no copy’s', async () => {
    const document = await madeOf(firm, await offerFor('Pasieka'), 'vat');
    const form = fieldsOf((await firm.browser.visit(`/invoicing/invoices/new?copy=${document}`)).text);
    const { location } = await firm.browser.post('/invoicing/invoices', form);
    expect(await offersOf(firm, Number(/\d+/.exec(location!)![0]))).toEqual([null]);
  });

  it('R42, R103: is that of whatever continues it: an invoice, an advance, a final invoice, a correction', async () => {
    const offer = await offerFor('Winnica');
    const proforma = await madeOf(firm, offer, 'proforma');
    const advance = await firm.issue({ kind: 'advance', clientId, fromInvoiceId: proforma, lines: [line('Zaliczka', 300)] });
    const final = await firm.issue({ kind: 'final', clientId, fromInvoiceId: proforma, advanceIds: [advance], offerId: 999_999 });
    const correction = await firm.issue({
      kind: 'correction',
      clientId,
      fromInvoiceId: final,
      lines: [line('Projekt ogrodu', 1000)],
    });
    const invoice = await firm.issue({ clientId, fromInvoiceId: await madeOf(firm, offer, 'proforma') });
    expect(await offersOf(firm, advance, final, correction, invoice)).toEqual([offer, offer, offer, offer]);
  });

  it('R103: is that of the advances which a final invoice takes off by choice, when they are all of one', async () => {
    const deal = await firm.deal('Palmiarnia', { clientId });
    const [offer, other] = [await offerOf(firm, deal), await offerOf(firm, deal)];
    const advanceOf = (offerId: number | null) =>
      firm.issue({ kind: 'advance', clientId, offerId, lines: [line('Zaliczka', 100, { dealId: deal })] });
    const advance = await advanceOf(offer);
    const address = `/invoicing/invoices/new?advances=${advance}&kind=final&deals=${deal}`;
    const form = fieldsOf((await firm.browser.visit(address)).text);
    const { location, text } = await firm.browser.post('/invoicing/invoices', { ...form, advanceIds: [advance] });
    expect(decoded(text)).not.toContain('error-summary');
    expect(await offersOf(firm, Number(/\d+/.exec(location!)![0]))).toEqual([offer]);
    const finalOf = async (...advanceIds: number[]) =>
      firm.issue({ kind: 'final', clientId, advanceIds, lines: [line('Palmiarnia', 1230, { dealId: deal })] });
    const finals = [
      await finalOf(await advanceOf(offer), await advanceOf(offer)),
      await finalOf(await advanceOf(offer), await advanceOf(other)),
      await finalOf(await advanceOf(offer), await advanceOf(null)),
    ];
    expect(await offersOf(firm, ...finals)).toEqual([offer, null, null]);
  });

  it('R64, R103: is that of advances also where an accountant takes them off, who sees no offer', async () => {
    const offer = await offerFor('Cieplarnia');
    const advance = await firm.issue({ kind: 'advance', clientId, offerId: offer, lines: [line('Zaliczka', 100)] });
    const ula = await firm.colleague('ula', { invoicingRole: 'accountant', invoicingLevel: 'all' });
    const fields = Object.entries(fieldsOf((await ula.visit('/invoicing/invoices/new')).text));
    const { status, location } = await ula.post('/invoicing/invoices', {
      ...Object.fromEntries(fields.filter(([name]) => !name.startsWith('lines['))),
      ...{ kind: 'final', advanceIds: [advance], buyerName: 'Hotel Bukowy', client: `${clientId} · Hotel Bukowy` },
      lines: [{ name: 'Cieplarnia', quantity: '1', price: '1000', rate: '23' }],
    });
    expect(status).toBe(303);
    expect(await offersOf(firm, Number(/\d+/.exec(location!)![0]))).toEqual([offer]);
  });
});

describe('an offer’s page', () => {
  it('R46, R50, R125: shows what was cancelled and what was deleted as what it is, and a deleted draft not at all', async () => {
    const offer = await offerFor('Arboretum');
    const [cancelled, deleted, draft, standing] = [
      await madeOf(firm, offer, 'proforma'),
      await madeOf(firm, offer, 'proforma'),
      await madeOf(firm, offer, 'vat', { next: 'draft' }),
      await madeOf(firm, offer, 'vat'),
    ];
    await firm.does(InvoicesService, (invoices) => invoices.cancel(cancelled, null));
    await firm.does(InvoicesService, (invoices) => invoices.delete(deleted, null));
    const before = await card(offer);
    expect(before).toContain(`/invoicing/invoices/${draft}`);
    await firm.does(InvoicesService, (invoices) => invoices.delete(draft, null));
    const shown = await card(offer);
    expect(shown).not.toContain(`/invoicing/invoices/${draft}`);
    expect(shown).toMatch(new RegExp(`${await numberOf(cancelled)}[\\s\\S]{0,600}Anulowan`));
    expect(shown).toMatch(
      new RegExp(`usunięt[\\s\\S]{0,40}${await numberOf(deleted)}|${await numberOf(deleted)}[\\s\\S]{0,80}usunięt`),
    );
    expect(shown).toContain(await numberOf(standing));
  });
});
