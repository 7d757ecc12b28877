import sharp from 'sharp';
import type { InvoiceInput } from '../../../src/invoicing/invoices/invoice.input';
import type { Print } from '../../../src/invoicing/paper/paper';
import { Papers } from '../../../src/invoicing/paper/papers.service';
import { Typesetter } from '../../../src/typesetting/typesetter';
import { Firm, line } from '../../integration/firm';
import { PdfReader } from './pdf-reader';

describe('printing', () => {
  let firm: Firm;
  const reader = new PdfReader();
  beforeAll(async () => {
    firm = await Firm.open();
  });
  afterAll(async () => {
    await reader.close();
    await firm.close();
  });

  const pdf = async (id: number, print: Print = 'original') =>
    (await firm.anna.during(() => firm.test.app.get(Papers).pdf(id, print))).bytes;
  const get = (path: string) =>
    firm.test.app.inject({ method: 'GET', url: path, headers: { cookie: cookieOf(firm.browser), 'accept-language': 'pl' } });

  it('gives the same bytes for the same state, from a new thread too (R101)', async () => {
    const id = await firm.issue();
    const first = await pdf(id);
    expect((await pdf(id)).equals(first)).toBe(true);
    const typesetter = firm.test.app.get(Typesetter);
    await (typesetter as unknown as { worker: { terminate(): Promise<void> } }).worker.terminate();
    expect((await pdf(id)).equals(first)).toBe(true);
  });

  it('prints ten at once, one after the other, each its own', async () => {
    const ids = await Promise.all([1, 2, 3, 4, 5].map((price) => firm.issue({ lines: [line(`Rzecz ${price}`, price * 111)] })));
    const read = await Promise.all(
      (await Promise.all([...ids, ...ids].map((one) => pdf(one)))).map((bytes, at) => [bytes, at] as const),
    );
    for (const [bytes, at] of read) expect((await reader.read(bytes)).text).toContain(`Rzecz ${(at % 5) + 1} `);
  });

  it('carries the sums of a thousand lines from page to page, the head on each, to the right end (R101)', async () => {
    const id = await firm.issue({
      method: 'net_sum',
      lines: Array.from({ length: 1000 }, (_, place) => line(`Pozycja ${place + 1}`, (place % 90) + 1.37)),
    });
    const { pages } = await reader.read(await pdf(id));
    expect(pages.length).toBeGreaterThan(15);
    let carried: string | undefined;
    pages.forEach((page, at) => {
      const text = page.replace(/\s+/g, ' ');
      expect(text).toContain(`Strona ${at + 1} z ${pages.length}`);
      const brought = /Z przeniesienia ([\d ]+,\d\d) ([\d ]+,\d\d) ([\d ]+,\d\d)/.exec(text)?.slice(1).join('|');
      if (text.includes('Pozycja')) {
        expect(text).toContain('Nazwa towaru lub usługi');
        expect(brought).toBe(carried);
      }
      carried = /Do przeniesienia ([\d ]+,\d\d) ([\d ]+,\d\d) ([\d ]+,\d\d)/.exec(text)?.slice(1).join('|');
    });
    // To the last line: what the pages carried and the last page's lines come to is the document's net.
    const [{ net }] = await firm.rows<{ net: string }>(`select net::text from invoices where id = ${id}`);
    const last = pages.findLast((page) => page.includes('Z przeniesienia'))!.replace(/\s+/g, ' ');
    const numbers = (text: string) =>
      [...text.matchAll(/Pozycja \d+ 1 (\d+,\d\d) /g)].map(([, amount]) => Number(amount.replace(',', '.')));
    const before = Number(/Z przeniesienia ([\d ]+,\d\d)/.exec(last)![1].replace(/ /g, '').replace(',', '.'));
    expect((before + numbers(last).reduce((all, one) => all + one, 0)).toFixed(2)).toBe(net);
  }, 120_000);

  it('keeps what is to be paid and how to pay it on one page (R101)', async () => {
    await firm.rows(
      `insert into bank_accounts (account_id, department_id, name, bank, number, currency)
        select account_id, id, 'PLN', 'mBank S.A.', 'PL61109010140000071219812874', 'PLN' from departments`,
    );
    for (const count of [35, 37, 39, 41]) {
      const id = await firm.issue({
        lines: Array.from({ length: count }, (_, place) => line(`Pozycja ${place + 1}`, place + 1.37)),
      });
      const { pages } = await reader.read(await pdf(id));
      const of = (text: string) => pages.findIndex((page) => page.includes(text));
      const [page, ...others] = ['Rachunek', 'Tytuł przelewu', 'Zeskanuj', 'Do zapłaty'].map(of);
      expect([count, ...others]).toEqual([count, page, page, page]);
    }
  });

  it('carries the same sums in the original and in the copy behind it (R101)', async () => {
    const id = await firm.issue({ lines: Array.from({ length: 130 }, (_, place) => line(`Pozycja ${place + 1}`, place + 1.37)) });
    const { pages } = await reader.read(await pdf(id, 'original_and_copy'));
    const carried = pages.map((page) => page.replace(/\s+/g, ' ').match(/(Do|Z) przeniesienia [\d ]+,\d\d/g));
    const [original, copy] = [carried.slice(0, pages.length / 2), carried.slice(pages.length / 2)];
    expect(original.flat().filter(Boolean).length).toBeGreaterThan(2);
    expect(copy).toEqual(original);
    expect(new Set(original.flat().filter((text) => text?.startsWith('Do'))).size).toBeGreaterThan(1);
  });

  it('prints whatever was typed as text: markup, quotes, emoji, right-to-left, names of 512 characters (R101)', async () => {
    const hostile = '#panic("x") *gwiazdka* _pod_ $x^2$ <etykieta> @odnośnik `kod` \\u{41} "cudzysłów" ’ -- ... 😀 עברית العربية';
    const long = 'W'.repeat(400);
    const id = await firm.issue({
      buyerName: `${hostile} ${long}`.slice(0, 512),
      notes: `= Nagłówek\n- pozycja\n/ pojęcie: x\n${hostile}`,
      lines: [line(`${hostile} ${long}`.slice(0, 500), 100)],
    } as Partial<InvoiceInput>);
    const { text } = await reader.read(await pdf(id));
    expect(text).toContain('#panic("x") *gwiazdka* _pod_ $x^2$ <etykieta> @odnośnik `kod` \\u{41} "cudzysłów" ’ -- ...');
    expect(text).toContain('= Nagłówek');
    expect(text.replaceAll(' ', '')).toContain('W'.repeat(400));
  });

  it('answers with the file, its name in UTF-8, and holds no transaction while it prints (R101)', async () => {
    const id = await firm.issue({ kind: 'estimate' });
    const answer = await get(`/invoicing/invoices/${id}/pdf?print=copy`);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(answer.headers['content-disposition']).toMatch(
      /^inline; filename="Zamowienie-.*-Kopia\.pdf"; filename\*=UTF-8''Zam%C3%B3wienie-/,
    );
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await get('/invoicing/invoices/999999/pdf')).statusCode).toBe(404);
    expect((await firm.browser.visit(`/invoicing/invoices/${id}`)).text).toContain(
      `<a class="btn" href="/invoicing/invoices/${id}/pdf">`,
    );
  });

  it('shows the logo, colour and words of the department; a WebP of earlier days and a broken one never fail (R69, R101)', async () => {
    const id = await firm.issue();
    const plain = await pdf(id);
    const address = `/settings/departments/${firm.department}/print`;
    const typed = { accent: '#7a1f3d', closingPl: 'Dziękujemy za zakupy', footerPl: 'KRS 0000123456', version: '0' };
    expect((await firm.browser.post(address, { ...typed, accent: '#ffff99' })).text).toContain('za jasny');
    expect((await firm.browser.post(address, typed)).status).toBe(303);
    expect((await firm.browser.post(address, typed)).text).toContain('Ktoś zmienił');
    expect((await firm.browser.visit(`/settings/departments/${firm.department}/edit`)).text).toContain('Dziękujemy za zakupy');
    const { text } = await reader.read(await pdf(id));
    expect(text).toContain('Dziękujemy za zakupy');
    expect(text).toContain('KRS 0000123456');
    const webp = await sharp({ create: { width: 300, height: 90, channels: 3, background: '#347' } })
      .webp()
      .toBuffer();
    const put = (hex: string, type: string) =>
      firm.rows(
        `with gone as (update department_logos set removed_at = now() where removed_at is null)
          insert into department_logos (account_id, department_id, type, bytes) select account_id, id, '${type}', '\\x${hex}' from departments`,
      );
    await put(webp.toString('hex'), 'image/webp');
    const withLogo = await pdf(id);
    expect(withLogo.includes('/Subtype /Image')).toBe(true);
    expect(plain.includes('/Subtype /Image')).toBe(false);
    await firm.rows('update department_logos set removed_at = now() where removed_at is null');
    await put('89504e470d0a1a0a0000', 'image/png');
    expect((await reader.read(await pdf(id))).text).toContain('Faktura');
  });
});

function cookieOf(browser: object): string {
  const { cookies } = browser as { cookies: Map<string, string> };
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}
