import { simpleParser } from 'mailparser';
import type { TestBrowser } from '../app';
import { Firm } from '../integration/firm';
import { hurry, PostOffice, polite, RudeServer, sent } from './post';

const PASSWORD = 'haslo-do-poczty-77';

describe('the settings of mail', () => {
  let firm: Firm;
  let office: PostOffice;
  let celina: TestBrowser;
  const logins: string[] = [];
  beforeAll(async () => {
    firm = await Firm.open();
    hurry(firm);
    office = await PostOffice.open({
      disabledCommands: ['STARTTLS'],
      authOptional: true,
      allowInsecureAuth: true,
      onAuth({ username, password }, _, done) {
        logins.push(`${username}:${password}`);
        done(null, { user: username });
      },
    });
    celina = await firm.colleague('celina', { crmRole: 'administrator', crmLevel: 'all' });
  });
  afterAll(async () => {
    await office.close();
    await firm.close();
  });

  const typed = (changes: object = {}) => ({
    ...{ host: '127.0.0.1', port: office.port, security: 'none', userName: 'anna', password: PASSWORD },
    ...{ fromName: 'Ogrody', fromAddress: 'biuro@ogrody.example', ...changes },
  });
  const save = (changes: object = {}, path = '/settings/mail') => firm.browser.post(path, typed(changes));

  it('R52: are taken from an administrator, and the password is never seen again', async () => {
    expect(await save()).toMatchObject({ status: 303, location: '/settings/mail' });
    const { text } = await firm.browser.visit('/settings/mail');
    expect(text).toContain('value="anna"');
    expect(text).not.toContain(PASSWORD);
    const rows = await firm.rows<{ row: string }>(
      `select to_jsonb(s)::text row from mail_servers s union all select changes::text from history where record_table = 'mail_servers'`,
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const { row } of rows) expect(row).not.toContain(PASSWORD);
  });

  it('R52: send a test to whoever asks, with what the server says', async () => {
    const { location } = await firm.browser.post('/settings/mail/test');
    await firm.test.jobsDone();
    expect((await firm.browser.visit(location!)).text).toContain('250 taken, thank you');
    expect(office.received.at(-1)!.to).toEqual(['anna@example.com']);
    expect(logins).toContain(`anna:${PASSWORD}`);
  });

  it('R52: keep the password that is there for the same login only', async () => {
    expect((await save({ password: '', fromName: 'Ogrody Zielińska' })).status).toBe(303);
    await sent(firm);
    expect(logins.at(-1)).toBe(`anna:${PASSWORD}`);
    for (const moved of [{ host: 'smtp.obcy.example' }, { port: 2525 }, { userName: 'ktos' }]) {
      const { status, text } = await save({ password: '', ...moved });
      expect(status).toBe(422);
      expect(text).toContain('wpisz hasło ponownie');
    }
  });

  it.each([
    ['host', { host: 'smtp example' }],
    ['port', { port: '70000' }],
    ['fromAddress', { fromAddress: 'biuro' }],
    ['bouncePattern', { bouncePattern: 'zwroty@ogrody.example' }],
    ['bouncePattern', { bouncePattern: 'zwroty@{id}.example' }],
    ['userName', { userName: '' }],
    ['anyCertificate', { anyCertificate: 'on' }],
  ])('R52: say at %s what cannot be right', async (field, wrong) => {
    const { status, text } = await save(wrong);
    expect(status).toBe(422);
    expect(text).toContain(`href="#f-${field}"`);
    expect(text).not.toContain(PASSWORD);
  });

  it("R52: let a department send by a server of its own, in its own name, and give it back to the firm's", async () => {
    const path = `/settings/mail/departments/${firm.department}`;
    await save({ fromAddress: 'serwis@ogrody.example' }, path);
    await sent(firm, { departmentId: firm.department });
    await sent(firm);
    const senders = office.received.slice(-2).map(({ from }) => from);
    expect(senders).toEqual(['serwis@ogrody.example', 'biuro@ogrody.example']);
    expect((await firm.browser.post(`${path}/deletion`)).status).toBe(303);
    await sent(firm, { departmentId: firm.department });
    expect(office.received.at(-1)!.from).toBe('biuro@ogrody.example');
  });

  it('R55: send with an address of its own for each message, when one for bounces is set', async () => {
    await save({ bouncePattern: 'zwroty+{id}@ogrody.example', replyTo: 'odpowiedzi@ogrody.example' });
    const { id } = await sent(firm);
    const { from, text } = office.received.at(-1)!;
    expect(from).toMatch(new RegExp(`^zwroty\\+\\d+-${id}-[0-9a-f]{12}@ogrody\\.example$`));
    const mail = await simpleParser(text);
    expect(mail.from!.text).toContain('biuro@ogrody.example');
    expect(mail.replyTo!.text).toBe('odpowiedzi@ogrody.example');
  });

  it('R75: are for administrators, whichever side they administer, who see what became of their test', async () => {
    const marek = await firm.colleague('marek', { invoicingRole: 'user', invoicingLevel: 'all' });
    expect((await marek.visit('/settings/mail')).status).toBe(403);
    expect((await marek.post('/settings/mail', typed())).status).toBe(403);
    const { location } = await celina.post('/settings/mail/test');
    await firm.test.jobsDone();
    expect((await celina.visit(location!)).text).toContain('250 taken, thank you');
  });

  it('R52: say in words why a test is not sent', async () => {
    const server = await RudeServer.open((command) => (command.startsWith('RCPT') ? '550 nobody by that name' : polite(command)));
    await save({ port: server.port, userName: '', password: '' });
    const { location } = await firm.browser.post('/settings/mail/test');
    await firm.test.jobsDone();
    const { text } = await firm.browser.visit(location!);
    expect(text).toContain('550 nobody by that name');
    expect(text).toContain('Niewysłana');
    await server.close();
  });

  it('R115: read in English too', async () => {
    await firm.browser.post('/person/preferences', { language: 'en', back: '/' });
    expect((await firm.browser.visit('/settings/mail')).text).toContain('Send me a test');
    expect((await firm.browser.visit('/invoicing/outbox')).text).toContain('Accepted by the server');
  });
});
