import { DealLineInput } from '../../../src/crm/deals/deal.input';
import { LISTED_STATES } from '../../../src/crm/offers/offer-filters';
import { Decimal } from '../../../src/money/decimal';
import { decoded, Firm, fieldsOf } from '../../integration/firm';

let firm: Firm;
let deal: number;
let client: number;

beforeAll(async () => {
  firm = await Firm.open();
  client = await firm.client('Kawiarnia <Pod Lipą>');
  const line = Object.assign(new DealLineInput(), {
    ...{ name: 'Drzewa', quantity: new Decimal('3'), unit: 'szt.', price: new Decimal('123.45'), rate: '8' },
  });
  deal = await firm.deal('Park miejski', { clientId: client, lines: [line] });
});
afterAll(() => firm.close());

const typed = {
  ...{
    dealId: '',
    title: 'Zieleń',
    language: 'pl',
    currency: 'PLN',
    validUntil: '2026-12-31',
    html: '<p>Dla {{client.name}}</p>',
  },
  lines: [{ name: 'Trawa', quantity: '2,5', unit: 'm2', price: '10,01', rate: '23' }],
};
const post = (fields: object = {}) => firm.browser.post('/crm/offers', { ...typed, dealId: String(deal), ...fields });
const made = async (fields: object = {}) => (await post(fields)).location!;
const preview = async (offer: string) => decoded((await firm.browser.visit(`${offer}/preview`)).text);

describe('an offer, from its deal', () => {
  it('R80, R83: begins with a template and the deal’s lines, and is listed among the deal’s documents', async () => {
    expect(decoded((await firm.browser.visit(`/crm/deals/${deal}`)).text)).toContain(`href="/crm/offers/new?deal=${deal}"`);
    const { text } = await firm.browser.visit(`/crm/offers/new?deal=${deal}`);
    const fields = fieldsOf(text);
    expect(fields).toMatchObject({
      title: 'Park miejski',
      'lines[0][name]': 'Drzewa',
      'lines[0][price]': '123,45',
      currency: 'PLN',
    });
    expect(fields.html).toContain('{{offer.lines}}');
    const { status, location } = await firm.browser.post('/crm/offers', { ...fields, next: '' });
    expect(status).toBe(303);
    const page = (await firm.browser.visit(location!)).text;
    expect(page).toContain('Przygotowana');
    expect(page).toMatch(/370,35\szł/);
    const listed = (await firm.browser.visit(`/crm/deals/${deal}`)).text;
    expect(listed).toContain(`<a href="${location}">OF `);
    expect((await firm.browser.visit('/crm/offers')).text).toContain('Kawiarnia &lt;Pod Lipą&gt;');
  });

  it('has one line of the deal’s name and value when the deal has none', async () => {
    const bare = await firm.deal('Jednym słowem');
    const fields = fieldsOf((await firm.browser.visit(`/crm/offers/new?deal=${bare}`)).text);
    expect(fields).toMatchObject({ 'lines[0][name]': 'Jednym słowem', 'lines[0][price]': '1230,00' });
  });

  it('R80: fills its variables, each as text and nothing more, below a policy that lets nothing run', async () => {
    const offer = await made({
      title: '<b>Ład</b>',
      html: '<p>Dla {{client.name}}: {{offer.title}}, {{offer.total}}, {{ deal.name }}</p><p>{{offer.lines}}</p>',
    });
    const { text, headers } = await firm.browser.visit(`${offer}/preview`);
    expect(text).toContain('Dla Kawiarnia &lt;Pod Lipą&gt;: &lt;b&gt;Ład&lt;/b&gt;, 25,03');
    expect(text).toContain('Park miejski</p><table class="offer-lines">');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; img-src data:; .*sandbox allow-popups allow-popups-to-escape-sandbox$/,
    );
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });

  it('shows its lines at the end when its text says nothing of them', async () => {
    expect(await preview(await made())).toMatch(/Dla Kawiarnia <Pod Lipą><\/p><table class="offer-lines">/);
  });

  it('R80: names unknown and empty variables before it is sent', async () => {
    const offer = await made({ html: '<p>{{deal.nmae}} {{client.phone}} {{deal.<strong>name</strong>}} {{deal.name}}</p>' });
    const { text } = await firm.browser.visit(offer);
    expect(text).toContain('Sprawdź przed wysłaniem');
    expect(text).toContain('<mark>deal.nmae</mark>');
    expect(text).toContain('<mark>deal. name</mark>');
    expect(text).toContain('<li>telefon klienta</li>');
    expect((await firm.browser.visit(await made())).text).not.toContain('Sprawdź przed wysłaniem');
  });

  it('R16: never tells the client of a restricted own field, and says so before it is sent', async () => {
    await firm.rows(`insert into own_fields (account_id, record, key, name, type, restricted, position)
      values (${firm.anna.account}, 'deal', 'marza', 'Marża', 'text', true, 1)`);
    const offer = await made({ html: '<p>Marża: [{{deal.own.marza}}]</p>' });
    expect(await preview(offer)).toContain('Marża: []');
    const { text } = await firm.browser.visit(offer);
    expect(text).toContain('bo są zastrzeżone');
    expect(text).toContain('<li>Marża</li>');
    expect((await firm.browser.visit(`${offer}/edit`)).text).not.toContain('data-variable="deal.own.marza"');
  });

  it('R80: takes no script, whatever was posted', async () => {
    const offer = await made({ html: '<p onclick="a()">Dobry<script>alert(1)</script><a href="javascript:a()">x</a></p>' });
    const [{ html }] = await firm.rows<{ html: string }>(`select html from offers where id = ${offer.split('/').at(-1)}`);
    expect(html).toBe('<p>Dobry<span>x</span></p>');
    expect(await preview(offer)).not.toMatch(/script|onclick/);
  });

  it('refuses a text of 5 MB at its field, keeping what else was typed', async () => {
    const { status, text } = await post({ html: `<p>${'a'.repeat(5_000_000)}</p>` });
    expect(status).toBe(422);
    expect(text).toContain('id="f-html-error"');
    expect(text).toContain('ponad 1 MB');
    expect(text).toContain('value="Trawa"');
  });

  it('gets more rows without script, saving nothing', async () => {
    const before = await firm.rows('select count(*) from offers');
    const { status, text } = await post({ next: 'line' });
    expect(status).toBe(422);
    expect(text).toContain('name="lines[2][name]"');
    expect(await firm.rows('select count(*) from offers')).toEqual(before);
  });

  it('R118: is made once by a form that was sent twice', async () => {
    const formKey = 'dwa-razy';
    const [first, second] = [await post({ formKey }), await post({ formKey })];
    expect(second.location).toBe(first.location);
  });
});

