import type { TestBrowser } from '../../app';
import { decoded } from '../../integration/firm';
import { line, Room } from '../invoices/room';

describe('the link by which a client opens a document', () => {
  let room: Room;
  let anna: TestBrowser;
  let client: TestBrowser;
  beforeAll(async () => {
    room = await Room.open();
    anna = await room.signedIn();
    client = room.test.browser();
  });
  afterAll(() => room.test.close());

  const issued = (changes = {}) => room.does((invoices) => invoices.createAndIssue(room.input(changes)));
  const linkOf = async (id: number) =>
    /value="http:\/\/localhost:3000(\/invoice\/[^"]+)"/.exec((await anna.visit(`/invoicing/invoices/${id}`)).text)?.[1];
  async function linked(changes = {}) {
    const id = await issued(changes);
    await anna.post(`/invoicing/invoices/${id}/public-link`);
    return { id, link: (await linkOf(id))! };
  }
  const text = (html: string) => decoded(html).replaceAll(/[\u00a0\u202f]/g, ' ');

  it('R63: shows it without signing in: the paper, its state and what is to be paid', async () => {
    const { link } = await linked({ paymentDays: 14, lines: [line({ name: 'Projekt tarasu' })] });
    const page = await client.visit(link);
    expect(page.status).toBe(200);
    for (const part of ['Projekt tarasu', 'Kawiarnia Pod Lipą', '1 230,00', 'Do zapłaty', 'Ogrody Zielińska'])
      expect(text(page.text)).toContain(part);
  });

  it('R63: has no way into the application, whoever opens it, and is kept by no search engine', async () => {
    const { link } = await linked();
    for (const browser of [client, anna]) {
      const page = (await browser.visit(link)).text;
      expect(page).toContain('<meta name="robots" content="noindex');
      for (const sign of ['<nav', 'href="/invoicing', 'href="/sign-in', 'formKey', 'Anna Zielińska'])
        expect(page).not.toContain(sign);
    }
  });

  it('R63: never shows what the firm keeps to itself', async () => {
    const { link } = await linked({ internalNote: 'Zalega od maja', notes: 'Dziękujemy' });
    const page = (await client.visit(link)).text;
    expect(page).toContain('Dziękujemy');
    expect(page).not.toContain('Zalega od maja');
  });

  it('R63: is unguessable, and any other opens nothing', async () => {
    const { link } = await linked();
    const token = link.split('/').at(-1)!;
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const wrong = [
      `${token.slice(0, -2)}xx`,
      token.toLowerCase(),
      token.slice(1),
      `${token}A`,
      '1000',
      "'",
      '%00',
      'a'.repeat(43),
    ];
    for (const each of wrong) expect([each, (await client.visit(`/invoice/${each}`)).status]).toEqual([each, 404]);
  });

  it('R63: made anew, opens nothing under the old address', async () => {
    const { id, link } = await linked();
    await anna.post(`/invoicing/invoices/${id}/public-link`);
    const renewed = (await linkOf(id))!;
    expect(renewed).not.toBe(link);
    expect((await client.visit(link)).status).toBe(404);
    expect((await client.visit(renewed)).status).toBe(200);
  });

  it('R63: taken back, opens nothing, and the page offers to make one', async () => {
    const { id, link } = await linked();
    await anna.post(`/invoicing/invoices/${id}/public-link/deletion`);
    expect((await client.visit(link)).status).toBe(404);
    expect((await client.visit(`${link}/logo`)).status).toBe(404);
    expect(await linkOf(id)).toBeUndefined();
  });

  it('R63, R57: gives its PDF, and the firm sees that a client took it', async () => {
    const { id, link } = await linked();
    const pdf = await client.visit(`${link}.pdf`);
    expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, '%PDF-']);
    await anna.post(`/invoicing/invoices/${id}/public-link/deletion`);
    expect((await client.visit(`${link}.pdf`)).status).toBe(404);
    await anna.visit(`/invoicing/invoices/${id}/pdf?print=copy`);
    await until(async () => (await room.rows(`select from document_prints where invoice_id = ${id}`)).length === 2);
    const page = decoded((await anna.visit(`/invoicing/invoices/${id}`)).text);
    expect(page.match(/Pobrano PDF: oryginał/g)).toHaveLength(1);
    expect(page.match(/Pobrano PDF: kopia/g)).toHaveLength(1);
    expect(page).toContain('klient z linkiem');
  });

  it('R63: is in the language of the document', async () => {
    const { link } = await linked({ language: 'en' });
    const page = await client.visit(link);
    expect(page.text).toContain('<html lang="en"');
    expect(page.text).toContain('To pay');
  });

  it('R50: says of a cancelled document that it is, and asks for no money', async () => {
    const { id, link } = await linked();
    await room.does((invoices) => invoices.cancel(id, null));
    const page = (await client.visit(link)).text;
    expect(page).toContain('Anulowany');
    expect(page).not.toContain('public-amount');
  });

  it('R125: opens nothing once the document is deleted, and the document again once it is restored', async () => {
    const { id, link } = await linked();
    await room.does((invoices) => invoices.delete(id, null));
    expect((await client.visit(link)).status).toBe(404);
    await room.does((invoices) => invoices.restore(id));
    expect((await client.visit(link)).status).toBe(200);
  });

  it('R63: is none of a draft', async () => {
    const id = await room.does((invoices) => invoices.draft(room.input()));
    await anna.post(`/invoicing/invoices/${id}/public-link`);
    expect(await room.rows(`select from public_links where invoice_id = ${id}`)).toEqual([]);
  });

  it('R63: stands once for each document, whoever writes', async () => {
    const { id } = await linked();
    await expect(
      room.rows(
        `insert into public_links (account_id, invoice_id, token) select account_id, id, repeat('a', 43) from invoices where id = ${id}`,
      ),
    ).rejects.toThrow('one_standing_link');
  });

  it('R114: of another account cannot be made or taken back', async () => {
    const { id, link } = await linked();
    const other = await room.test.signedUp({ company: 'Obca firma' });
    expect((await other.post(`/invoicing/invoices/${id}/public-link`)).status).toBe(404);
    await other.post(`/invoicing/invoices/${id}/public-link/deletion`);
    expect((await client.visit(link)).status).toBe(200);
  });
});

async function until(isSo: () => Promise<boolean>) {
  for (let tries = 0; !(await isSo()); tries++) {
    if (tries > 100) throw new Error('It never came so far');
    await new Promise((done) => setTimeout(done, 50));
  }
}
