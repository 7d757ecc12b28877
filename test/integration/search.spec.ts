import { withClient } from '../../src/database/connection';
import { Database } from '../../src/database/database';
import type { TestBrowser } from '../app';
import { Firm } from './firm';

describe('the search over everything one may see', () => {
  let firm: Firm;
  let marek: TestBrowser;
  let ewa: TestBrowser;
  let cafe: number;
  let deal: number;
  let invoice: number;
  let number: string;
  beforeAll(async () => {
    firm = await Firm.open();
    cafe = await firm.client('Kawiarnia Łąka', { taxNo: '5252445767', email: 'biuro@laka.example', city: 'Łódź' });
    await firm.client('Stolarnia Dąb');
    deal = await firm.deal('Ogród zimowy Łąka', { clientId: cafe });
    invoice = await firm.issue({ clientId: cafe });
    [{ number }] = await firm.rows<{ number: string }>(`select number from invoices where id = ${invoice}`);
    marek = await firm.colleague('marek', { crmRole: 'user', crmLevel: 'all' });
    ewa = await firm.colleague('ewa', { invoicingRole: 'accountant', invoicingLevel: 'all' });
  });
  afterAll(() => firm.close());

  const search = (browser: TestBrowser, words: string) => browser.visit(`/search?${new URLSearchParams({ q: words })}`);

  it('finds clients, deals and documents by part of a name, whatever the case and accents, and leads to their lists', async () => {
    const { text } = await search(firm.browser, 'lAka').then((answer) => ({ text: answer.text.replaceAll('&#x3D;', '=') }));
    expect(text).toContain(`href="/crm/clients/${cafe}"`);
    expect(text).toContain(`href="/crm/deals/${deal}"`);
    expect(text).toContain(`href="/invoicing/invoices/${invoice}"`);
    expect(text).not.toContain('Stolarnia');
    for (const list of ['/crm/clients?q=', '/crm/deals?words=', '/invoicing/invoices?words=']) {
      expect(text).toContain(`href="${list}lAka"`);
      expect((await firm.browser.visit(`${list}lAka`)).text).toContain('Łąka');
    }
  });

  it.each([
    '5252445767',
    '525-244-57-67',
    'PL 525 244 57 67',
    'pl5252445767',
    '525244',
  ])('finds a client and their documents by the tax number written %s (R9)', async (typed) => {
    const { text } = await search(firm.browser, typed);
    expect(text).toContain(`href="/crm/clients/${cafe}"`);
    expect(text).toContain(`href="/invoicing/invoices/${invoice}"`);
  });

  it('finds by e-mail and by several words, wherever they stand', async () => {
    expect((await search(firm.browser, 'biuro@laka.example')).text).toContain(`href="/crm/clients/${cafe}"`);
    expect((await search(firm.browser, 'lodz kawiarnia')).text).toContain(`href="/crm/clients/${cafe}"`);
  });

  it('takes signs of patterns for what they are', async () => {
    for (const words of ['%', '_', '\\', "'", '100%']) {
      const { status, text } = await search(firm.browser, words);
      expect(status).toBe(200);
      expect(text).not.toContain(`/crm/clients/${cafe}"`);
    }
  });

  it('leads directly to the only document of exactly this number', async () => {
    expect(await search(firm.browser, ` ${number} `)).toMatchObject({ status: 303, location: `/invoicing/invoices/${invoice}` });
    expect(await search(ewa, number)).toMatchObject({ status: 303, location: `/invoicing/invoices/${invoice}` });
    expect((await search(firm.browser, number.slice(0, -1))).status).toBe(200);
  });

  it('finds the document of exactly this number also behind many newer ones that contain it', async () => {
    await withClient(firm.test.database.ownerOptions, (client) =>
      client.query(`insert into invoices (account_id, kind, family, number, issue_on, currency, method, department_id, seller_name, net, vat, gross,
          to_pay, issued_at)
        select account_id, kind, family, '1' || n || number, issue_on + 1, currency, method, department_id, seller_name, net, vat, gross, to_pay, issued_at
        from invoices, generate_series(1, 12) n where id = ${invoice}`),
    );
    expect(await search(firm.browser, number)).toMatchObject({ status: 303, location: `/invoicing/invoices/${invoice}` });
    const { text } = await search(firm.browser, number.slice(-5));
    expect(text.match(/href="\/invoicing\/invoices\/\d+"/g)).toHaveLength(10);
  });

  it('R64: shows a member of CRM alone no document, also not by its exact number', async () => {
    for (const words of ['Łąka', '5252445767', number, 'faktura']) {
      const { status, text } = await search(marek, words);
      expect(status).toBe(200);
      expect(text).not.toContain('/invoicing');
      expect(text).not.toMatch(/Dokumenty|Faktur/);
    }
    expect((await search(marek, 'Łąka')).text).toContain(`href="/crm/deals/${deal}"`);
  });

  it('R68: shows an accountant no deal', async () => {
    const { text } = await search(ewa, 'Łąka');
    expect(text).toContain(`href="/invoicing/clients/${cafe}"`);
    expect(text).toContain(`href="/invoicing/invoices/${invoice}"`);
    expect(text).not.toContain('/crm');
    expect(text).not.toMatch(/Interes|Ogród zimowy/);
  });

  it('R72: shows a salesman of the level "own" only his own clients and deals', async () => {
    const pawel = await firm.colleague('pawel', { crmRole: 'user', crmLevel: 'own' });
    const { text } = await search(pawel, 'Łąka');
    expect(text).toContain('Nic nie pasuje');
    expect(text).not.toContain('Kawiarnia');
  });

  it('R131: shows by functions of the database, too, nothing to whom a side is closed', async () => {
    const database = firm.test.app.get(Database);
    const found = (who: object) =>
      database.run({ ...firm.anna.who, ...who }, () =>
        database.query(
          `select (select count(*)::int from search_clients('laka', 9)) clients, (select count(*)::int from search_deals('laka', 9)) deals,
             (select count(*)::int from search_invoices('laka', 9)) invoices`,
        ),
      );
    expect(await found({ crm: '' })).toEqual([{ clients: 1, deals: 0, invoices: 1 }]);
    expect(await found({ invoicing: '' })).toEqual([{ clients: 1, deals: 1, invoices: 0 }]);
    expect(await found({ crm: '', invoicing: '' })).toEqual([{ clients: 0, deals: 0, invoices: 0 }]);
    expect(await found({ account: firm.anna.account + 1 })).toEqual([{ clients: 0, deals: 0, invoices: 0 }]);
  });

  it('stays on the side from which one searches', async () => {
    const { text } = await firm.browser.visit('/search?q=laka&side=invoicing');
    expect(text).toContain('data-side="invoicing"');
    expect(text).toContain(`href="/invoicing/clients/${cafe}"`);
    expect((await marek.visit('/search?q=laka&side=invoicing')).text).toContain('data-side="crm"');
  });

  it('asks the database at most five times', async () => {
    const database = firm.test.app.get(Database);
    const asked = jest.spyOn(database, 'query');
    expect((await search(firm.browser, 'laka')).status).toBe(200);
    expect(asked.mock.calls.length + 1).toBeLessThanOrEqual(5); // and once for the session
    asked.mockRestore();
  });

  it('says what it is for while nothing is typed', async () => {
    expect((await search(firm.browser, '  ')).text).toContain('Czego szukasz?');
  });
});
