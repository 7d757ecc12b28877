import type { TestBrowser } from '../../app';
import { decoded, Firm, fieldsOf } from '../../integration/firm';

const CARD = {
  name: 'Sadzonka lawendy',
  code: 'LAW-1',
  unit: 'szt.',
  price: '12,30',
  priceKind: 'gross',
  vatRate: '23',
  currency: 'PLN',
};

describe('products', () => {
  let firm: Firm;
  let anna: TestBrowser;
  beforeAll(async () => {
    firm = await Firm.open();
    anna = firm.browser;
  });
  afterAll(() => firm.close());

  /** A new card; its address. */
  async function added(changes: object = {}, browser = anna): Promise<string> {
    const { status, location, text } = await browser.post('/invoicing/products', { ...CARD, code: '', ...changes });
    if (status !== 303) throw new Error(decoded(text));
    return location!;
  }
  const shown = async (path: string, browser = anna) => plain(decoded((await browser.visit(path)).text));
  const row = async (path: string) =>
    (await firm.rows<Record<string, unknown>>(`select * from products where id = ${path.split('/').at(-1)}`))[0];

  it('have one price typed and the other reckoned by the rate (R24, R111)', async () => {
    const path = await added({ code: 'LAW-1', gtu: 'GTU_12', classification: '01.30.10.0', annex15: 'on' });
    expect(await row(path)).toMatchObject({ price_kind: 'gross', net_price: '10.00000000', gross_price: '12.30000000' });
    const text = await shown(path);
    for (const sign of ['Sadzonka lawendy', 'LAW-1', '10,00 zł', '12,30 zł', 'GTU_12', '01.30.10.0'])
      expect(text).toContain(sign);
    await anna.post(path, { ...fieldsOf((await anna.visit(`${path}/edit`)).text), priceKind: 'net', price: '10', vatRate: '8' });
    expect(await row(path)).toMatchObject({
      price_kind: 'net',
      net_price: '10.00000000',
      gross_price: '10.80000000',
      gtu: 'GTU_12',
    });
    expect(await shown(path)).toContain('Zmieniono produkt');
  });

  it('need a name alone; a price may be agreed each time (R111)', async () => {
    const path = await added({ name: 'Wycena indywidualna', price: '', unit: '' });
    expect(await row(path)).toMatchObject({ net_price: null, gross_price: null });
    expect(await shown(path)).toContain('ustalana za każdym razem');
    const { status, text } = await anna.post('/invoicing/products', { ...CARD, name: ' ', code: '' });
    expect(status).toBe(422);
    expect(text).toContain('To pole jest wymagane.');
  });

  it('share no code, whatever its case; the card comes back with what was typed (R111)', async () => {
    await added({ code: 'Donica-7' });
    const { status, text } = await anna.post('/invoicing/products', { ...CARD, name: 'Druga', code: 'DONICA-7' });
    expect(status).toBe(422);
    expect(decoded(text)).toContain('Ten kod ma już inny produkt');
    expect(text).toContain('value="Druga"');
  });

  it.each([
    [{ price: '-1' }, 'Najmniejsza dozwolona'],
    [{ price: 'tanio' }, 'Wpisz kwotę'],
    [{ price: '1,123456789' }, 'Najwyżej 8'],
    [{ vatRate: '99' }, 'Wybierz jedną'],
    [{ vatRate: 'margin' }, 'Wybierz jedną'],
    [{ currency: 'ZŁO' }, 'Wybierz jedną'],
    [{ gtu: 'GTU_14' }, 'Wybierz jedną'],
    [{ priceKind: '' }, 'wymagane'],
    [{ name: 'x'.repeat(513) }, 'za długi'],
    [{ categoryId: '999999' }, 'Nie ma takiej kategorii'],
    [{ categoryId: '1e9' }, 'Wybierz wpis'],
  ])('refuse %j with a reason, and are not kept', async (changes, reason) => {
    const before = await firm.rows('select count(*) from products');
    const { status, text } = await anna.post('/invoicing/products', { ...CARD, code: '', ...changes });
    expect(status).toBe(422);
    expect(decoded(text)).toContain(reason);
    expect(await firm.rows('select count(*) from products')).toEqual(before);
  });

  it('are found by words of name or code, without accents, and by category (R111)', async () => {
    const { location } = await anna.post('/invoicing/products/categories', { name: 'Rośliny' });
    expect(location).toBe('/invoicing/products/categories');
    const [{ id }] = await firm.rows<{ id: string }>(`select id from categories where name = 'Rośliny'`);
    await added({ name: 'Świerk srebrny', code: 'SW_100%', categoryId: id });
    await added({ name: 'Ławka ogrodowa' });
    const list = async (asked: string) =>
      [...(await anna.visit(`/invoicing/products?${asked}`)).text.matchAll(/<td class="main"><a [^>]*>([^<]+)/g)].map(
        ([, name]) => name,
      );
    expect(await list('q=SWIERK')).toEqual(['Świerk srebrny']);
    expect(await list('q=sreb+sw_100%25')).toEqual(['Świerk srebrny']);
    expect(await list('q=%25')).toEqual(['Świerk srebrny']);
    expect(await list(`category=${id}`)).toEqual(['Świerk srebrny']);
    expect(await list('q=lawka')).toEqual(['Ławka ogrodowa']);
    expect(await list('q=nie+ma')).toEqual([]);
    for (const hostile of ['q=%00%27--', 'category=x', 'after=-1', 'before=99999999999999999999'])
      expect((await anna.visit(`/invoicing/products?${hostile}`)).status).toBe(200);
  });

  it('stand on pages of fifty by name, forth and back (R111)', async () => {
    await firm.rows(`insert into products (account_id, name, vat_rate, currency)
      select id, 'Zz ' || lpad(n::text, 3, '0'), '23', 'PLN' from accounts, generate_series(1, 120) n`);
    const page = async (href: string) => {
      const text = decoded((await anna.visit(href)).text);
      const names = [...text.matchAll(/<td class="main"><a [^>]*>(Zz \d+)/g)].map(([, name]) => name);
      const link = (rel: string) => new RegExp(`href="([^"]+)" rel="${rel}"`).exec(text)?.[1];
      return { names, next: link('next'), previous: link('prev') };
    };
    const first = await page('/invoicing/products?q=Zz');
    const second = await page(first.next!);
    const third = await page(second.next!);
    expect([first.names.length, second.names.at(0), third.names.at(-1), third.next]).toEqual([50, 'Zz 051', 'Zz 120', undefined]);
    expect(await page(third.previous!)).toMatchObject({ names: second.names });
  });

  it('are archived and restored, with history, and offered no more meanwhile (R111, R119)', async () => {
    const path = await added({ name: 'Kosiarka stara', code: 'KOS' });
    const offered = async () => (await anna.visit('/invoicing/product-options?q=kosiarka')).text;
    expect(await offered()).toContain('Kosiarka stara');
    await anna.post(`${path}/archiving`);
    await anna.post(`${path}/archiving`);
    expect(await offered()).not.toContain('Kosiarka stara');
    expect(await shown('/invoicing/products?archived=1')).toContain('Kosiarka stara');
    expect(await shown('/invoicing/products?q=kosiarka')).not.toContain('>Kosiarka stara');
    await anna.post(`${path}/unarchiving`);
    const text = await shown(path);
    expect(text.match(/Przeniesiono do archiwum/g)).toHaveLength(1);
    expect(text).toContain('Przywrócono z archiwum');
  });

  it('put together what two people change, and ask where both changed the same (R117)', async () => {
    const path = await added({ name: 'Żwir' });
    const [mine, theirs] = [fieldsOf((await anna.visit(`${path}/edit`)).text), fieldsOf((await anna.visit(`${path}/edit`)).text)];
    await anna.post(path, { ...theirs, unit: 'kg', price: '5' });
    expect((await anna.post(path, { ...mine, name: 'Żwir biały' })).status).toBe(303);
    expect(await row(path)).toMatchObject({ name: 'Żwir biały', unit: 'kg', gross_price: '5.00000000' });
    const { status, text } = await anna.post(path, { ...mine, price: '6' });
    expect(status).toBe(422);
    expect(decoded(text)).toContain('W międzyczasie zmienione przez: Anna Zielińska');
  });

  it('do not exist for other accounts, nor for CRM alone, whatever the door (R64, R114)', async () => {
    const path = await added({ name: 'Tajny produkt' });
    const jan = await firm.test.signedUp({ company: 'Obcy' });
    expect((await jan.visit(path)).status).toBe(404);
    expect((await jan.post(`${path}/archiving`)).status).toBe(404);
    expect((await jan.visit('/invoicing/product-options?q=tajny')).text).not.toContain('Tajny');
    expect(await shown('/invoicing/products?q=tajny', jan)).not.toContain('Tajny produkt');
    const marek = await firm.colleague('marek', { crmRole: 'user', crmLevel: 'all' });
    expect((await marek.visit(path)).status).toBe(403);
    const ewa = await firm.colleague('ewa', { invoicingRole: 'user', invoicingLevel: 'own' });
    expect((await ewa.post(path, { ...CARD, code: '', name: 'Zmieniony' })).status).toBe(303);
  });
});

/** With plain spaces in the place of those that keep a figure together. */
function plain(text: string) {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}
