import { InvoicesService } from '../../../src/invoicing/invoices/invoices.service';
import { Decimal } from '../../../src/money/decimal';
import { decoded, Firm, line } from '../../integration/firm';

const LAMP = {
  name: 'Lampa solarna',
  code: 'LS-9',
  unit: 'szt.',
  price: '100',
  priceKind: 'net',
  vatRate: '23',
  currency: 'PLN',
};

describe('products in the lines of documents', () => {
  let firm: Firm;
  let lamp: number;
  beforeAll(async () => {
    firm = await Firm.open();
    lamp = await added({ gtu: 'GTU_06', classification: '27.40', annex15: 'on' });
    await added({ name: 'Lampa uliczna', code: '', price: '0,0125' });
    await added({ name: 'Montaż lampy', code: 'M1', price: '' });
    await added({ name: 'Tablica', code: '', price: '50' });
    await added({ name: 'Tablica', code: '', price: '60' });
    await added({ name: 'Zagraniczna', code: 'EU', price: '10', currency: 'EUR' });
  });
  afterAll(() => firm.close());

  async function added(changes: object): Promise<number> {
    const { location, text } = await firm.browser.post('/invoicing/products', { ...LAMP, ...changes });
    if (!location) throw new Error(decoded(text));
    return Number(location.split('/').at(-1));
  }
  async function priceList(fields: object): Promise<number> {
    const form = { name: 'Hurt', currency: 'PLN', priceKind: 'net', percentOff: '', rows: [], ...fields };
    const { location, text } = await firm.browser.post('/invoicing/products/price-lists', form);
    if (!location) throw new Error(decoded(text));
    return Number(location.split('/').at(-2));
  }

  /** What is offered for the words, by name, as lines would copy it. */
  async function offered(q: string, asked: object = {}): Promise<Record<string, unknown>[]> {
    const query = new URLSearchParams({ q, kind: 'vat', method: 'net_sum', currency: 'PLN', ...asked });
    const { status, text } = await firm.browser.visit(`/invoicing/product-options?${query}`);
    expect(status).toBe(200);
    return [...text.matchAll(/data-fill="([^"]*)"/g)].map(([, fill]) => JSON.parse(decoded(fill)));
  }

  /** A row as a browser without script posts it: the rate is whatever the select begins with. */
  const bare = (name: string, changes: object = {}) =>
    Object.assign(
      line(name, 0),
      { price: null, rate: '8', annex15: false, gtu: null, code: null, classification: null, unit: null },
      changes,
    );
  const linesOf = async (id: number) => (await firm.does(InvoicesService, (invoices) => invoices.find(id))).lines!;

  it('are offered by words with all that a line copies, the one of that very code first (R111)', async () => {
    expect(await offered('lamp')).toEqual([
      expect.objectContaining({
        name: 'Lampa solarna',
        price: '100,00',
        rate: '23',
        unit: 'szt.',
        gtu: 'GTU_06',
        code: 'LS-9',
        productId: lamp,
        annex15: true,
      }),
      expect.objectContaining({ name: 'Lampa uliczna', price: '0,0125' }),
      expect.not.objectContaining({ price: expect.anything() }),
    ]);
    expect((await offered('ls-9')).map(({ name }) => name)).toEqual(['Lampa solarna']);
    expect((await offered('m1')).map(({ name }) => name)).toEqual(['Montaż lampy']);
    expect(await offered('')).toEqual([]);
  });

  it('cost net or gross as the document reckons, and nothing in a currency they have no price in (R100, R111)', async () => {
    const priceOf = async (asked: object) => (await offered('ls-9', asked))[0].price;
    expect(await priceOf({ method: 'gross_line' })).toBe('123,00');
    expect(await priceOf({ method: 'unit_gross_sum' })).toBe('100,00');
    expect(await priceOf({ kind: 'bill' })).toBe('123,00');
    expect(await priceOf({ currency: 'EUR' })).toBeUndefined();
    expect((await offered('eu', { currency: 'EUR' }))[0].price).toBe('10,00');
    for (const hostile of [{ method: 'x' }, { priceListId: '-1' }, { priceListId: "1' or 1=1" }, { currency: '' }])
      await offered('lamp', hostile);
  });

  it('cost what the price list says, and else the list’s per cent less (R111)', async () => {
    const rows = [
      { product: `${lamp} · Lampa solarna`, price: '80' },
      { product: 'm1', price: '15,50' },
      { product: '', price: '' },
    ];
    const priceListId = String(await priceList({ name: 'Hurt', percentOff: '10', rows }));
    const prices = async (asked: object = {}) =>
      Object.fromEntries((await offered('lamp', { priceListId, ...asked })).map(({ name, price }) => [name, price]));
    expect(await prices()).toEqual({ 'Lampa solarna': '80,00', 'Lampa uliczna': '0,0113', 'Montaż lampy': '15,50' });
    expect(await prices({ method: 'gross_sum' })).toMatchObject({ 'Lampa solarna': '98,40' });
    await firm.browser.post(`/invoicing/products/price-lists/${priceListId}/archiving`);
    expect(await prices()).toMatchObject({ 'Lampa solarna': '100,00' });
  });

  it('are known by code or whole name to a line without a price: no script is needed (R111)', async () => {
    const lines = [bare('ls-9', { quantity: new Decimal(3) }), bare('LAMPA ULICZNA', { unit: 'kpl.' }), line('Coś innego', 5)];
    const [first, second, third] = await linesOf(await firm.draft({ method: 'net_sum', lines }));
    expect(first).toMatchObject({
      name: 'Lampa solarna',
      unit: 'szt.',
      vatRate: '23',
      gtu: 'GTU_06',
      annex15: true,
      code: 'LS-9',
      productId: lamp,
    });
    expect([first.price.toFixed(2), first.net.toFixed(2)]).toEqual(['100.00', '300.00']);
    expect(second).toMatchObject({ name: 'Lampa uliczna', unit: 'kpl.' });
    expect(third).toMatchObject({ name: 'Coś innego', productId: null });
  });

  it.each([
    ['nobody knows', 'Nieznane'],
    ['has no price', 'M1'],
    ['is two products', 'Tablica'],
    ['costs only euro', 'EU'],
  ])('leave the price to be typed where it %s (R111)', async (_, name) => {
    const form = { ...firm.input(), version: '', lines: [{ name, quantity: '1', price: '', rate: '23' }], next: 'draft' };
    const { status, text } = await firm.browser.post('/invoicing/invoices', form);
    expect(status).toBe(422);
    expect(decoded(text)).toContain('href="#f-lines.0.price"');
  });

  it('are kept by lines as they were sold, and the card shows on what (R11, R111)', async () => {
    const id = await firm.issue({ lines: [line('Lampa solarna, raty', 99, { productId: lamp })] });
    await firm.browser.post(`/invoicing/products/${lamp}`, { ...LAMP, name: 'Lampa nowa', price: '1' });
    expect((await linesOf(id))[0]).toMatchObject({ name: 'Lampa solarna, raty', productId: lamp });
    expect((await firm.browser.visit(`/invoicing/products/${lamp}`)).text).toContain(`href="/invoicing/invoices/${id}"`);
  });

  it('must be there, and the account’s own, to be named by a line (R114)', async () => {
    await expect(firm.draft({ lines: [line('Obce', 1, { productId: 999_999 })] })).rejects.toMatchObject({
      key: 'line_product_gone',
    });
  });
});

