import { OfferTemplates } from '../../../src/crm/offers/offer-templates.service';
import { decoded, Firm, fieldsOf } from '../../integration/firm';

let firm: Firm;
let deal: number;

beforeAll(async () => {
  firm = await Firm.open();
  deal = await firm.deal('Park miejski', { clientId: await firm.client('Kawiarnia <Pod Lipą>') });
});
afterAll(() => firm.close());

const template = {
  ...{ name: 'Nasz', language: 'pl', html: '<h1>{{deal.name}}</h1><script>x</script>', colourOf: 'own', colour: '#aa3300' },
  ...{ showsLogo: 'on', footer: 'Sąd <Rejonowy>' },
};

describe('templates of offers (R80)', () => {
  it('come with Tandem in each language until a firm makes its own', async () => {
    const text = decoded((await firm.browser.visit('/settings/offer-templates')).text);
    expect(text).toContain('/settings/offer-templates/new?language=pl');
    expect(text).toContain('/settings/offer-templates/new?language=en');
  });

  it('are cleaned, previewed with a deal that is there, and give an offer its text and its looks', async () => {
    const { location } = await firm.browser.post('/settings/offer-templates', template);
    const id = /\d+/.exec(location!)![0];
    const form = (await firm.browser.visit(location!)).text;
    expect(String(fieldsOf(form).html).trim()).toBe('<h1>{{deal.name}}</h1>');
    const sample = (await firm.browser.visit(`/settings/offer-templates/${id}/preview?deal=${deal}`)).text;
    expect(sample).toContain('<h1>Park miejski</h1>');
    expect(sample).toContain('--accent: #aa3300');
    const fields = { ...fieldsOf((await firm.browser.visit(`/crm/offers/new?deal=${deal}&template=${id}`)).text), next: '' };
    const offer = (await firm.browser.post('/crm/offers', fields)).location!;
    await firm.browser.post(`/settings/offer-templates/${id}`, {
      ...fieldsOf(form),
      name: 'Nasz',
      colourOf: 'department',
      footer: 'Inna',
    });
    const page = (await firm.browser.visit(`${offer}/preview`)).text;
    expect(page).toContain('--accent: #aa3300');
    expect(page).toContain('Sąd &lt;Rejonowy&gt;');
    await firm.browser.post(`/settings/offer-templates/${id}/deletion`);
    expect((await firm.browser.visit(`/crm/offers/new?deal=${deal}`)).text).not.toContain('>Nasz<');
    expect((await firm.browser.visit(offer)).status).toBe(200);
  });

  it('R80: are chosen by their names, and only the chosen one is read whole', async () => {
    const { location } = await firm.browser.post('/settings/offer-templates', { ...template, name: 'Długi' });
    const id = Number(/\d+/.exec(location!)![0]);
    const choices = await firm.does(OfferTemplates, (templates) => templates.beginnings('pl'));
    expect(choices).toContainEqual({ id, name: 'Długi', language: 'pl' });
    const whole = await firm.does(OfferTemplates, (templates) => templates.whole({ id, language: 'pl' }));
    expect(whole.html).toContain('{{deal.name}}');
    await firm.browser.post(`/settings/offer-templates/${id}/deletion`);
  });

  it('take no colour that is none', async () => {
    const { status, text } = await firm.browser.post('/settings/offer-templates', { ...template, colour: 'red;}' });
    expect(status).toBe(422);
    expect(text).toContain('Wybierz kolor');
  });
});

describe('the language of a new offer (R80)', () => {
  const begun = async (query: string) => fieldsOf((await firm.browser.visit(`/crm/offers/new?${query}`)).text);
  const english = { ...template, name: 'Our offer', language: 'en', html: '<p>Dear {{client.name}}</p>' };

  it('is the client’s, and the template is one of that language; another may be chosen', async () => {
    const abroad = await firm.deal('Garden', { clientId: await firm.client('Fenton Ltd', { country: 'GB' }) });
    expect(await begun(`deal=${abroad}`)).toMatchObject({ language: 'en', template: 'en' });
    expect((await begun(`deal=${abroad}`)).html).toContain('thank you');
    expect(await begun(`deal=${deal}`)).toMatchObject({ language: 'pl', template: 'pl' });
    expect(await begun(`deal=${await firm.deal('Bez klienta')}`)).toMatchObject({ language: 'pl' });
    const { location } = await firm.browser.post('/settings/offer-templates', english);
    const id = /\d+/.exec(location!)![0];
    expect(await begun(`deal=${abroad}`)).toMatchObject({ language: 'en', template: id, templateId: id });
    expect(await begun(`deal=${deal}&language=en`)).toMatchObject({ language: 'en', templateId: id });
    expect(await begun(`deal=${abroad}&template=pl`)).toMatchObject({ language: 'pl', templateId: '' });
    for (const nonsense of ['template=999', 'template=constructor', 'language=de', 'language='])
      expect((await firm.browser.visit(`/crm/offers/new?deal=${deal}&${nonsense}`)).status).toBe(200);
    const sides = (await firm.browser.visit(`/crm/offers/new?deal=${deal}`)).text;
    expect(sides.replace(/\s+/g, ' ')).toMatch(/<optgroup label="polski">.*<optgroup label="angielski">.*Our offer/);
    await firm.browser.post(`/settings/offer-templates/${id}/deletion`);
  });

  it('takes its template along where nobody wrote in the text, without script too', async () => {
    const { location } = await firm.browser.post('/settings/offer-templates', english);
    const id = /\d+/.exec(location!)![0];
    const saved = async (fields: object) => {
      const offer = (await firm.browser.post('/crm/offers', { ...fields, next: '' })).location!.split('/').at(-1);
      const [row] = await firm.rows<{ html: string; template: number | null }>(
        `select html, template_id::int template from offers where id = ${offer}`,
      );
      return row;
    };
    const form = await begun(`deal=${deal}`);
    expect(await saved({ ...form, language: 'en' })).toEqual({ html: english.html, template: Number(id) });
    const typed = { ...form, html: `${form.html}<p>Od nas</p>`, language: 'en' };
    expect(await saved(typed)).toMatchObject({ html: expect.stringContaining('Od nas'), template: null });
    const back = await begun(`deal=${deal}&template=${id}`);
    expect((await saved({ ...back, language: 'pl' })).html).toContain('Dzień dobry');
    await firm.browser.post(`/settings/offer-templates/${id}/deletion`);
  });
});
