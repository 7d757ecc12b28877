import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestBrowser } from '../../app';
import { Bucket } from '../../files/bucket';
import { decoded, Firm } from '../../integration/firm';

const PDF = Buffer.from('%PDF-1.7 umowa');
const jarOf = (browser: TestBrowser) => (browser as unknown as { cookies: Map<string, string> }).cookies;
const cookiesOf = (browser: TestBrowser) => [...jarOf(browser)].map(([name, value]) => `${name}=${value}`).join('; ');

/** Sends a file as a browser does. @returns status, and what the page that follows says */
async function upload(
  firm: Firm,
  invoice: number,
  bytes: Buffer,
  { name = 'umowa.pdf', browser = firm.browser, fields = '' } = {},
) {
  const boundary = 'granica';
  const head = `${fields}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/html\r\n\r\n`;
  const answer = await firm.test.app.inject({
    method: 'POST',
    url: `/invoicing/invoices/${invoice}/attachments`,
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: {
      cookie: cookiesOf(browser),
      'content-type': `multipart/form-data; boundary=${boundary}`,
      referer: `http://localhost:3000/invoicing/invoices/${invoice}`,
    },
  });
  for (const { name, value } of answer.cookies) jarOf(browser).set(name, value);
  if (answer.statusCode !== 303) return { status: answer.statusCode, says: '' };
  return { status: 303, says: decoded((await browser.visit(`/invoicing/invoices/${invoice}`)).text) };
}

const asked = (firm: Firm, path: string, browser = firm.browser) =>
  firm.test.app.inject({ method: 'GET', url: path, headers: { cookie: cookiesOf(browser) } });

