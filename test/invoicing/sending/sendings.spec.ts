import { decoded, line } from '../../integration/firm';
import { setServer } from '../../mail/post';
import { openDesk } from './desk';

const desk = openDesk();
const { issued, form, send, write, page, rowsOf, mailOf, envelope } = desk;

describe('a document sent to its client', () => {
  it('R52: leaves with one click, to the address of its buyer, with the link that opens it', async () => {
    const id = await issued();
    const [{ number }] = await desk.firm.rows<{ number: string }>(`select number from invoices where id = ${id}`);
    expect((await send(id)).location).toBe(`/invoicing/invoices/${id}`);
    await desk.firm.test.jobsDone();
    const { to, mail } = await mailOf(id);
    expect(to).toEqual(['biuro@lipa.example']);
    expect(mail.subject).toBe(`Faktura VAT ${number} – Ogrody Zielińska`);
    expect(mail.text!.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('Do zapłaty: 1 230,00 zł');
    const link = /http:\/\/localhost:3000(\/invoice\/[\w-]{43})/.exec(mail.text!)![1];
    expect((await desk.firm.test.browser().visit(link)).status).toBe(200);
    expect(mail.html).toContain(`${link}</a>`);
  });

  it('R52: is written in English where the document speaks another language than Polish', async () => {
    const id = await issued({ language: 'en' });
    await send(id);
    await desk.firm.test.jobsDone();
    const { mail } = await mailOf(id);
    expect(mail.subject).toMatch(/^Invoice /);
    expect(mail.text!.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('To pay: PLN 1,230.00');
  });

  it("R52: goes to the client's card when the document has no address, and asks for one when neither has", async () => {
    const client = await desk.firm.client('Tartak', { email: 'tartak@example.com' });
    const known = await desk.firm.issue({ clientId: client });
    await send(known);
    await desk.firm.test.jobsDone();
    expect((await mailOf(known)).to).toEqual(['tartak@example.com']);
    const id = await desk.firm.issue({ buyerName: 'Nieznany' });
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
    expect(text).toContain('Odpowiedź przyjdzie do Ciebie, na adres anna@example.com.');
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
    await desk.firm.test.jobsDone();
  });

  it('R56: without the PDF has the link, also when whoever wrote it forgot it', async () => {
    const id = await issued();
    await write(id, { body: 'Proszę o płatność.', print: '' });
    await desk.firm.test.jobsDone();
    const { mail } = await mailOf(id);
    expect(mail.text).toMatch(/Proszę o płatność\.\s+http:\/\/localhost:3000\/invoice\//);
  });

  it('R56: has its PDF attached, printed as wished, and remembers the version that left with it (R125)', async () => {
    await desk.firm.rows('update mail_servers set deleted_at = now()');
    const id = await issued();
    await write(id, { body: 'W załączeniu.', print: 'original_and_copy' });
    await desk.firm.edit(id, { buyerEmail: 'biuro@lipa.example', notes: 'Jeszcze przed wysłaniem' });
    await setServer(desk.firm, desk.office.port);
    await desk.firm.test.jobsDone();
    const { mail } = await mailOf(id);
    expect(mail.attachments).toMatchObject([{ contentType: 'application/pdf' }]);
    expect(mail.attachments[0].content.subarray(0, 5).toString()).toBe('%PDF-');
    expect(mail.text).not.toContain('/invoice/');
    expect((await envelope(id))![1]).not.toContain('zmieniono po wysłaniu');
  });

  it('R118: is sent once by a double click', async () => {
    const id = await issued();
    const fields = { invoices: [id], formKey: 'b7f0a0f2-0000-4000-8000-000000000001' };
    await Promise.all([
      desk.firm.browser.post('/invoicing/sendings', fields),
      desk.firm.browser.post('/invoicing/sendings', fields),
    ]);
    expect(await rowsOf(id)).toHaveLength(1);
  });

  it('R52: is issued and sent by one button of its form; where nobody knows the address, it is issued and its message asked for', async () => {
    const typed = (changes = {}) => ({
      ...{ ...desk.firm.input(), requestKey: '', version: '', next: 'send', ...changes },
      lines: [{ name: 'Projekt', quantity: '1', price: '100', rate: '23' }],
    });
    const known = await desk.firm.browser.post('/invoicing/invoices', typed({ buyerName: 'Znany', buyerEmail: 'znany@x.pl' }));
    const id = Number(/\/invoices\/(\d+)$/.exec(known.location!)![1]);
    expect(await rowsOf(id)).toMatchObject([{ to: ['znany@x.pl'] }]);
    const unknown = await desk.firm.browser.post('/invoicing/invoices', typed({ buyerName: 'Całkiem nieznany', buyerEmail: '' }));
    expect(unknown.location).toMatch(/\/sendings\/new$/);
    const [last] = await desk.firm.rows<{ issued: boolean }>(
      'select issued_at is not null issued from invoices order by id desc limit 1',
    );
    expect(last.issued).toBe(true);
    await desk.firm.test.jobsDone();
  });

  it('R52: several ticked ones leave at once, and what could not be sent is named with its reason', async () => {
    const [good, nobody, draft] = [
      await issued(),
      await desk.firm.issue({ buyerName: 'Bez adresu' }),
      await desk.firm.draft({ buyerEmail: 'a@x.pl' }),
    ];
    const answer = await desk.firm.browser.post('/invoicing/sendings', { invoices: [good, nobody, draft] });
    expect(answer.location).toBe(`/invoicing/sendings?invoices=${good},${nobody},${draft}`);
    const text = await page(answer.location!);
    expect(text).toContain('Wysyłamy 1 dokument, 2 nie można było wysłać.');
    expect(text).toContain('Nie znamy adresu e-mail');
    expect(text).toContain('Szkicu się nie wysyła');
    expect(await rowsOf(good)).toHaveLength(1);
    expect(await page('/invoicing/invoices')).toContain('formaction="/invoicing/sendings"');
  });

  it('R52: is not sent by a template that names what there is not, and the form says so before', async () => {
    await desk.firm.browser.post('/settings/mail-templates', {
      language: 'pl',
      kind: 'proforma',
      subject: 'Temat',
      body: 'Treść',
    });
    await desk.firm.rows(`update mail_templates set body = 'Kwota {{document.brutto}}'`);
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
    await desk.firm.test.jobsDone();
    const text = await page(`/invoicing/invoices/${id}`);
    expect(text.match(/Wysłano do: biuro@lipa\.example/g)).toHaveLength(1);
    const activity = await page('/invoicing/activity?what=sent');
    expect(activity).toContain(`href="/invoicing/invoices/${id}">Wysłano do: biuro@lipa.example`);
    expect(activity).not.toContain('Wystawiono dokument');
  });

  it('R53: sent from its deal, stands in the same list, and the deal shows its envelope to whoever sees the document', async () => {
    const clientId = await desk.firm.client('Kawiarnia', { email: 'k@x.pl' });
    const deal = await desk.firm.deal('Ogród przy kawiarni', { clientId });
    const id = await issued({ clientId, lines: [line('Projekt', 100, { dealId: deal })] });
    expect(await page(`/crm/deals/${deal}`)).toContain(`name="invoices" value="${id}"`);
    const answer = await desk.firm.browser.post('/invoicing/sendings', { invoices: [id], back: `/crm/deals/${deal}` });
    expect(answer.location).toBe(`/crm/deals/${deal}`);
    await desk.firm.test.jobsDone();
    expect(await page(`/crm/deals/${deal}`)).toContain('title="Przyjęto na serwerze poczty');
    expect((await envelope(id))![1]).toContain('Przyjęto');
    const marek = await desk.firm.colleague('marek', { crmRole: 'user', crmLevel: 'all' });
    const seen = (await marek.visit(`/crm/deals/${deal}`)).text;
    expect(seen).not.toContain('/invoicing/');
    expect(seen).not.toContain('Przyjęto');
  });

  it('R114: of another account is not sent', async () => {
    const id = await issued();
    const other = await desk.firm.test.signedUp({ company: 'Obca firma' });
    await other.post('/invoicing/sendings', { invoices: [id] });
    expect((await other.post(`/invoicing/invoices/${id}/sendings`, form())).status).toBe(404);
    expect((await other.visit(`/invoicing/invoices/${id}/sendings/new`)).status).toBe(404);
    expect(await rowsOf(id)).toEqual([]);
  });
});
