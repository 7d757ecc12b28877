import { offerOf } from '../../crm/offers/sent';
import { decoded, Firm, fieldsOf } from '../firm';

let firm: Firm;
beforeAll(async () => {
  firm = await Firm.open();
});
afterAll(() => firm.close());

it('R84, R124: an offer fills the form of a document: buyer, lines, prices, currency, and whose deal each line is', async () => {
  const deal = await firm.deal('Ogród', { clientId: await firm.client('Kawiarnia Pod Lipą') });
  const id = await offerOf(firm, deal);
  const page = decoded((await firm.browser.visit(`/crm/offers/${id}`)).text);
  expect(page).toContain(`/invoicing/invoices/new?offer=${id}&kind=proforma`);
  const text = decoded((await firm.browser.visit(`/invoicing/invoices/new?offer=${id}&kind=proforma`)).text);
  for (const said of ['Projekt', 'Drzewa', '1230,00', '82,00', 'Kawiarnia Pod Lipą', `name="lines[1][dealId]" value="${deal}"`])
    expect(text).toContain(said);
  for (const bad of ['0', 'x', '999999'])
    expect((await firm.browser.visit(`/invoicing/invoices/new?offer=${bad}`)).status).toBe(404);
  const ewa = await firm.colleague('ewa', { invoicingRole: 'user', invoicingLevel: 'all' });
  expect([403, 404]).toContain((await ewa.visit(`/invoicing/invoices/new?offer=${id}`)).status);
});

it('R84, R124: the document made of an offer takes no typing, comes to the same, and each names the other; what continues it is the offer’s too', async () => {
  const deal = await firm.deal('Taras', { clientId: await firm.client('Dom Drewniany') });
  const id = await offerOf(firm, deal);
  const form = fieldsOf((await firm.browser.visit(`/invoicing/invoices/new?offer=${id}&kind=proforma`)).text);
  const { status, location } = await firm.browser.post('/invoicing/invoices', form);
  expect(status).toBe(303);
  const again = await firm.browser.post('/invoicing/invoices', form);
  expect(again.location).toBe(location);
  const proforma = Number(location!.split('/').at(-1));
  const [row] = await firm.rows<{ gross: string; total: string; number: string; offer: number }>(
    `select i.gross::text, (select sum(round(l.quantity * l.gross_price, 2))::text from offer_lines l where l.offer_id = ${id}) total, i.number,
       i.offer_id::int offer from invoices i where i.id = ${proforma}`,
  );
  expect(row).toMatchObject({ gross: row.total, offer: id });
  const invoice = await firm.issue({ fromInvoiceId: proforma });
  const page = decoded((await firm.browser.visit(`/crm/offers/${id}`)).text);
  for (const said of [row.number, `/invoicing/invoices/${invoice}`, 'Dokumenty z oferty']) expect(page).toContain(said);
  const [{ number }] = await firm.rows<{ number: string }>(`select number from offers where id = ${id}`);
  for (const document of [proforma, invoice]) {
    const text = decoded((await firm.browser.visit(`/invoicing/invoices/${document}`)).text);
    expect(text).toContain(`Oferta ${number}`);
  }
});

it('R131: to whom the other side is closed an offer has a sales document, and a document an offer, and nothing more', async () => {
  const id = await offerOf(firm, await firm.deal('Pergola', { clientId: await firm.client('Zielony Zakątek') }));
  const document = await firm.issue({ kind: 'proforma', offerId: id });
  const [{ number, offer }] = await firm.rows<{ number: string; offer: string }>(
    `select i.number, o.number offer from invoices i join offers o on o.id = i.offer_id where i.id = ${document}`,
  );
  const seller = await firm.colleague('iga', { crmRole: 'user', crmLevel: 'all' });
  const page = decoded((await seller.visit(`/crm/offers/${id}`)).text);
  expect([page.includes('Dokument sprzedaży'), page.includes(number), page.includes('/invoicing/')]).toEqual([
    true,
    false,
    false,
  ]);
  const accountant = await firm.colleague('ula', { invoicingRole: 'accountant', invoicingLevel: 'all' });
  const paper = decoded((await accountant.visit(`/invoicing/invoices/${document}`)).text);
  expect([paper.includes('Oferta'), paper.includes(offer), paper.includes('/crm/offers/')]).toEqual([true, false, false]);
});

it('R64: nobody names an offer that they do not see, or that is not there', async () => {
  const id = await offerOf(firm, await firm.deal('Altana'));
  const olek = await firm.colleague('olek', { crmRole: 'user', crmLevel: 'own', invoicingRole: 'user', invoicingLevel: 'all' });
  const form = fieldsOf((await olek.visit('/invoicing/invoices/new')).text);
  const line = {
    'lines[0][name]': 'Dom',
    'lines[0][quantity]': '1',
    'lines[0][price]': '10',
    'lines[0][rate]': '23',
    buyerName: 'Nowak',
  };
  for (const offerId of [id, 999_999]) {
    const { status, text } = await olek.post('/invoicing/invoices', { ...form, ...line, offerId });
    expect([status, decoded(text).includes('Nie ma takiej oferty')]).toEqual([422, true]);
  }
  expect(await firm.rows(`select from invoices where offer_id in (${id}, 999999)`)).toEqual([]);
});