describe('attachments of a document', () => {
  let firm: Firm;
  let invoice: number;
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-attachments-'));
  const stored = () =>
    readdirSync(dataDir, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
    );
  beforeAll(async () => {
    firm = await Firm.open({ dataDir });
  });
  beforeEach(async () => {
    invoice = await firm.issue();
  });
  afterAll(async () => {
    await firm.close();
    rmSync(dataDir, { recursive: true });
  });

  const page = async (browser = firm.browser) => decoded((await browser.visit(`/invoicing/invoices/${invoice}`)).text);
  const links = async () =>
    [...(await page()).matchAll(/href="(\/invoicing\/invoices\/\d+\/attachments\/\d+)"/g)].map(([, href]) => href);

  it('are added to a document of any kind and state, and given back to be saved, never shown', async () => {
    const { says } = await upload(firm, invoice, PDF, { name: 'Żółta umowa.pdf' });
    expect(says).toContain('Dołączono plik Żółta umowa.pdf.');
    const [path] = await links();
    const { statusCode, headers, rawPayload } = await asked(firm, path);
    expect([statusCode, rawPayload.equals(PDF)]).toEqual([200, true]);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PDF.length),
      'content-disposition': `attachment; filename="Zota umowa.pdf"; filename*=UTF-8''%C5%BB%C3%B3%C5%82ta%20umowa.pdf`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    await firm.browser.post(`/invoicing/invoices/${invoice}/deletion`);
    expect((await upload(firm, invoice, PDF)).says).toContain('Dołączono plik umowa.pdf.');
    expect((await upload(firm, await firm.draft({ kind: 'proforma' }), PDF)).says).toContain('Dołączono');
  });

  it.each([
    ['of 50 MB', Buffer.concat([PDF, Buffer.alloc(50 * 1_048_576)]), 'umowa.pdf', 'więcej niż 10 MB'],
    ['that is empty', Buffer.alloc(0), 'umowa.pdf', 'Nie wybrano pliku'],
    [
      'that is a page called a PDF',
      Buffer.from('<!doctype html><script>alert(1)</script>'),
      'umowa.pdf',
      'nie zgadza się z jego nazwą',
    ],
    ['that is a picture with script', Buffer.from('<svg onload="alert(1)"/>'), 'logo.svg', 'nie można dołączyć'],
    ['that is such a picture called a PNG', Buffer.from('<svg onload="alert(1)"/>'), 'logo.png', 'nie zgadza się z jego nazwą'],
    ['that is a program', Buffer.from('MZ'), 'faktura.exe', 'nie można dołączyć'],
  ])('are no file %s, and nothing of it stays', async (_, bytes, name, reason) => {
    const before = stored().length;
    const { status, says } = await upload(firm, invoice, bytes, { name });
    expect(status).toBe(303);
    expect(says).toContain(reason);
    expect(await links()).toEqual([]);
    expect(stored()).toHaveLength(before);
  });

  it('may be as large as 10 MB, and a bomb of an archive is not opened', async () => {
    const largest = Buffer.concat([PDF, Buffer.alloc(10 * 1_048_576 - PDF.length)]);
    expect((await upload(firm, invoice, largest)).says).toContain('Dołączono');
    expect((await upload(firm, invoice, Buffer.concat([PDF, largest.subarray(PDF.length), Buffer.alloc(1)]))).says).toContain(
      'więcej niż 10 MB',
    );
    // The archive says that its one file comes to 4 GB.
    const bomb = Buffer.from(`504b03041400000008000000000000000000${'ffffffff'.repeat(2)}0500000078`, 'hex');
    expect((await upload(firm, invoice, bomb, { name: 'paczka.zip' })).says).toContain('Dołączono plik paczka.zip.');
  });

  it.each([
    ['../../../etc/cron.d/zle.txt', 'zle.txt'],
    ['C:\\\\Windows\\\\zle.txt', 'zle.txt'],
    ['<img src=x onerror=alert(1)>.txt', '_img src=x onerror=alert(1)_.txt'],
    [`${'ż'.repeat(300)}.txt`, `${'ż'.repeat(125)}.txt`],
  ])('called %j are kept and shown as %j', async (name, kept) => {
    await upload(firm, invoice, Buffer.from('tekst'), { name });
    const [row] = await firm.rows<{ name: string; key: string }>(
      `select name, storage_key as key from attachments where invoice_id = ${invoice}`,
    );
    expect(row.name).toBe(kept);
    expect(stored().filter((file) => file.endsWith(row.key))).toHaveLength(1);
    expect((await firm.browser.visit(`/invoicing/invoices/${invoice}`)).text).not.toContain('<img src=x');
  });

  it('show and hide for the client, and are removed, with all of it in the history (R119)', async () => {
    await upload(firm, invoice, PDF, { fields: '--granica\r\ncontent-disposition: form-data; name="forClient"\r\n\r\n1\r\n' });
    const [path] = await links();
    expect(await page()).toContain('Widoczny dla klienta');
    await firm.browser.post(`${path}/disclosure/deletion`);
    expect(await firm.rows(`select for_client as shown from attachments where invoice_id = ${invoice}`)).toEqual([
      { shown: false },
    ]);
    await firm.browser.post(`${path}/disclosure`);
    await firm.browser.post(`${path}/removal`);
    expect(await links()).toEqual([]);
    expect((await asked(firm, path)).statusCode).toBe(404);
    expect((await firm.browser.post(`${path}/removal`)).status).toBe(404);
    const text = await page();
    for (const sign of ['Dołączono plik', 'Zmieniono widoczność pliku', 'Usunięto plik z dokumentu', 'umowa.pdf'])
      expect(text).toContain(sign);
    const [{ secret }] = await firm.rows<{ secret: string }>(
      `select string_agg(changes::text, '') as secret from history h where record_table = 'attachments'`,
    );
    const [{ key }] = await firm.rows<{ key: string }>(
      `select storage_key as key from attachments where invoice_id = ${invoice}`,
    );
    expect(secret).not.toContain(key);
  });

  it('are listed and given by the link of their document when they are for the client, as long as it stands (R63)', async () => {
    const nobody = firm.test.browser();
    const forClient = '--granica\r\ncontent-disposition: form-data; name="forClient"\r\n\r\non\r\n';
    const text = Buffer.from('<b>umowa</b>');
    await upload(firm, invoice, text, { name: 'dla klienta.txt', fields: forClient });
    await upload(firm, invoice, PDF, { name: 'nasza.pdf' });
    await firm.browser.post(`/invoicing/invoices/${invoice}/public-link`);
    const link = /value="http:\/\/localhost:3000(\/invoice\/[^"]+)"/.exec(await page())![1];
    const shown = (await nobody.visit(link)).text;
    expect(shown).toContain('dla klienta.txt');
    expect(shown).not.toContain('nasza.pdf');
    const [given, kept] = (await links()).map((href) => `${link}/attachments/${href.split('/').at(-1)}`);
    expect(shown).toContain(`href="${given}"`);
    const { statusCode, headers, rawPayload } = await asked(firm, given, nobody);
    expect([statusCode, rawPayload.equals(text)]).toEqual([200, true]);
    expect(headers).toMatchObject({
      'content-type': 'text/plain',
      'content-disposition': expect.stringMatching(/^attachment; /),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect((await asked(firm, kept, nobody)).statusCode).toBe(404);
    const other = await firm.issue();
    await upload(firm, other, PDF, { fields: forClient });
    const [foreign] = await firm.rows<{ id: number }>('select max(id)::int id from attachments');
    expect((await asked(firm, `${link}/attachments/${foreign.id}`, nobody)).statusCode).toBe(404);
    await firm.browser.post(`/invoicing/invoices/${invoice}/public-link/deletion`);
    expect((await asked(firm, given, nobody)).statusCode).toBe(404);
  });

  it('are fifty a document at most', async () => {
    await firm.rows(`insert into attachments (account_id, invoice_id, name, type, size, sha256, storage_key)
      select account_id, id, n || '.txt', 'text/plain', 1, sha256(n::text::bytea), md5(n::text) from invoices, generate_series(1, 49) n where id = ${invoice}`);
    const before = stored().length;
    const all = await Promise.all([upload(firm, invoice, PDF), upload(firm, invoice, PDF), upload(firm, invoice, PDF)]);
    expect(all.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await links()).toHaveLength(50);
    expect(await page()).toContain('Dokument ma już 50 załączników');
    expect(stored()).toHaveLength(before + 1);
  });

  it('do not exist for other accounts and documents, and leave nothing behind there (R114)', async () => {
    await upload(firm, invoice, PDF);
    const [path] = await links();
    const jan = await firm.test.signedUp({ company: 'Obcy' });
    const before = stored().length;
    expect((await asked(firm, path, jan)).statusCode).toBe(404);
    expect((await upload(firm, invoice, PDF, { browser: jan })).status).toBe(404);
    expect((await upload(firm, 999_999, PDF)).status).toBe(404);
    expect(stored()).toHaveLength(before);
    for (const verb of ['removal', 'disclosure', 'disclosure/deletion'])
      expect((await jan.post(`${path}/${verb}`)).status).toBe(404);
    const another = await firm.issue();
    expect((await asked(firm, path.replace(String(invoice), String(another)))).statusCode).toBe(404);
    expect((await asked(firm, path, firm.test.browser())).headers.location).toBe('/sign-in');
  });

  it('are added by whoever sees the document, and removed by them alone or whoever has all documents (R75)', async () => {
    const ewa = await firm.colleague(`ewa${invoice}`, { invoicingRole: 'user', invoicingLevel: 'all' });
    await upload(firm, invoice, PDF);
    const [path] = await links();
    await ewa.post(`${path}/removal`, {}, { referer: `http://localhost:3000/invoicing/invoices/${invoice}` });
    expect(await page(ewa)).toContain('Ten plik dołączył ktoś inny');
    expect(await links()).toHaveLength(1);
    await upload(firm, invoice, PDF, { browser: ewa });
    await firm.browser.post(`${(await links())[1]}/removal`);
    expect(await links()).toEqual([path]);
  });

  it('say when the storage has lost or changed them', async () => {
    await upload(firm, invoice, PDF);
    const [path] = await links();
    const [{ key }] = await firm.rows<{ key: string }>(
      `select storage_key as key from attachments where invoice_id = ${invoice}`,
    );
    const file = stored().find((each) => each.endsWith(key))!;
    writeFileSync(file, 'podmieniony');
    expect((await firm.browser.visit(path)).status).toBe(303);
    rmSync(file);
    const answer = await asked(firm, path);
    expect(answer.statusCode).toBe(303);
    expect(decodeURIComponent(answer.cookies.find(({ name }) => name === 'flash')!.value)).toContain('attachment_lost');
  });
});

describe('attachments in a bucket', () => {
  it('are kept there before they are known, and given back from there', async () => {
    const bucket = new Bucket();
    const firm = await Firm.open({ s3: await bucket.open() });
    try {
      const invoice = await firm.issue();
      expect((await upload(firm, invoice, PDF)).says).toContain('Dołączono plik umowa.pdf.');
      const path = `/invoicing/invoices/${invoice}/attachments/1000`;
      expect((await asked(firm, path)).rawPayload.equals(PDF)).toBe(true);
      bucket.faults.push(403);
      expect((await upload(firm, invoice, PDF)).says).toContain('Pliku nie udało się zapisać');
      expect((await upload(firm, 999_999, PDF)).status).toBe(404);
      expect([...bucket.kept.values()].map((bytes) => bytes.equals(PDF))).toEqual([true]);
      bucket.faults.push(403);
      expect((await asked(firm, path)).statusCode).toBe(303);
      expect(await firm.rows('select count(*)::int from attachments')).toEqual([{ count: 1 }]);
    } finally {
      await firm.close();
      await bucket.close();
    }
  });
});
