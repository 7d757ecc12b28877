import { simpleParser } from 'mailparser';
import type { TestBrowser } from '../../app';
import { decoded, Firm, fieldsOf } from '../../integration/firm';
import { hurry, PostOffice, polite, RudeServer, setServer } from '../../mail/post';

describe('writing to a client', () => {
  let firm: Firm;
  let office: PostOffice;
  let anna: TestBrowser;
  let client: number;
  let deal: number;
  beforeAll(async () => {
    firm = await Firm.open();
    anna = firm.browser;
    office = await PostOffice.open();
    hurry(firm, { connect: 5000, greeting: 5000, silence: 5000 });
    client = await firm.client('Kawiarnia <Pod Lipą>', { email: 'biuro@lipa.example' });
    await anna.post(`/crm/clients/${client}/contacts`, { name: 'Jan Lipski', email: 'jan@lipa.example' });
    deal = await firm.deal('Ogród przy kawiarni', { clientId: client });
  });
  beforeEach(() => setServer(firm, office.port));
  afterAll(async () => {
    await office.close();
    await firm.close();
  });

  const ofClient = () => `/crm/clients/${client}`;
  const ofDeal = () => `/crm/deals/${deal}`;
  const page = async (path: string, browser = anna) =>
    decoded((await browser.visit(path)).text).replaceAll(/[\u00a0\u202f]/g, ' ');
  const form = (changes: object = {}) => ({
    ...{ people: ['0'], to: '', cc: '', subject: 'Ogród', body: 'Dzień dobry, {{client.name}}', language: 'pl', next: 'send' },
    ...changes,
  });
  const write = (changes: object = {}, from = ofDeal()) => anna.post(`${from}/letters`, form(changes));
  const begun = async (template: string) =>
    fieldsOf((await anna.visit(`${ofDeal()}/letters/new?template=${template}`)).text) as Record<string, string>;
  const count = async () => (await firm.rows<{ n: number }>('select count(*)::int n from letters'))[0].n;
  const newest = async () =>
    (
      await firm.rows<{ letter: number; message: number }>(
        'select id::int letter, message_id::int message from letters order by id desc limit 1',
      )
    )[0];

  it('R52: sends what the form says to the client, and the page it was written from says so', async () => {
    const { status, location } = await write({ cc: 'szef@lipa.example' });
    expect([status, location]).toEqual([303, ofDeal()]);
    expect(await page(ofDeal())).toContain('Wiadomość czeka na wysłanie: biuro@lipa.example.');
    await firm.test.jobsDone();
    const [got] = office.received.slice(-1);
    expect(got.to).toEqual(['biuro@lipa.example', 'szef@lipa.example']);
    const mail = await simpleParser(got.text);
    expect(mail.subject).toBe('Ogród');
    expect(mail.text).toContain('Dzień dobry, Kawiarnia <Pod Lipą>');
    expect(mail.html).toContain('Kawiarnia &lt;Pod Lipą&gt;');
  });

  it('R55, R81: shows on client and deal what was written, to whom, by whom and what became of it', async () => {
    const server = await RudeServer.open((command) => (command.startsWith('RCPT') ? '550 nobody by that name' : polite(command)));
    await setServer(firm, server.port);
    await write({ subject: 'Na próżno' });
    await firm.test.jobsDone();
    await server.close();
    for (const text of [await page(ofDeal()), await page(ofClient())]) {
      const [card, timeline] = [text.split('class="plain-list letters"')[1], text.split('class="timeline-list"')[1]];
      for (const sign of ['Na próżno', 'biuro@lipa.example', 'Niewysłana', '550 nobody by that name'])
        expect(card).toContain(sign);
      for (const sign of ['Napisano: Na próżno', 'biuro@lipa.example · Niewysłana', 'Anna Zielińska'])
        expect(timeline).toContain(sign);
    }
    expect(await page(`/invoicing/clients/${client}`)).not.toContain('Na próżno');
    const { message } = await newest();
    const text = await page(`/crm/outbox/${message}`);
    expect(text).toContain(`href="${ofClient()}"`);
    expect(text).toContain(`href="${ofDeal()}"`);
    await setServer(firm, office.port);
    await anna.post(`/crm/outbox/${message}/repetition`);
    await firm.test.jobsDone();
    expect((await page(ofDeal())).split('class="plain-list letters"')[1]).toContain('Przyjęta przez serwer');
  });

  it('offers the known addresses, with the contact person of the deal ticked first', async () => {
    const { text } = await anna.visit(`${ofClient()}/letters/new`);
    expect(text).toMatch(/value="0" checked>[\s\S]*?Jan Lipski · jan@lipa.example/);
    const [{ id }] = await firm.rows<{ id: number }>('select id::int from contacts');
    const his = await firm.deal('Jana', { clientId: client, contactId: id });
    expect((await anna.visit(`/crm/deals/${his}/letters/new`)).text).toContain(`value="${id}" checked`);
    await anna.post(`/crm/deals/${his}/letters`, form({ people: ['0', String(id)], to: 'ala@lipa.example' }));
    await firm.test.jobsDone();
    expect(office.received.at(-1)!.to).toEqual(['biuro@lipa.example', 'jan@lipa.example', 'ala@lipa.example']);
  });

  it('fills subject and text by a template, without script, and names what is empty for this client', async () => {
    const text = await page(`${ofDeal()}/letters/new?template=after_talk.pl`);
    expect(text).toContain('value="Po naszej rozmowie: Ogród przy kawiarni"');
    expect(text).toContain('Wartość: 1 230,00 zł brutto');
    expect(text).not.toContain('Termin:');
    expect(text).toMatch(/Puste u tego klienta: .*Interes: przewidywana data/);
    expect(await page(`${ofDeal()}/letters/new?template=thanks.en`)).toContain('thank you for working with us');
    expect((await anna.visit(`${ofDeal()}/letters/new?template=nonsense`)).status).toBe(200);
  });

  it('shows what was typed filled in before it is sent, and sends nothing then', async () => {
    const before = await count();
    const { status, text } = await write({ next: 'show', body: 'Wartość: {{deal.gross}}' });
    expect(status).toBe(422);
    expect(decoded(text).replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('<p class="prose">Wartość: 1 230,00 zł</p>');
    expect(decoded(text)).toContain('\nWartość: {{deal.gross}}</textarea>');
    expect(text).not.toContain('error-summary');
    expect(await count()).toBe(before);
  });

  it('keeps what was typed when it is to speak another language, and says in it what still is the template’s (R90)', async () => {
    const before = await count();
    const { subject, body, template } = await begun('after_talk.pl');
    const inEnglish = async (changes: object) => {
      const { status, text } = await write({
        subject,
        body: body.trim().replaceAll('\n', '\r\n'),
        template,
        next: 'en',
        ...changes,
      });
      expect([status, text.includes('error-summary')]).toEqual([422, false]);
      return fieldsOf(text);
    };
    const { subject: title, body: says } = await begun('after_talk.en');
    expect(title).not.toBe(subject);
    expect(await inEnglish({})).toMatchObject({ subject: title, body: says, language: 'en', template: 'after_talk.en' });
    expect(await inEnglish({ subject: 'Mój temat' })).toMatchObject({ subject: 'Mój temat', template: 'after_talk.en' });
    expect(await inEnglish({ body: 'Moje słowa' })).toMatchObject({ subject: title, body: '\nMoje słowa' });
    const typed = { subject: '', body: 'Bez szablonu', template: '', to: 'ala@lipa.example' };
    expect(await inEnglish(typed)).toMatchObject({ body: '\nBez szablonu', language: 'en', to: 'ala@lipa.example' });
    expect(await count()).toBe(before);
  });

  it.each<[string, string, object]>([
    ['a sixth address (R56)', 'to', { to: [1, 2, 3, 4, 5].map((n) => `a${n}@lipa.example`).join(', ') }],
    ['an address that is none', 'to', { to: 'biuro-lipa.example' }],
    ['a header behind an address', 'to', { to: 'a@lipa.example\r\nBcc:b@lipa.example' }],
    ['six copies', 'cc', { cc: [1, 2, 3, 4, 5, 6].map((n) => `a${n}@lipa.example`).join(';') }],
    ['nobody to send to', 'to', { people: [] }],
    ['a text of 20,001 signs', 'body', { body: 'x'.repeat(20_001) }],
    ['no subject', 'subject', { subject: '  ' }],
    ['no text', 'body', { body: '' }],
    ['a variable that there is not', 'body', { body: '{{client.password}}' }],
    ['a variable without a value', 'subject', { subject: '{{deal.expectedOn}}' }],
    ['a language that there is not', 'language', { language: 'xx' }],
  ])('refuses %s at its field, and keeps what was typed', async (_, field, changes) => {
    const before = await count();
    const { status, text } = await write({ subject: 'Pisane długo', ...changes });
    expect(status).toBe(422);
    expect(text).toContain(`<a href="#f-${field}">`);
    if (!('subject' in changes)) expect(text).toContain('value="Pisane długo"');
    expect(await count()).toBe(before);
  });

  it('keeps line breaks in the subject from becoming headers', async () => {
    await write({ subject: 'Ogród\r\nBcc: obcy@example.com' });
    await firm.test.jobsDone();
    const got = office.received.at(-1)!;
    expect(got.to).toEqual(['biuro@lipa.example']);
    const mail = await simpleParser(got.text);
    expect(mail.subject).toBe('Ogród Bcc: obcy@example.com');
    expect(mail.bcc).toBeUndefined();
  });

  it('answers a text of a megabyte, and a form of nonsense, without falling over', async () => {
    expect((await write({ body: 'x'.repeat(1_048_577) })).status).toBe(413);
    expect((await write({ body: 'x'.repeat(900_000) })).status).toBe(422);
    expect((await write({ people: ['nonsense'], to: { a: '1' }, body: ['1', '2'] })).status).toBe(422);
    expect((await anna.post(`${ofDeal()}/letters`)).status).toBe(422);
  });

  it('R118: sends once, however often the button is clicked', async () => {
    const before = await count();
    const fields = { ...fieldsOf((await anna.visit(`${ofDeal()}/letters/new`)).text), ...form() };
    const answers = await Promise.all([1, 2, 3].map(() => anna.post(`${ofDeal()}/letters`, fields)));
    expect(answers.map(({ location }) => location)).toEqual([ofDeal(), ofDeal(), ofDeal()]);
    expect(await count()).toBe(before + 1);
  });

  it('is begun again from what was sent before', async () => {
    await write({ to: 'ala@lipa.example', subject: 'Jeszcze raz', body: 'Ta sama treść' });
    const { letter, message } = await newest();
    const again = `${ofDeal()}/letters/new?again=${letter}`;
    expect(await page(`/crm/outbox/${message}`)).toContain(`href="${again}"`);
    const { text } = await anna.visit(again);
    expect(fieldsOf(text)).toMatchObject({
      ...{ subject: 'Jeszcze raz', body: '\nTa sama treść', to: 'ala@lipa.example', language: 'pl' },
    });
    expect(text.match(/name="people" value="\d+" checked/g)).toEqual(['name="people" value="0" checked']);
    const other = await firm.client('Hotel Zorza');
    expect(await page(`/crm/clients/${other}/letters/new?again=${letter}`)).not.toContain('Jeszcze raz');
  });

  it('asks for an address where the client has none', async () => {
    const silent = await firm.client('Bez adresu');
    expect(await page(`/crm/clients/${silent}/letters/new`)).toContain('nie ma adresu e-mail');
    const refused = await write({}, `/crm/clients/${silent}`);
    expect(decoded(refused.text)).toContain('Nie znamy adresu e-mail tego klienta');
    expect((await write({ people: [], to: 'nowy@example.com' }, `/crm/clients/${silent}`)).status).toBe(303);
  });

  it('goes to nobody, and without a file, of those that were taken away while it was written', async () => {
    const before = await count();
    const fewer = await write({ people: ['0', '99999'] });
    expect([fewer.status, decoded(fewer.text).includes('nie ma już u tego klienta')]).toEqual([422, true]);
    const less = await write({ again: String((await newest()).letter), earlier: ['5'] });
    expect([less.status, decoded(less.text).includes('Jednego z zaznaczonych plików już nie ma')]).toEqual([422, true]);
    expect(await count()).toBe(before);
  });

  it('R121: says so when no mail server is set, and lets the letter wait', async () => {
    await firm.rows('update mail_servers set deleted_at = now() where deleted_at is null');
    await write({ subject: 'Poczeka' });
    const text = await page(ofDeal());
    expect(text).toContain('nie ustawiono jeszcze serwera poczty');
    expect(text.split('class="plain-list letters"')[1]).toMatch(/Poczeka[\s\S]{0,400}Czeka/);
  });
});
