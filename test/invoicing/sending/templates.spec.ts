import { MailTemplates } from '../../../src/invoicing/sending/mail-templates.service';
import { VARIABLES } from '../../../src/invoicing/sending/variables';
import { filled, htmlOf, unknownIn } from '../../../src/mail/template-text';
import { type Language, translate } from '../../../src/web/translations';
import type { TestBrowser } from '../../app';
import { decoded, Firm } from '../../integration/firm';

describe('a template of messages', () => {
  const names = { 'document.number': '7/11/2026', 'document.dueOn': '', 'seller.account': '' };

  it('is filled in with the values of its variables, however they are spaced (R52)', () => {
    expect(filled('Nr {{document.number}}, {{ document.number }}', names)).toBe('Nr 7/11/2026, 7/11/2026');
  });

  it('leaves out a line that would say nothing (R52)', () => {
    expect(filled('Nr {{document.number}}\nTermin: {{document.dueOn}}\nRachunek: {{seller.account}}\n\nPozdrawiamy', names)).toBe(
      'Nr 7/11/2026\n\nPozdrawiamy',
    );
    expect(filled('{{document.number}}, termin {{document.dueOn}}', names)).toBe('7/11/2026, termin');
  });

  it('fills in values as they are, whatever stands in them (R52)', () => {
    expect(filled('{{document.number}}', { 'document.number': '$& {{seller.account}}', 'seller.account': 'PL61' })).toBe(
      '$& {{seller.account}}',
    );
  });

  it('names variables that there are not, and braces that do not close', () => {
    expect(unknownIn('{{document.number}} {{link}}', VARIABLES)).toEqual([]);
    expect(unknownIn('{{document.numer}} {{buyer}} {{}} {{constructor}}', VARIABLES)).toEqual([
      'document.numer',
      'buyer',
      '',
      'constructor',
    ]);
    expect(unknownIn('Nr {{document.number, do {{link}}', VARIABLES)).toEqual(['{{document.number, do']);
    expect(unknownIn('{ zwykłe } nawiasy', VARIABLES)).toEqual([]);
  });

  it('becomes HTML in which nothing typed or filled in is a tag (R52)', () => {
    const html = htmlOf(`Dla: <script>alert("1")</script> & 'Syn'\nhttps://tandem.example/invoice/abc.\n\nKoniec`);
    expect(html).toBe(
      '<!doctype html><html><body><p>Dla: &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;Syn&#39;<br>' +
        '<a href="https://tandem.example/invoice/abc">https://tandem.example/invoice/abc</a>.</p><p>Koniec</p></body></html>',
    );
  });
});

