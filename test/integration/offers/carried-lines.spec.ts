import { OfferLineInput } from '../../../src/crm/offers/offer.input';
import { Decimal } from '../../../src/money/decimal';
import { offerOf } from '../../crm/offers/sent';
import { decoded, Firm } from '../firm';
import { madeOf } from './documents-of';

let firm: Firm;
let clientId: number;
beforeAll(async () => {
  firm = await Firm.open();
  clientId = await firm.client('Kawiarnia Pod Lipą');
});
afterAll(() => firm.close());

const offered = (name: string, quantity: string, price: string, rate: string, changes: Partial<OfferLineInput> = {}) =>
  Object.assign(new OfferLineInput(), {
    ...{ name, unit: 'szt.', description: null, quantity: new Decimal(quantity), price: new Decimal(price), rate },
    ...changes,
  });

/** Three rates, and prices that divide into no whole grosze of VAT. */
const LINES = [
  offered('Projekt ogrodu', '1', '1234.57', '23', { unit: null, description: 'Wersja druga' }),
  offered('Drzewa', '3', '33.33', '8', { description: 'Lipa\nGrab' }),
  offered('Ziemia', '0.333333', '99.99', '8', { unit: 'm3' }),
  offered('Zioła', '7', '0.07', '5'),
];

const linesOf = (document: number) =>
  firm.rows(
    `select name, unit, regexp_replace(description, '\\s+', ' ') description, quantity::text, price::text, vat_rate rate, gross::text, deal_id::int deal
      from invoice_lines where invoice_id = ${document} order by position`,
  );

describe('a document made of an offer', () => {
  it.each([
    ['proforma', 'PLN'],
    ['vat', 'PLN'],
    ['proforma', 'EUR'],
    ['vat', 'EUR'],
  ] as const)('R84, R124: %s in %s says its lines, prices and rates, and comes to the same to the grosz', async (kind, currency) => {
    const deal = await firm.deal('Ogród', { clientId, currency });
    const offer = await offerOf(firm, deal, { currency, lines: LINES });
    const document = await madeOf(firm, offer, kind, currency === 'PLN' ? {} : { exchangeRate: '4,25' });
    const says = { unit: 'szt.', description: null, deal };
    expect(await linesOf(document)).toMatchObject([
      { ...says, name: 'Projekt ogrodu', unit: null, description: 'Wersja druga', rate: '23', gross: '1234.57' },
      { ...says, name: 'Drzewa', description: 'Lipa Grab', quantity: '3.000000', rate: '8', gross: '99.99' },
      { ...says, name: 'Ziemia', unit: 'm3', quantity: '0.333333', rate: '8', gross: '33.33' },
      { ...says, name: 'Zioła', quantity: '7.000000', rate: '5', gross: '0.49' },
    ]);
    const [row] = await firm.rows(
      `select kind, trim(currency) currency, method, gross::text, net::text, vat::text,
        (select sum(round(quantity * gross_price, 2))::text from offer_lines where offer_id = ${offer}) offered from invoices where id = ${document}`,
    );
    // 23 % of 1234.57 is 230.85 of it, 8 % of 133.32 is 9.88, 5 % of 0.49 is 0.02.
    expect(row).toEqual({
      kind,
      currency,
      method: 'gross_sum',
      gross: '1368.38',
      net: '1127.63',
      vat: '240.75',
      offered: '1368.38',
    });
  });

  it('R20: takes an exempt line with its ground, and the language in which the client reads', async () => {
    const offer = await offerOf(firm, await firm.deal('Szkolenie', { clientId }), {
      ...{ language: 'en', lines: [offered('Training', '2', '150', 'zw')] },
    });
    const document = await madeOf(firm, offer, 'vat', { exemptBasis: 'art. 43 ust. 1 pkt 29' });
    const [row] = await firm.rows(`select language, gross::text, vat::text from invoices where id = ${document}`);
    expect(row).toEqual({ language: 'en', gross: '300.00', vat: '0.00' });
  });

  it('has the deal’s lines and currency where the offer has no lines of its own', async () => {
    const deal = await firm.deal('Skalniak', { clientId });
    const offer = await offerOf(firm, deal, { currency: 'EUR', lines: [] });
    const document = await madeOf(firm, offer, 'proforma');
    const [row] = await firm.rows(
      `select trim(currency) currency, gross::text, offer_id::int offer from invoices where id = ${document}`,
    );
    expect(row).toEqual({ currency: 'PLN', gross: '1230.00', offer });
  });

  it('is the seller’s who offered, whatever department the deal went to since', async () => {
    await firm.browser.post('/settings/departments', { name: 'Kraków', sellerName: 'Ogrody Kraków' });
    const [{ id: other }] = await firm.rows<{ id: number }>(`select id::int id from departments where id <> ${firm.department}`);
    const deal = await firm.deal('Rabata', { clientId, departmentId: firm.department });
    const offer = await offerOf(firm, deal);
    await firm.rows(`update deals set department_id = ${other} where id = ${deal}`);
    const [row] = await firm.rows(
      `select department_id::int department from invoices where id = ${await madeOf(firm, offer, 'vat')}`,
    );
    expect(row).toEqual({ department: firm.department });
  });

  it('R20: its form advises on what the offer says, not on what the deal alone would have said', async () => {
    const deal = await firm.deal('Oczko wodne', { clientId, agreedGross: new Decimal(0) });
    const long = offered('Pompa', '1', '10', '23', { description: 'x'.repeat(1200) });
    const offer = await offerOf(firm, deal, { lines: [long] });
    const form = async () => decoded((await firm.browser.visit(`/invoicing/invoices/new?offer=${offer}&kind=vat`)).text);
    const first = await form();
    expect(first).not.toContain('nie ma uzgodnionej wartości');
    for (const said of ['Oferty nie wysłano jeszcze klientowi', 'Opis pozycji „Pompa” jest dłuższy'])
      expect(first).toContain(said);
    const invoice = await madeOf(firm, offer, 'vat');
    const [{ number }] = await firm.rows<{ number: string }>(`select number from invoices where id = ${invoice}`);
    const second = await form();
    expect(second).toContain(`Z tej oferty wystawiono już: Faktura VAT ${number}`);
    expect(second).not.toMatch(/pozostałą kwotę|W tym interesie zafakturowano/);
  });
});
