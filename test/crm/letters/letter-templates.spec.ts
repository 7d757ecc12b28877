import type { TestBrowser } from '../../app';
import { decoded, Firm, fieldsOf } from '../../integration/firm';

describe('the templates of letters', () => {
  let firm: Firm;
  let anna: TestBrowser;
  beforeAll(async () => {
    firm = await Firm.open();
    anna = firm.browser;
  });
  afterAll(() => firm.close());

  const HOME = '/settings/letter-templates';
  const form = (changes: object = {}) => ({
    ...{ name: 'Powitanie', language: 'pl', subject: 'Dzień dobry', body: 'Witamy, {{client.name}}', ...changes },
  });
  const write = (changes: object = {}, path = '') => anna.post(`${HOME}${path}`, form(changes));
  const visit = async (path: string) => decoded((await anna.visit(`${HOME}${path}`)).text);
  const newest = async () => (await firm.rows<{ id: number }>('select max(id)::int id from letter_templates'))[0].id;

  it('are ready ones, from which the first of the own is written', async () => {
    const text = await visit('');
    expect(text).toContain('Podziękowanie');
    expect(text).toContain(`href="${HOME}/new?ready=thanks.en"`);
    expect(await visit('/new?ready=thanks.en')).toContain('thank you for working with us');
    await write({ name: 'Nasze powitanie' });
    const own = await visit('');
    expect(own).toContain('Nasze powitanie');
    expect(own).not.toContain('Podziękowanie');
  });

  it('are refused at the field that names what there is not, that says nothing, or whose name is taken', async () => {
    const at = async (field: string, changes: object) => {
      const { status, text } = await write(changes);
      expect(status).toBe(422);
      expect(text).toContain(`<a href="#f-${field}">`);
      return decoded(text);
    };
    expect(await at('body', { body: 'Dla {{client.sekret}}' })).toContain('Nie ma takiej zmiennej: client.sekret');
    expect(await at('subject', { subject: '{{deal.name' })).toContain('{{deal.name');
    await at('body', { body: ' ' });
    await at('name', { name: '' });
    await at('name', { name: 'x'.repeat(101) });
    await at('body', { body: 'x'.repeat(20_001) });
    await write({ name: 'Zajęta nazwa' });
    expect(await at('name', { name: 'zajeta  NAZWA' })).toContain('Jest już szablon');
    expect((await write({ name: 'Zajęta nazwa', language: 'en' })).status).toBe(303);
  });

  it('are shown filled in with a real deal and its client, or with an example, as they are typed', async () => {
    expect(await visit('/new?ready=after_talk.pl')).toContain('Temat: Ogród przy kawiarni');
    const client = await firm.client('Hotel <Zorza>');
    const deal = await firm.deal('Park hotelowy', { clientId: client });
    expect(await visit('/new?ready=after_talk.pl')).toContain('Temat: Park hotelowy');
    const shown = await write({ name: 'Próba', tried: deal, next: 'show' });
    expect(shown.status).toBe(422);
    expect(shown.text).toContain('Witamy, Hotel &lt;Zorza&gt;');
    expect(shown.text).not.toContain('error-summary');
    expect(decoded((await write({ tried: '', next: 'show' })).text)).toContain('Witamy, Kawiarnia Pod Lipą');
    expect(await visit('')).not.toContain('Próba');
  });

  it('R117: take the changes of two people together, and ask where both changed the same', async () => {
    await write({ name: 'Wspólny' });
    const path = `/${await newest()}`;
    const fields = async () => ({ ...fieldsOf((await anna.visit(`${HOME}${path}/edit`)).text), next: '' });
    const opened = await fields();
    await anna.post(`${HOME}${path}`, { ...opened, subject: 'Nowy temat' });
    await anna.post(`${HOME}${path}`, { ...opened, body: 'Nowa treść' });
    expect(await fields()).toMatchObject({ subject: 'Nowy temat', body: '\nNowa treść' });
    const { status, text } = await anna.post(`${HOME}${path}`, { ...opened, subject: 'Jeszcze inny' });
    expect(status).toBe(422);
    expect(decoded(text)).toContain('Teraz jest tu: Nowy temat');
  });

  it('R119: show who changed them, and vanish from the choice when they are deleted', async () => {
    await write({ name: 'Do usunięcia' });
    const path = `/${await newest()}`;
    expect(await visit(`${path}/edit`)).toMatch(/Utworzono szablon[\s\S]*Anna Zielińska/);
    await anna.post(`${HOME}${path}/deletion`);
    expect(await visit('')).not.toContain('Do usunięcia');
    expect((await anna.visit(`${HOME}${path}/edit`)).status).toBe(404);
  });

  it('R75: are for administrators of CRM alone', async () => {
    const igor = await firm.colleague('igor', { invoicingRole: 'administrator', invoicingLevel: 'all' });
    const marek = await firm.colleague('marek', { crmRole: 'user', crmLevel: 'all' });
    for (const browser of [igor, marek]) {
      expect((await browser.visit(HOME)).status).toBe(403);
      expect((await browser.post(HOME, form())).status).toBe(403);
    }
  });
});