describe('the templates of an account', () => {
  let firm: Firm;
  let anna: TestBrowser;
  beforeAll(async () => {
    firm = await Firm.open();
    anna = firm.browser;
  });
  afterEach(() => firm.rows('update mail_templates set removed_at = now()'));
  afterAll(() => firm.close());

  const form = (changes: object = {}) => ({
    language: 'pl',
    kind: '',
    departmentId: '',
    subject: 'Temat',
    body: 'Treść',
    ...changes,
  });
  const write = (changes: object = {}) => anna.post('/settings/mail-templates', form(changes));
  const subjectFor = (kind: string, departmentId: number, language: Language = 'pl') =>
    firm.does(MailTemplates, async (templates) => (await templates.textFor({ kind, departmentId }, language)).subject);
  const newest = async () => (await firm.rows<{ id: number }>('select max(id)::int id from mail_templates'))[0].id;

  it('are the built-in ones until somebody writes others, in Polish and English (R52)', async () => {
    expect(await subjectFor('vat', firm.department)).toBe('{{document.kind}} {{document.number}} – {{seller.name}}');
    for (const language of ['pl', 'en'] as const) {
      const text = await firm.does(MailTemplates, (templates) =>
        templates.textFor({ kind: 'vat', departmentId: firm.department }, language),
      );
      expect(unknownIn(`${text.subject} ${text.body}`, VARIABLES)).toEqual([]);
      expect(text.body).toContain(language === 'pl' ? 'Dzień dobry' : 'Hello');
    }
  });

  it('hold for their kind before all kinds, for their department before all departments, and in their language (R52)', async () => {
    const { department } = firm;
    await write({ subject: 'ogólny' });
    await write({ subject: 'działu', departmentId: department });
    await write({ subject: 'pro formy', kind: 'proforma' });
    await write({ subject: 'pro formy działu', kind: 'proforma', departmentId: department });
    await write({ subject: 'general', language: 'en' });
    expect(await subjectFor('vat', 1)).toBe('ogólny');
    expect(await subjectFor('vat', department)).toBe('działu');
    expect(await subjectFor('proforma', 1)).toBe('pro formy');
    expect(await subjectFor('proforma', department)).toBe('pro formy działu');
    expect(await subjectFor('proforma', department, 'en')).toBe('general');
  });

  it('are not saved with a variable that there is not, and the form says which', async () => {
    const answer = await write({ body: 'Kwota {{document.brutto}}' });
    expect(answer.status).toBe(422);
    expect(decoded(answer.text)).toContain('Nie ma takiej zmiennej: document.brutto');
    expect(answer.text).toContain('id="f-body-error"');
    expect((await write({ subject: '{{numer}}' })).text).toContain('id="f-subject-error"');
    expect(await subjectFor('vat', firm.department)).not.toBe('{{numer}}');
  });

  it('are one for each kind, department and language, also past the form', async () => {
    await write({ kind: 'vat' });
    const twin = await write({ kind: 'vat' });
    expect(twin.status).toBe(422);
    expect(twin.text).toContain('Jest już szablon');
    await expect(
      firm.rows(`insert into mail_templates (account_id, kind, language, subject, body) select account_id, kind, language, 'a', 'b'
        from mail_templates where removed_at is null`),
    ).rejects.toThrow('one_template');
  });

  it('show, while they are written, how they will look with the newest document, or with an example', async () => {
    expect(decoded((await anna.visit('/settings/mail-templates/new')).text)).toContain('Kawiarnia Pod Lipą');
    const id = await firm.issue({ buyerName: 'Tartak & Syn' });
    const [{ number }] = await firm.rows<{ number: string }>(`select number from invoices where id = ${id}`);
    const { text } = await anna.visit('/settings/mail-templates/new?language=en');
    const title = translate('en', 'kinds.vat');
    expect(text).toContain(`>${title} ${number}`);
    expect(text).toContain('{{document.number}}');
    expect(text).toContain('Tartak &amp; Syn');
  });

  it('are changed by two people without either losing what they wrote (R117)', async () => {
    await write();
    const id = await newest();
    const page = (await anna.visit(`/settings/mail-templates/${id}/edit`)).text;
    const opened = decoded(/name="opened" value="([^"]*)"/.exec(page)![1]);
    await anna.post(`/settings/mail-templates/${id}`, form({ opened, subject: 'Nowy temat' }));
    await anna.post(`/settings/mail-templates/${id}`, form({ opened, body: 'Nowa treść' }));
    const [row] = await firm.rows(`select subject, body from mail_templates where id = ${id}`);
    expect(row).toEqual({ subject: 'Nowy temat', body: 'Nowa treść' });
    const late = await anna.post(`/settings/mail-templates/${id}`, form({ opened, subject: 'Mój temat' }));
    expect(late.status).toBe(422);
    expect(late.text).toContain('Nowy temat');
  });

  it('taken away, leave the more general one', async () => {
    await write({ subject: 'ogólny' });
    await write({ subject: 'faktur', kind: 'vat' });
    await anna.post(`/settings/mail-templates/${await newest()}/deletion`);
    expect(await subjectFor('vat', firm.department)).toBe('ogólny');
  });

  it('R75: are for administrators of Invoicing', async () => {
    const ewa = await firm.colleague('ewa', { invoicingRole: 'accountant', invoicingLevel: 'all' });
    expect((await ewa.visit('/settings/mail-templates')).status).toBe(403);
    expect((await ewa.post('/settings/mail-templates', form())).status).toBe(403);
  });
});
