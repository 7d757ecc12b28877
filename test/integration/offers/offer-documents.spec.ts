import { offerOf } from '../../crm/offers/sent';
import { decoded, Firm } from '../firm';

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
  expect((await ewa.visit(`/invoicing/invoices/new?offer=${id}`)).status).not.toBe(200);
});