describe('price lists', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
    await firm.browser.post('/invoicing/products', LAMP);
    await firm.browser.post('/invoicing/products', { ...LAMP, name: 'Druga', code: '' });
    await firm.browser.post('/invoicing/products', { ...LAMP, name: 'Druga', code: 'D2' });
  });
  afterAll(() => firm.close());
  const LIST = '/invoicing/products/price-lists';
  const post = (changes: object, path = LIST) =>
    firm.browser.post(path, { name: 'Stali', currency: 'PLN', priceKind: 'gross', percentOff: '', rows: [], ...changes });

  it('are changed with their prices, and remember how (R111, R119)', async () => {
    const { location } = await post({ name: 'Lojalni', percentOff: '12,5', rows: [{ product: 'LS-9', price: '99' }] });
    const edit = (await firm.browser.visit(location!)).text;
    expect(decoded(edit)).toMatch(/value="\d+ · Lampa solarna"/);
    expect(edit).toContain('value="12,5"');
    const path = location!.replace('/edit', '');
    await post(
      {
        name: 'Lojalni',
        rows: [
          { product: 'LS-9', price: '95' },
          { product: 'd2', price: '10' },
        ],
      },
      path,
    );
    const rows = await firm.rows(`select price::float from price_list_rows order by price`);
    expect(rows).toEqual([{ price: 10 }, { price: 95 }]);
    expect(decoded((await firm.browser.visit(location!)).text).replace(/\u00a0/g, ' ')).toMatch(
      /Zmieniono ceny[\s\S]*99,00[\s\S]*95,00/,
    );
    expect((await firm.browser.visit(LIST)).text).toContain('Lojalni');
  });

  it.each([
    [{ name: '' }, 'wymagane'],
    [{ percentOff: '101' }, 'Największa'],
    [{ rows: [{ product: 'Nie ma', price: '1' }] }, 'Nie ma produktu'],
    [{ rows: [{ product: 'Druga', price: '1' }] }, 'Kilka produktów'],
    [{ rows: [{ product: '999999 · Obcy', price: '1' }] }, 'Nie ma produktu'],
    [{ rows: [{ product: 'LS-9', price: '' }] }, 'wymagane'],
    [
      {
        rows: [
          { product: 'LS-9', price: '1' },
          { product: 'Lampa solarna', price: '2' },
        ],
      },
      'ma już cenę',
    ],
    [{ rows: Array.from({ length: 1001 }, () => ({ product: 'LS-9', price: '1' })) }, 'najwyżej 1000'],
  ])('refuse %j with a reason', async (changes, reason) => {
    const { status, text } = await post(changes);
    expect(status).toBe(422);
    expect(decoded(text).replace(/\u00a0/g, '')).toContain(reason);
  });

  it('and categories have names of their own (R111)', async () => {
    await post({ name: 'Zimowy' });
    expect(decoded((await post({ name: 'ZIMOWY' })).text)).toContain('Jest już cennik o tej nazwie');
    const CATEGORIES = '/invoicing/products/categories';
    await firm.browser.post(CATEGORIES, { name: 'Usługi' });
    expect(decoded((await firm.browser.post(CATEGORIES, { name: 'usługi' })).text)).toContain('Jest już kategoria o tej nazwie');
    const [{ id }] = await firm.rows<{ id: string }>('select id from categories');
    await firm.browser.post(`${CATEGORIES}/${id}`, { name: 'Usługi ogrodnicze', opened: '' });
    await firm.browser.post(`${CATEGORIES}/${id}/archiving`);
    const { text } = await firm.browser.visit(`${CATEGORIES}/${id}/edit`);
    expect(text).toContain('Usługi ogrodnicze');
    expect(text).toContain('Przeniesiono do archiwum');
    await firm.browser.post(`${CATEGORIES}/${id}/unarchiving`);
    expect((await firm.browser.visit(CATEGORIES)).text).not.toContain('W archiwum');
  });

  it('do not exist for other accounts (R114)', async () => {
    const { location } = await post({ name: 'Tajny' });
    const jan = await firm.test.signedUp({ company: 'Obcy' });
    expect((await jan.visit(location!)).status).toBe(404);
    expect((await jan.post(location!.replace('/edit', ''), { name: 'x', currency: 'PLN', priceKind: 'net' })).status).toBe(404);
  });
});