describe('changing an offer', () => {
  it('R117: puts two people’s changes together, and asks where both changed the text', async () => {
    const offer = await made();
    const opened = { ...fieldsOf((await firm.browser.visit(`${offer}/edit`)).text), next: '' } as Record<string, string>;
    await firm.browser.post(offer, { ...opened, title: 'Inny tytuł' });
    expect((await firm.browser.post(offer, { ...opened, validUntil: '2027-01-31' })).status).toBe(303);
    const page = (await firm.browser.visit(offer)).text;
    expect(page).toContain('Inny tytuł');
    expect(page).toContain('31.01.2027');
    await firm.browser.post(offer, { ...opened, title: 'Inny tytuł', html: '<p>Moje</p>' });
    const refused = await firm.browser.post(offer, { ...opened, html: '<p>Twoje</p>' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('inna treść');
  });

  it('counts a version for each change of what the client reads, and none where nothing changed', async () => {
    const offer = await made();
    const id = offer.split('/').at(-1);
    const form = { ...fieldsOf((await firm.browser.visit(`${offer}/edit`)).text), next: '' };
    await firm.browser.post(offer, form);
    expect(await firm.rows(`select version from offers where id = ${id}`)).toEqual([{ version: 1 }]);
    await firm.browser.post(offer, { ...form, 'lines[0][price]': '11' });
    expect(await firm.rows(`select version from offers where id = ${id}`)).toEqual([{ version: 2 }]);
  });

  it('R124: is not possible once the client answered', async () => {
    const offer = await made();
    const id = offer.split('/').at(-1);
    const form = { ...fieldsOf((await firm.browser.visit(`${offer}/edit`)).text), next: '' };
    await firm.rows(
      `update offers set sent_at = now(), filled_html = '<p>Tak</p>', accepted_at = now(), accepted_by = 'Jan Kos', accepted_version = 1 where id = ${id}`,
    );
    expect((await firm.browser.post(offer, { ...form, title: 'Inaczej' })).status).toBe(422);
    await firm.browser.post(`${offer}/deletion`);
    await firm.browser.post(`${offer}/withdrawal`);
    expect(await firm.rows(`select title, deleted_at, withdrawn_at from offers where id = ${id}`)).toEqual([
      { title: 'Zieleń', deleted_at: null, withdrawn_at: null },
    ]);
    const { text } = await firm.browser.visit(offer);
    expect(text).toContain('Jan Kos');
    expect(text).not.toContain('/withdrawal');
    const copy = (await firm.browser.post(`${offer}/copies`)).location!;
    expect(copy).toMatch(/^\/crm\/offers\/\d+\/edit$/);
    expect(fieldsOf((await firm.browser.visit(copy)).text)).toMatchObject({ title: 'Zieleń', 'lines[0][name]': 'Trawa' });
  });

  it('R119: a deleted one leaves the lists and comes back', async () => {
    const offer = await made();
    await firm.browser.post(`${offer}/deletion`);
    await firm.browser.post(`${offer}/deletion`);
    expect((await firm.browser.visit('/crm/offers')).text).not.toContain(`href="${offer}"`);
    expect((await firm.browser.visit('/crm/offers?state=deleted')).text).toContain(`href="${offer}"`);
    await firm.browser.post(`${offer}/restoration`);
    const { text } = await firm.browser.visit(offer);
    expect(text).toContain('Usunięto ofertę');
    expect(text).toContain('Przywrócono ofertę');
  });

  it('shows the client what changed after it was sent, and withdraws it for good', async () => {
    const offer = await made();
    const id = offer.split('/').at(-1);
    await firm.rows(`update offers set sent_at = now(), filled_html = '<p>Było</p>' where id = ${id}`);
    expect(await preview(offer)).toContain('Było');
    const form = { ...fieldsOf((await firm.browser.visit(`${offer}/edit`)).text), next: '' };
    await firm.browser.post(offer, { ...form, html: '<p>Jest dla {{client.name}}</p>' });
    expect(await preview(offer)).toContain('Jest dla Kawiarnia');
    await firm.browser.post(`${offer}/withdrawal`);
    expect((await firm.browser.visit(offer)).text).toContain('Wycofana');
  });
});

describe('who sees an offer', () => {
  it('R72: whoever sees its deal, and nobody else by any address', async () => {
    const offer = await made();
    const jan = await firm.colleague('jan', { crmRole: 'user', crmLevel: 'own' });
    for (const path of [offer, `${offer}/edit`, `${offer}/preview`]) expect((await jan.visit(path)).status).toBe(404);
    for (const path of [offer, `${offer}/copies`, `${offer}/withdrawal`, `${offer}/deletion`])
      expect((await jan.post(path, typed)).status).toBe(404);
    expect((await jan.post('/crm/offers', { ...typed, dealId: String(deal) })).status).toBe(404);
    expect((await jan.visit('/crm/offers')).text).not.toContain('OF ');
    expect((await jan.visit('/settings/offer-templates')).status).toBe(403);
  });

  it('R68: nobody of Invoicing only', async () => {
    const iga = await firm.colleague('iga', { invoicingRole: 'accountant' });
    expect((await iga.visit('/crm/offers')).status).toBe(403);
  });
});

describe('the list of offers', () => {
  it('is narrowed by state, person and words', async () => {
    const offer = await made({ title: 'Żywopłot', validUntil: '2020-01-01' });
    await firm.rows(`update offers set sent_at = now(), filled_html = '' where id = ${offer.split('/').at(-1)}`);
    const has = async (query: string) => (await firm.browser.visit(`/crm/offers?${query}`)).text.includes(`<a href="${offer}">`);
    expect(await has('state=expired')).toBe(true);
    expect(await has('state=sent')).toBe(false);
    expect(await has('words=zywop')).toBe(true);
    expect(await has('words=zy_wop')).toBe(false);
    expect(await has(`responsible=${firm.anna.user}`)).toBe(true);
  });

  it('R83, R131: finds all the words, in any order, by what it says and by its client’s name, and by nothing else of the client', async () => {
    const known = await firm.client('Szkoła Wierzba', { taxNo: '5252445767', email: 'biuro@wierzba.example' });
    const garden = await firm.deal('Patio szkoły', { clientId: known });
    const offer = await made({ dealId: String(garden), title: 'Grab i lipa' });
    const id = offer.split('/').at(-1);
    const has = async (words: string, browser = firm.browser, query = '') =>
      (await browser.visit(`/crm/offers?words=${encodeURIComponent(words)}${query}`)).text.includes(`<a href="${offer}">`);
    const [{ number }] = await firm.rows<{ number: string }>(`select number from offers where id = ${id}`);
    for (const words of ['LIPA grab', number, `lipa ${number}`, 'wierzba szkola'])
      expect([words, await has(words)]).toEqual([words, true]);
    for (const words of ['lipa klon', 'lipa%', '5252445767', 'wierzba.example', 'Wierzba 5252445767'])
      expect([words, await has(words)]).toEqual([words, false]);
    const iza = await firm.colleague('iza', { crmRole: 'user', crmLevel: 'own' });
    expect(await has('lipa grab', iza)).toBe(false);
    await firm.rows(`update deals set responsible_id = (select id from users where login = 'iza') where id = ${garden}`);
    expect(await has('wierzba szkola', iza)).toBe(true);
    await firm.browser.post(`${offer}/deletion`);
    expect([await has('grab'), await has('grab', firm.browser, '&state=deleted')]).toEqual([false, true]);
  });

  it.each([
    ['draft', ''],
    ['sent', ''],
    ['opened', ', opened_at = now()'],
    ['accepted', ", accepted_at = now(), accepted_by = 'Jan Kos', accepted_version = version"],
    ['declined', ', declined_at = now()'],
    ['expired', ", valid_until = '2020-01-01'"],
    ['withdrawn', ', withdrawn_at = now()'],
    ['deleted', ', deleted_at = now()'],
  ])('has an offer in state %s there and nowhere else', async (state, changes) => {
    const offer = await made();
    if (state !== 'draft')
      await firm.rows(`update offers set sent_at = now(), filled_html = ''${changes} where id = ${offer.split('/').at(-1)}`);
    const listed: string[] = [];
    for (const each of LISTED_STATES)
      if ((await firm.browser.visit(`/crm/offers?state=${each}`)).text.includes(`<a href="${offer}">`)) listed.push(each);
    expect(listed).toEqual([state]);
  });
});
