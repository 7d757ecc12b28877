import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { TestBrowser } from '../../app';
import { decoded, Firm } from '../../integration/firm';
import { hurry, PostOffice, setServer } from '../../mail/post';

const PDF = Buffer.from('%PDF-1.7 plan ogrodu');
const TEXT = Buffer.from('Lista roślin');
const MEGABYTE = 1_048_576;
const pdfOf = (bytes: number) => Buffer.concat([PDF, Buffer.alloc(bytes - PDF.length)]);

describe('files of a letter', () => {
  let firm: Firm;
  let office: PostOffice;
  let anna: TestBrowser;
  let client: number;
  let deal: number;
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-letters-'));
  const stored = () => readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  beforeAll(async () => {
    firm = await Firm.open({ dataDir });
    anna = firm.browser;
    office = await PostOffice.open();
    hurry(firm, { connect: 5000, greeting: 5000, silence: 5000 });
    client = await firm.client('Kawiarnia Pod Lipą', { email: 'biuro@lipa.example', responsibleId: firm.anna.user });
    deal = await firm.deal('Ogród przy kawiarni', { clientId: client });
  });
  afterAll(async () => {
    await office.close();
    await firm.close();
    rmSync(dataDir, { recursive: true });
  });

  const form = (changes: object = {}) => ({
    ...{ people: ['0'], to: '', cc: '', subject: 'Plan ogrodu', body: 'W załączniku plan.', language: 'pl', next: 'send' },
    ...changes,
  });
  const write = (files: [string, Buffer][], changes: object = {}, from = `/crm/deals/${deal}`) =>
    anna.upload(
      `${from}/letters`,
      form(changes),
      files.map(([name, bytes]): [string, string, Buffer] => ['files', name, bytes]),
    );
  const newest = async () =>
    (
      await firm.rows<{ letter: number; message: number; state: string }>(
        `select l.id::int letter, m.id::int message, m.state from letters l join mail_messages m on m.id = l.message_id order by l.id desc limit 1`,
      )
    )[0];
  const page = async (path: string, browser = anna) => decoded((await browser.visit(path)).text);
  const attachedTo = async (place = -1) => {
    const { attachments } = await simpleParser(office.received.at(place)!.text);
    return attachments.map(({ filename, contentType, content }) => [filename, contentType, content.toString()]);
  };
  const BOTH = [
    ['plan.pdf', 'application/pdf', PDF.toString()],
    ['Żółte róże.txt', 'text/plain', TEXT.toString()],
  ];

  it('R52, R121: wait with it for a mail server, and go out with it when there is one; the page and the outbox show them', async () => {
    const { status, location } = await write([
      ['plan.pdf', PDF],
      ['Żółte róże.txt', TEXT],
    ]);
    expect([status, location]).toEqual([303, `/crm/deals/${deal}`]);
    await firm.test.jobsDone();
    const { letter, message, state } = await newest();
    expect(state).toBe('queued');
    const text = await page(`/crm/outbox/${message}`);
    expect(text).toContain(`<a href="/crm/letters/${letter}/files/0" download>`);
    for (const sign of ['plan.pdf', 'Żółte róże.txt', '1 kB']) expect(text).toContain(sign);
    for (const path of ['/crm/outbox', `/crm/deals/${deal}`])
      expect(await page(path)).toContain('2<span class="visually-hidden"> załączniki');
    await setServer(firm, office.port);
    await firm.test.jobsDone();
    expect(await attachedTo()).toEqual(BOTH);
  });

  it('R121: are the same when it is sent again after a server refused it', async () => {
    await setServer(firm, 9);
    await write([
      ['plan.pdf', PDF],
      ['Żółte róże.txt', TEXT],
    ]);
    await firm.test.jobsDone();
    const { message } = await newest();
    await firm.rows(`update mail_messages set state = 'failed', due_at = null where id = ${message}`);
    await setServer(firm, office.port);
    const before = office.received.length;
    await anna.post(`/crm/outbox/${message}/repetition`);
    await firm.test.jobsDone();
    expect(office.received.length).toBe(before + 1);
    expect(await attachedTo()).toEqual(BOTH);
  });

  it('are given back to be saved, never shown, to whoever sees the letter and to nobody else (R72, R114)', async () => {
    await write([['strona.txt', Buffer.from('<b>x</b>')]]);
    const { letter, message } = await newest();
    const file = `/crm/letters/${letter}/files/0`;
    const { status, headers, text } = await anna.visit(file);
    expect([status, text]).toEqual([200, '<b>x</b>']);
    expect(headers).toMatchObject({
      'content-type': 'text/plain',
      'content-disposition': expect.stringMatching(/^attachment; /),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    const marek = await firm.colleague('marek', { crmRole: 'user', crmLevel: 'own' });
    const ola = await firm.colleague('ola', { crmRole: 'user', crmLevel: 'all' });
    const ewa = await firm.colleague('ewa', { invoicingRole: 'accountant', invoicingLevel: 'all' });
    const foreign = await firm.test.signedUp({ company: 'Obcy' });
    const statuses = [marek, ola, ewa, foreign].map(async (browser) => (await browser.visit(file)).status);
    expect(await Promise.all(statuses)).toEqual([404, 200, 403, 404]);
    expect((await firm.test.browser().visit(file)).location).toBe('/sign-in');
    for (const path of [`/crm/letters/${letter}/files/1`, `/crm/letters/${letter}/files/x`, `/crm/letters/999999/files/0`])
      expect((await anna.visit(path)).status).toBe(404);
    await firm.rows(`update clients set responsible_id = (select id from users where login = 'marek') where id = ${client}`);
    expect(await page(`/crm/outbox/${message}`, marek)).toContain(`href="${file}"`);
    expect((await marek.visit(file)).status).toBe(200);
    await firm.rows(`update clients set responsible_id = ${firm.anna.user} where id = ${client}`);
  });

  it.each([
    ['program.exe', Buffer.from('MZ'), 'Pliku program.exe nie można dołączyć'],
    ['plan.pdf', Buffer.from('<!doctype html><script>alert(1)</script>'), 'nie zgadza się z jego nazwą'],
    ['plan.pdf', Buffer.alloc(0), 'Plik plan.pdf jest pusty'],
    ['film.pdf', pdfOf(10 * MEGABYTE + 1), 'Plik film.pdf ma więcej niż 10 MB'],
  ])('that may not go, as %s, are named at their field, nothing of what was typed is lost and nothing is kept', async (name, bytes, reason) => {
    const [{ letter }, before] = [await newest(), stored()];
    const { status, text } = await write(
      [
        ['plan.pdf', PDF],
        [name, bytes],
      ],
      { body: 'Długo <b>pisane</b>', cc: 'szef@lipa.example' },
    );
    expect(status).toBe(422);
    const said = decoded(text);
    expect(said.split('id="f-files-error"')[1]).toContain(reason);
    expect(said).toContain(`Wskaż pliki jeszcze raz (plan.pdf, ${name})`);
    expect(said).toContain('Długo <b>pisane</b></textarea>');
    expect(said).toContain('value="szef@lipa.example"');
    expect([(await newest()).letter, stored()]).toEqual([letter, before]);
  });

  it('come to 15 MB together at most, and are ten at most', async () => {
    const before = stored();
    const large = await write([
      ['a.pdf', pdfOf(8 * MEGABYTE)],
      ['b.pdf', pdfOf(8 * MEGABYTE)],
    ]);
    expect(decoded(large.text)).toContain('razem więcej niż 15 MB');
    const many = await write(Array.from({ length: 11 }, (_, place): [string, Buffer] => [`${place}.pdf`, PDF]));
    expect(decoded(many.text)).toContain('najwyżej 10 załączników');
    expect([large.status, many.status, stored()]).toEqual([422, 422, before]);
    expect(
      (
        await write([
          ['a.pdf', pdfOf(8 * MEGABYTE)],
          ['b.pdf', pdfOf(7 * MEGABYTE)],
        ])
      ).status,
    ).toBe(303);
  });

  it('are asked for again after a preview and after another field was wrong', async () => {
    const before = stored();
    for (const changes of [{ next: 'show' }, { subject: '' }, { to: 'to nie adres' }]) {
      const { status, text } = await write([['plan.pdf', PDF]], changes);
      expect(status).toBe(422);
      expect(decoded(text)).toContain('Wskaż pliki jeszcze raz (plan.pdf)');
    }
    expect(stored()).toBe(before);
    expect((await write([['', Buffer.alloc(0)]])).status).toBe(303);
  });

  it('R118: go once when the form is sent twice, but another file is another letter', async () => {
    const [{ letter }, before] = [await newest(), stored()];
    const twice = () => write([['plan.pdf', PDF]], { formKey: 'raz' });
    expect([(await twice()).status, (await twice()).status]).toEqual([303, 303]);
    expect([(await newest()).letter, stored()]).toEqual([letter + 1, before + 1]);
    await write([['plan.pdf', Buffer.from('%PDF-1.7 inny')]], { formKey: 'raz' });
    expect((await newest()).letter).toBe(letter + 2);
  });

  it('go again with a letter that is written once more, as far as they are ticked', async () => {
    await write([
      ['plan.pdf', PDF],
      ['Żółte róże.txt', TEXT],
    ]);
    const { letter } = await newest();
    const blank = await page(`/crm/deals/${deal}/letters/new?again=${letter}`);
    expect(blank).toContain(`name="again" value="${letter}"`);
    expect(blank.match(/name="earlier" value="\d" checked/g)).toHaveLength(2);
    const again = String(letter);
    const wrong = await write([], { again, earlier: ['1'], subject: '' });
    expect(wrong.text.match(/name="earlier" value="\d"( checked)?/g)).toEqual([
      'name="earlier" value="0"',
      'name="earlier" value="1" checked',
    ]);
    await write([['nowy.txt', Buffer.from('nowy')]], { again, earlier: ['1'] });
    await firm.test.jobsDone();
    expect(await attachedTo()).toEqual([BOTH[1], ['nowy.txt', 'text/plain', 'nowy']]);
    const other = await firm.client('Inny', { email: 'inny@inny.example' });
    expect((await write([], { again, earlier: ['0', '1'] }, `/crm/clients/${other}`)).status).toBe(422);
  });

  it('R132: are named after sign-in, with the letter that was sent when the session was over', async () => {
    await firm.rows('update sessions set ended_at = now()');
    expect((await write([['plan.pdf', PDF]], { body: 'Długo pisane' })).location).toBe('/sign-in');
    const { location } = await anna.post('/sign-in', { login: 'anna', password: 'tajne-haslo-1' });
    const text = await page(location!);
    for (const sign of ['Długo pisane</textarea>', 'Wskaż pliki jeszcze raz (plan.pdf)']) expect(text).toContain(sign);
  });
});
