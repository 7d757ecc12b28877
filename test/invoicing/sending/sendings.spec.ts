import { simpleParser } from 'mailparser';
import { InvoicesService } from '../../../src/invoicing/invoices/invoices.service';
import { decoded, Firm, line } from '../../integration/firm';
import { hurry, PostOffice, RudeServer, setServer } from '../../mail/post';

/** What a busy machine takes to answer is no fault of its mail server. */
const PATIENT = { connect: 5000, greeting: 5000, silence: 5000 };

describe('a document sent to its client', () => {
  let firm: Firm;
  let office: PostOffice;
  beforeAll(async () => {
    firm = await Firm.open();
    office = await PostOffice.open();
    hurry(firm, PATIENT);
  });
  beforeEach(() => setServer(firm, office.port));
  afterAll(async () => {
    await office.close();
    await firm.close();
  });

  const issued = (changes = {}) => firm.issue({ buyerEmail: 'biuro@lipa.example', ...changes });
  const form = (changes = {}) => ({
    ...{
      to: 'biuro@lipa.example',
      cc: '',
      subject: 'Faktura {{document.number}}',
      body: 'Proszę: {{link}}',
      language: 'pl',
      print: '',
    },
    ...changes,
  });
  const send = (id: number) => firm.browser.post('/invoicing/sendings', { invoices: [id] });
  const write = (id: number, changes = {}) => firm.browser.post(`/invoicing/invoices/${id}/sendings`, form(changes));
  const page = async (path: string) => decoded((await firm.browser.visit(path)).text).replaceAll(/[\u00a0\u202f]/g, ' ');
  const rowsOf = (id: number) =>
    firm.rows<{ state: string; version: number; to: string[]; cc: string[]; by: string }>(
      `select s.state, s.invoice_version version, s.recipients "to", s.copies cc, u.name by from sent_documents s
        left join users u on u.id = s.sent_by where s.invoice_id = ${id} order by s.id`,
    );
  /** The newest message with a document, as its server got it. */
  async function mailOf(id: number) {
    const [row] = await firm.rows<{ messageId: string }>(
      `select m.message_id "messageId" from sent_documents s join mail_messages m on m.account_id = s.account_id and m.id = s.message_id
        where s.invoice_id = ${id} order by s.id desc limit 1`,
    );
    const got = office.received.filter(({ text }) => text.includes(row.messageId));
    expect(got).toHaveLength(1);
    return { to: got[0].to, mail: await simpleParser(got[0].text) };
  }
  const envelope = async (id: number) => {
    const row = (await page('/invoicing/invoices'))
      .split('<tr data-href="')
      .find((part) => part.startsWith(`/invoicing/invoices/${id}"`))!;
    return /class="envelope (\w+)" title="([^"]*)"/.exec(row)?.slice(1);
  };

  it('R52: leaves with one click, to the address of its buyer, with the link that opens it', async () => {
    const id = await issued();
    const [{ number }] = await firm.rows<{ number: string }>(`select number from invoices where id = ${id}`);
    expect((await send(id)).location).toBe(`/invoicing/invoices/${id}`);
    await firm.test.jobsDone();
    const { to, mail } = await mailOf(id);
    expect(to).toEqual(['biuro@lipa.example']);
    expect(mail.subject).toBe(`Faktura VAT ${number} – Ogrody Zielińska`);
    expect(mail.text!.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('Do zapłaty: 1 230,00 zł');
    const link = /http:\/\/localhost:3000(\/invoice\/[\w-]{43})/.exec(mail.text!)![1];
    expect((await firm.test.browser().visit(link)).status).toBe(200);
    expect(mail.html).toContain(`${link}</a>`);
  });

  it('R52: is written in English where the document speaks another language than Polish', async () => {
    const id = await issued({ language: 'en' });
    await send(id);
    await firm.test.jobsDone();
    const { mail } = await mailOf(id);
    expect(mail.subject).toMatch(/^Invoice /);
    expect(mail.text!.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('To pay: PLN 1,230.00');
  });

  it("R52: goes to the client's card when the document has no address, and asks for one when neither has", async () => {
    const client = await firm.client('Tartak', { email: 'tartak@example.com' });
    const known = await firm.issue({ clientId: client });
    await send(known);
    await firm.test.jobsDone();
    expect((await mailOf(known)).to).toEqual(['tartak@example.com']);
    const id = await firm.issue({ buyerName: 'Nieznany' });
    const answer = await send(id);
    expect(answer.location).toBe(`/invoicing/invoices/${id}/sendings/new`);
    expect(await page(answer.location!)).toContain('Nie znamy adresu e-mail tego klienta');
    expect(await rowsOf(id)).toEqual([]);
  });

  it('R52: is offered in a form that is filled in as one click would send it', async () => {
    const id = await issued();
    const text = await page(`/invoicing/invoices/${id}/sendings/new`);
    expect(text).toContain('value="biuro@lipa.example"');
    expect(text).toContain('Dzień dobry');
    expect(await page(`/invoicing/invoices/${id}/sendings/new?language=en`)).toContain('Kind regards');
  });

  it('R56: goes to at most five recipients and five copies, each a real address, and the form says at which field', async () => {
    const id = await issued();
    const five = ['a@x.pl', 'b@x.pl', 'c@x.pl', 'd@x.pl', 'e@x.pl'];
    for (const [changes, field, says] of [
      [{ to: [...five, 'f@x.pl'].join(',') }, 'to', 'Najwyżej 5 adresów, a jest ich 6'],
      [{ cc: [...five, 'f@x.pl'].join(' ') }, 'cc', 'Najwyżej 5 adresów, a jest ich 6'],
      [{ to: 'biuro@' }, 'to', '„biuro@” nie jest adresem'],
      [{ to: ' , ; ' }, 'to', 'Nie znamy adresu'],
      [{ subject: '{{numer}}' }, 'subject', 'Nie ma takiej zmiennej: numer'],
      [{ body: '{{link' }, 'body', 'Nie ma takiej zmiennej'],
    ] as const) {
      const answer = await write(id, changes);
      expect([field, answer.status]).toEqual([field, 422]);
      expect(decoded(answer.text)).toContain(says);
      expect(answer.text).toContain(`id="f-${field}-error"`);
    }
    expect(await rowsOf(id)).toEqual([]);
    await write(id, { to: `${five.join('; ')}, A@x.pl,`, cc: five.join('\n') });
    expect(await rowsOf(id)).toMatchObject([{ to: ['A@x.pl', ...five.slice(1)], cc: five }]);
    await firm.test.jobsDone();
  });

  it('R56: without the PDF has the link, also when whoever wrote it forgot it', async () => {
    const id = await issued();
    await write(id, { body: 'Proszę o płatność.', print: '' });
    await firm.test.jobsDone();
    const { mail } = await mailOf(id);
    expect(mail.text).toMatch(/Proszę o płatność\.\s+http:\/\/localhost:3000\/invoice\//);
  });

  it('R56: has its PDF attached, printed as wished, and remembers the version that left with it (R125)', async () => {
    await firm.rows('update mail_servers set deleted_at = now()');
    const id = await issued();
    await write(id, { body: 'W załączeniu.', print: 'original_and_copy' });
    await firm.edit(id, { buyerEmail: 'biuro@lipa.example', notes: 'Jeszcze przed wysłaniem' });
    await setServer(firm, office.port);
    await firm.test.jobsDone();
    const { mail } = await mailOf(id);
    expect(mail.attachments).toMatchObject([{ contentType: 'application/pdf' }]);
    expect(mail.attachments[0].content.subarray(0, 5).toString()).toBe('%PDF-');
    expect(mail.text).not.toContain('/invoice/');
    expect((await envelope(id))![1]).not.toContain('zmieniono po wysłaniu');
  });

  it('R54, R55: has an envelope on the list that is not ahead of the server: unsent, waiting, accepted', async () => {
    await firm.rows('update mail_servers set deleted_at = now()');
    const id = await issued();
    expect((await envelope(id))![1]).toBe('Nie wysłano');
    await send(id);
    await firm.test.jobsDone();
    expect(await page(`/invoicing/invoices/${id}`)).toContain('nie ustawiono jeszcze serwera poczty');
    expect((await envelope(id))![1]).toContain('Czeka na wysłanie');
    expect(await page('/invoicing/invoices?mail=waiting')).toContain(`/invoicing/invoices/${id}"`);
    await setServer(firm, office.port);
    await firm.test.jobsDone();
    const [colour, title] = (await envelope(id))!;
    expect(colour).toBe('good');
    expect(title).toMatch(/^Przyjęto na serwerze poczty · \d\d\.\d\d\.\d{4}, \d\d:\d\d · biuro@lipa\.example/);
  });

  it("R55: says on list and page that a server refused it, in the server's words", async () => {
    const rude = await RudeServer.open((command) => {
      if (command === 'CONNECT') return '220 here';
      return command.startsWith('RCPT') ? '550 5.1.1 No such mailbox here' : '250 fine';
    });
    await setServer(firm, rude.port);
    const id = await issued();
    await send(id);
    await firm.test.jobsDone();
    await rude.close();
    const [colour, title] = (await envelope(id))!;
    expect([colour, title]).toEqual(['bad', expect.stringContaining('No such mailbox here')]);
    expect(await page(`/invoicing/invoices/${id}`)).toContain('No such mailbox here');
    const failed = await page('/invoicing/invoices?mail=failed');
    expect(failed).toContain(`/invoicing/invoices/${id}"`);
    expect(await page('/invoicing/invoices?mail=accepted')).not.toContain(`/invoicing/invoices/${id}"`);
  });

  it('R54: can be looked for by whether it was sent', async () => {
    const [sent, unsent, draft] = [await issued(), await issued(), await firm.draft()];
    await send(sent);
    await firm.test.jobsDone();
    const has = async (mail: string, id: number) =>
      (await page(`/invoicing/invoices?mail=${mail}`)).includes(`/invoicing/invoices/${id}"`);
    expect(await Promise.all([has('accepted', sent), has('accepted', unsent)])).toEqual([true, false]);
    expect(await Promise.all([has('unsent', sent), has('unsent', unsent), has('unsent', draft)])).toEqual([false, true, false]);
  });

  it('R125: mailed, is not deleted but cancelled or corrected, whoever writes', async () => {
    const id = await issued();
    await send(id);
    await firm.test.jobsDone();
    await firm.browser.post(`/invoicing/invoices/${id}/deletion`);
    expect(await firm.rows(`select from invoices where id = ${id} and deleted_at is null`)).toHaveLength(1);
    expect(await page(`/invoicing/invoices/${id}`)).toContain('Klient dostał ten dokument');
    await expect(firm.rows(`update invoices set deleted_at = now() where id = ${id}`)).rejects.toThrow('cancelled or corrected');
    await expect(firm.rows(`update invoices set mailed_at = null where id = ${id}`)).rejects.toThrow('stays mailed');
    await firm.does(InvoicesService, (invoices) => invoices.cancel(id, null));
    await firm.browser.post(`/invoicing/invoices/${id}/deletion`);
    expect(await firm.rows(`select from invoices where id = ${id} and deleted_at is null`)).toHaveLength(1);
  });

  it('R125: edited after it was mailed, shows so on its envelope, until it is sent again', async () => {
    const id = await issued();
    await send(id);
    await firm.test.jobsDone();
    expect((await envelope(id))![1]).not.toContain('zmieniono po wysłaniu');
    await firm.edit(id, { buyerEmail: 'biuro@lipa.example', notes: 'Nowe uwagi' });
    expect((await envelope(id))![1]).toContain('zmieniono po wysłaniu');
    await send(id);
    await firm.test.jobsDone();
    expect((await envelope(id))![1]).not.toContain('zmieniono po wysłaniu');
  });

  it('R125: is not sent as a draft, cancelled or deleted', async () => {
    const [draft, cancelled, deleted] = [await firm.draft(), await issued(), await issued()];
    await firm.does(InvoicesService, (invoices) => invoices.cancel(cancelled, null));
    await firm.does(InvoicesService, (invoices) => invoices.delete(deleted, null));
    for (const id of [draft, cancelled, deleted]) {
      await send(id);
      await write(id);
      expect(await rowsOf(id)).toEqual([]);
    }
  });

  it('R118: is sent once by a double click', async () => {
    const id = await issued();
    const fields = { invoices: [id], formKey: 'b7f0a0f2-0000-4000-8000-000000000001' };
    await Promise.all([firm.browser.post('/invoicing/sendings', fields), firm.browser.post('/invoicing/sendings', fields)]);
    expect(await rowsOf(id)).toHaveLength(1);
  });

  it('R52: is issued and sent by one button of its form; where nobody knows the address, it is issued and its message asked for', async () => {
    const typed = (changes = {}) => ({
      ...{ ...firm.input(), requestKey: '', version: '', next: 'send', ...changes },
      lines: [{ name: 'Projekt', quantity: '1', price: '100', rate: '23' }],
    });
    const known = await firm.browser.post('/invoicing/invoices', typed({ buyerName: 'Znany', buyerEmail: 'znany@x.pl' }));
    const id = Number(/\/invoices\/(\d+)$/.exec(known.location!)![1]);
    expect(await rowsOf(id)).toMatchObject([{ to: ['znany@x.pl'] }]);
    const unknown = await firm.browser.post('/invoicing/invoices', typed({ buyerName: 'Całkiem nieznany', buyerEmail: '' }));
    expect(unknown.location).toMatch(/\/sendings\/new$/);
    const [last] = await firm.rows<{ issued: boolean }>(
      'select issued_at is not null issued from invoices order by id desc limit 1',
    );
    expect(last.issued).toBe(true);
    await firm.test.jobsDone();
  });

  it('R52: several ticked ones leave at once, and what could not be sent is named with its reason', async () => {
    const [good, nobody, draft] = [
      await issued(),
      await firm.issue({ buyerName: 'Bez adresu' }),
      await firm.draft({ buyerEmail: 'a@x.pl' }),
    ];
    const answer = await firm.browser.post('/invoicing/sendings', { invoices: [good, nobody, draft] });
    expect(answer.location).toBe(`/invoicing/sendings?invoices=${good},${nobody},${draft}`);
    const text = await page(answer.location!);
    expect(text).toContain('Wysyłamy 1 dokument, 2 nie można było wysłać.');
    expect(text).toContain('Nie znamy adresu e-mail');
    expect(text).toContain('Szkicu się nie wysyła');
    expect(await rowsOf(good)).toHaveLength(1);
    expect(await page('/invoicing/invoices')).toContain('formaction="/invoicing/sendings"');
  });

  it('R52: is not sent by a template that names what there is not, and the form says so before', async () => {
    await firm.browser.post('/settings/mail-templates', { language: 'pl', kind: 'proforma', subject: 'Temat', body: 'Treść' });
    await firm.rows(`update mail_templates set body = 'Kwota {{document.brutto}}'`);
    const id = await issued({ kind: 'proforma' });
    const answer = await send(id);
    expect(await rowsOf(id)).toEqual([]);
    expect(await page(answer.location!)).toContain('document.brutto');
    expect(await page(`/invoicing/invoices/${id}/sendings/new`)).toContain(
      'W szablonie są zmienne, których nie ma: document.brutto',
    );
  });

  it('R57: tells under the document who sent it, to whom and when, once, and owners of the whole account', async () => {
    const id = await issued();
    await send(id);
    await firm.test.jobsDone();
    const text = await page(`/invoicing/invoices/${id}`);
    expect(text.match(/Wysłano do: biuro@lipa\.example/g)).toHaveLength(1);
    const activity = await page('/invoicing/activity?what=sent');
    expect(activity).toContain(`href="/invoicing/invoices/${id}">Wysłano do: biuro@lipa.example`);
    expect(activity).not.toContain('Wystawiono dokument');
  });

  it('R53: sent from its deal, stands in the same list, and the deal shows its envelope to whoever sees the document', async () => {
    const clientId = await firm.client('Kawiarnia', { email: 'k@x.pl' });
    const deal = await firm.deal('Ogród przy kawiarni', { clientId });
    const id = await issued({ clientId, lines: [line('Projekt', 100, { dealId: deal })] });
    expect(await page(`/crm/deals/${deal}`)).toContain(`name="invoices" value="${id}"`);
    const answer = await firm.browser.post('/invoicing/sendings', { invoices: [id], back: `/crm/deals/${deal}` });
    expect(answer.location).toBe(`/crm/deals/${deal}`);
    await firm.test.jobsDone();
    expect(await page(`/crm/deals/${deal}`)).toContain('title="Przyjęto na serwerze poczty');
    expect((await envelope(id))![1]).toContain('Przyjęto');
    const marek = await firm.colleague('marek', { crmRole: 'user', crmLevel: 'all' });
    const seen = (await marek.visit(`/crm/deals/${deal}`)).text;
    expect(seen).not.toContain('/invoicing/');
    expect(seen).not.toContain('Przyjęto');
  });

  it('R125: cancelled, tells its buyer if wished, and only if somebody knows where to', async () => {
    const [told, untold, unknown] = [await issued(), await issued(), await firm.issue({ buyerName: 'Nieznany' })];
    const before = office.received.length;
    await firm.browser.post(`/invoicing/invoices/${untold}/cancellation`, { reason: '' });
    await firm.browser.post(`/invoicing/invoices/${told}/cancellation`, { reason: 'Pomyłka', tell: 'on' });
    await firm.browser.post(`/invoicing/invoices/${unknown}/cancellation`, { tell: 'on' });
    await firm.test.jobsDone();
    expect(office.received).toHaveLength(before + 1);
    const { mail } = await mailOf(told);
    expect(mail.subject).toMatch(/^Anulowano: Faktura VAT/);
    expect(mail.text).toContain('został anulowany');
    const states = await firm.rows(
      `select id::int, cancelled_at is not null cancelled from invoices where id in (${told}, ${unknown}) order by id`,
    );
    expect(states).toEqual([
      { id: told, cancelled: true },
      { id: unknown, cancelled: false },
    ]);
  });

  it('R121, R125: deleted or cancelled while its message waits, takes it out of the outbox', async () => {
    await firm.rows('update mail_servers set deleted_at = now()');
    const [deleted, cancelled] = [await issued(), await issued()];
    await firm.browser.post('/invoicing/sendings', { invoices: [deleted, cancelled] });
    await firm.test.jobsDone();
    const before = office.received.length;
    await firm.browser.post(`/invoicing/invoices/${deleted}/deletion`);
    await firm.does(InvoicesService, (invoices) => invoices.cancel(cancelled, null));
    await setServer(firm, office.port);
    await firm.test.jobsDone();
    expect(office.received.slice(before).map(({ text }) => /Subject: .*/.exec(text)?.[0])).toEqual([]);
    for (const id of [deleted, cancelled]) expect(await rowsOf(id)).toMatchObject([{ state: 'withdrawn' }]);
    expect((await envelope(cancelled))![1]).toBe('Nie wysłano');
  });

  it('R121, R125: is not deleted while its message is being handed over', async () => {
    const rude = await RudeServer.open((command) => (command === 'CONNECT' ? null : '250 fine'));
    await setServer(firm, rude.port);
    const id = await issued();
    await send(id);
    await until(
      async () => (await firm.rows(`select from mail_messages where attempt_id is not null and state = 'queued'`)).length > 0,
    );
    await firm.browser.post(`/invoicing/invoices/${id}/deletion`);
    expect(await firm.rows(`select from invoices where id = ${id} and deleted_at is null`)).toHaveLength(1);
    expect(await page(`/invoicing/invoices/${id}`)).toContain('jest właśnie przekazywana');
    await rude.close();
  });

  it('R114: of another account is not sent', async () => {
    const id = await issued();
    const other = await firm.test.signedUp({ company: 'Obca firma' });
    await other.post('/invoicing/sendings', { invoices: [id] });
    expect((await other.post(`/invoicing/invoices/${id}/sendings`, form())).status).toBe(404);
    expect((await other.visit(`/invoicing/invoices/${id}/sendings/new`)).status).toBe(404);
    expect(await rowsOf(id)).toEqual([]);
  });
});

async function until(isSo: () => Promise<boolean>) {
  for (let tries = 0; !(await isSo()); tries++) {
    if (tries > 100) throw new Error('It never came so far');
    await new Promise((done) => setTimeout(done, 50));
  }
}
