import type { DealInput } from '../../src/crm/deals/deal.input';
import { CrmVariables } from '../../src/crm/variables/crm-variables.service';
import { withClient } from '../../src/database/connection';
import { keyOf } from '../../src/own-fields/own-key';
import { readOwn, writtenOwn } from '../../src/own-fields/own-values';
import type { TestBrowser } from '../app';
import { decoded, Firm } from '../integration/firm';

let firm: Firm;
let jan: TestBrowser; // a user of CRM, no administrator
let fields: Record<string, number>;
beforeAll(async () => {
  firm = await Firm.open();
  jan = await firm.colleague('jan', { crmRole: 'user', crmLevel: 'all' });
  const add = async (record: string, name: string, type: string, restricted = false) => {
    const { status } = await firm.browser.post('/settings/own-fields', {
      record,
      name,
      type,
      ...(restricted && { restricted: 'on' }),
    });
    expect(status).toBe(303);
  };
  await add('client', 'Źródło łąki', 'text');
  await add('client', 'Ogród', 'long_text');
  await add('client', 'Liczba drzew', 'integer');
  await add('client', 'Powierzchnia', 'decimal');
  await add('client', 'Nawadnianie', 'checkbox');
  await add('client', 'Urodziny', 'date');
  await add('client', 'Wizja', 'datetime');
  await add('client', 'Marża', 'decimal', true);
  await add('deal', 'Trudność', 'integer');
  await add('deal', 'Prowizja', 'decimal', true);
  const rows = await firm.rows<{ key: string; id: number }>('select key, id::int from own_fields');
  fields = Object.fromEntries(rows.map(({ key, id }) => [key, id]));
});
afterAll(() => firm.close());

const FILLED = {
  own_zrodlo_laki: 'targi',
  own_ogrod: 'duży\nciemny',
  own_liczba_drzew: '1 200',
  own_powierzchnia: '12,50',
  own_nawadnianie: ['0', 'on'],
  own_urodziny: '2026-11-24',
  own_wizja: '2026-11-25T12:30',
  own_marza: '0,35',
};
async function clientWith(own: object, browser = firm.browser): Promise<number> {
  const { status, location, text } = await browser.post('/crm/clients', { name: 'Hotel Bukowy', company: 'yes', ...own });
  if (status !== 303) throw new Error(text);
  return Number(location!.split('/').at(-1));
}
const ownOf = async (id: number) => (await firm.rows<{ own: object }>(`select own from clients where id = ${id}`))[0].own;
const openedIn = (text: string) => decoded(/name="opened" value="([^"]*)"/.exec(text)![1]);
const plain = (text: string) => decoded(text).replaceAll(/[\u00a0\u202f]/g, ' ');

it('R13: a key is made from the name, once for each record', () => {
  expect([keyOf('Źródło łąki', []), keyOf('2. dziecko', []), keyOf('Źródło łąki', ['zrodlo_laki'])]).toEqual([
    'zrodlo_laki',
    'field_2_dziecko',
    'zrodlo_laki_2',
  ]);
});

it('R13: values are read by their type and written in the language', () => {
  expect(readOwn('integer', '1,5')).toEqual({ wrong: { key: 'whole', values: {} } });
  expect(readOwn('decimal', '-1 234,5')).toEqual({ value: '-1234.5' });
  expect(readOwn('decimal', '1,123456789')).toMatchObject({ wrong: { key: 'amount_places' } });
  expect(readOwn('date', '2026-02-30')).toMatchObject({ wrong: { key: 'day' } });
  expect(readOwn('datetime', '2026-11-25T24:00')).toMatchObject({ wrong: { key: 'own_datetime' } });
  expect(readOwn('text', 'a\u0000b')).toMatchObject({ wrong: { key: 'characters' } });
  expect(readOwn('checkbox', '0')).toEqual({ value: null });
  expect(writtenOwn('decimal', '1234.5', 'en')).toBe('1,234.5');
  expect(writtenOwn('datetime', '2026-11-25T12:30', 'pl')).toBe('25.11.2026, 12:30');
});

it('R13: a client keeps a value of each type, shows them on the card and in the form', async () => {
  const id = await clientWith(FILLED);
  expect(await ownOf(id)).toEqual({
    zrodlo_laki: 'targi',
    ogrod: 'duży\nciemny',
    liczba_drzew: 1200,
    powierzchnia: '12.5',
    nawadnianie: true,
    urodziny: '2026-11-24',
    wizja: '2026-11-25T12:30',
  });
  const card = plain((await firm.browser.visit(`/crm/clients/${id}`)).text);
  for (const shown of ['Źródło łąki', 'targi', '1 200', '12,5', '24.11.2026', '25.11.2026, 12:30', '0,35'])
    expect(card).toContain(shown);
  const form = (await firm.browser.visit(`/crm/clients/${id}/edit`)).text;
  for (const value of ['value="targi"', 'value="1200"', 'value="12,5"', 'value="2026-11-25T12:30"', 'value="0,35"'])
    expect(plain(form)).toContain(value);
  await firm.browser.post(`/crm/clients/${id}`, {
    name: 'Hotel Bukowy',
    company: 'yes',
    opened: openedIn(form),
    ...FILLED,
    own_nawadnianie: '0',
    own_ogrod: '',
  });
  expect(await ownOf(id)).not.toHaveProperty('nawadnianie');
  expect(await ownOf(id)).not.toHaveProperty('ogrod');
});

it('R13: what cannot be a value is told at its field, with what was typed', async () => {
  const { status, text } = await firm.browser.post('/crm/clients', {
    name: 'A',
    company: 'yes',
    own_liczba_drzew: 'sto',
    own_urodziny: '2026-02-30',
  });
  expect(status).toBe(422);
  expect(text).toContain('f-own_liczba_drzew-error');
  expect(text).toContain('f-own_urodziny-error');
  expect(text).toContain('value="sto"');
});

it('R16: a restricted field is masked on pages, in forms and in history for whoever is no administrator', async () => {
  const id = await clientWith(FILLED);
  for (const path of [`/crm/clients/${id}`, `/crm/clients/${id}/edit`]) {
    const text = plain((await jan.visit(path)).text);
    expect(text).toContain('tylko dla administratorów CRM');
    expect(text).not.toContain('0,35');
    expect(text).not.toContain('0.35');
  }
  // What he sends for it all the same is not taken, and what stands there stays.
  const form = (await jan.visit(`/crm/clients/${id}/edit`)).text;
  await jan.post(`/crm/clients/${id}`, {
    name: 'Hotel Bukowy',
    company: 'yes',
    opened: openedIn(form),
    ...FILLED,
    own_marza: '99',
  });
  const kept = await firm.rows<{ value: string }>(`select value from restricted_values where client_id = ${id}`);
  expect(kept).toEqual([{ value: '0.35' }]);
  const history = await firm.rows<{ changes: string }>(
    `select changes::text from history where record_table = 'clients' and record_id = ${id}`,
  );
  expect(history.map(({ changes }) => changes).join()).not.toContain('0.35');
  expect(plain((await firm.browser.visit(`/crm/clients/${id}`)).text)).toMatch(/Marża[\s\S]*zmieniono/);
});

it('R16: the database hands restricted values to nobody else, not even to what is done as the account', async () => {
  const id = await clientWith(FILLED);
  const [{ id: user }] = await firm.rows<{ id: number }>(`select id::int from users where login = 'jan'`);
  const seenBy = (who: number) =>
    withClient(firm.test.database.appOptions, async (client) => {
      const set = ['account', 'user', 'crm', 'invoicing'].map((name, at) => `set_config('app.${name}', $${at + 1}, false)`);
      await client.query(`select ${set.join(', ')}`, [String(firm.anna.account), String(who), 'all', 'all']);
      return (await client.query('select from restricted_values where client_id = $1', [id])).rowCount;
    });
  expect([await seenBy(user), await seenBy(firm.anna.user)]).toEqual([0, 1]);
});

it('R117: two people fill different own fields of one client, and the same one asks', async () => {
  const id = await clientWith({ own_zrodlo_laki: 'targi', own_liczba_drzew: '5' });
  const opened = openedIn((await firm.browser.visit(`/crm/clients/${id}/edit`)).text);
  const base = { name: 'Hotel Bukowy', company: 'yes', opened };
  const janOpened = openedIn((await jan.visit(`/crm/clients/${id}/edit`)).text);
  await jan.post(`/crm/clients/${id}`, { ...base, opened: janOpened, own_zrodlo_laki: 'polecenie', own_liczba_drzew: '5' });
  await firm.browser.post(`/crm/clients/${id}`, { ...base, own_zrodlo_laki: 'targi', own_liczba_drzew: '7' });
  expect(await ownOf(id)).toMatchObject({ zrodlo_laki: 'polecenie', liczba_drzew: 7 });
  const { status, text } = await firm.browser.post(`/crm/clients/${id}`, {
    ...base,
    own_zrodlo_laki: 'internet',
    own_liczba_drzew: '7',
  });
  expect(status).toBe(422);
  expect(text).toContain('f-own_zrodlo_laki-error');
  expect(text).toContain('polecenie');
});

it('R119: history says old and new by the name of the field', async () => {
  const id = await clientWith({ own_liczba_drzew: '5' });
  const opened = openedIn((await firm.browser.visit(`/crm/clients/${id}/edit`)).text);
  await firm.browser.post(`/crm/clients/${id}`, { name: 'Hotel Bukowy', company: 'yes', opened, own_liczba_drzew: '7' });
  expect(plain((await firm.browser.visit(`/crm/clients/${id}`)).text)).toMatch(/Liczba drzew[\s\S]{0,200}5[\s\S]{0,200}7/);
});

it('R13: deals have own fields too', async () => {
  const id = await firm.deal('Taras', { own: { trudnosc: '3', prowizja: '12,5' } } as Partial<DealInput>);
  expect(await firm.rows(`select own from deals where id = ${id}`)).toEqual([{ own: { trudnosc: 3 } }]);
  const card = plain((await firm.browser.visit(`/crm/deals/${id}`)).text);
  expect(card).toContain('Trudność');
  expect(card).toContain('12,5');
  expect(plain((await jan.visit(`/crm/deals/${id}`)).text)).not.toContain('12,5');
  const { text } = await firm.browser.visit(`/crm/deals/${id}/edit`);
  const form = { name: 'Taras', currency: 'PLN', vatRate: '23', agreedGross: '1230', opened: openedIn(text) };
  expect((await firm.browser.post(`/crm/deals/${id}`, { ...form, own_trudnosc: '4', own_prowizja: '' })).status).toBe(303);
  expect(await firm.rows(`select own from deals where id = ${id}`)).toEqual([{ own: { trudnosc: 4 } }]);
  expect(await firm.rows(`select value from restricted_values where deal_id = ${id}`)).toEqual([{ value: null }]);
});

it('R13: a removed field leaves forms and cards, keeps its values, and is back with them', async () => {
  const id = await clientWith({ own_zrodlo_laki: 'targi' });
  await firm.browser.post(`/settings/own-fields/${fields.zrodlo_laki}/removal`);
  const { text } = await firm.browser.visit(`/crm/clients/${id}/edit`);
  expect(text).not.toContain('own_zrodlo_laki');
  await firm.browser.post(`/crm/clients/${id}`, { name: 'Hotel', company: 'yes', opened: openedIn(text) });
  expect(await ownOf(id)).toEqual({ zrodlo_laki: 'targi' });
  await firm.browser.post(`/settings/own-fields/${fields.zrodlo_laki}/restoration`);
  expect((await firm.browser.visit(`/crm/clients/${id}`)).text).toContain('targi');
});

it('R127: a card that takes another over takes what it lacks, restricted values too', async () => {
  const tax = { taxNo: '5261040828', taxCountry: 'PL' };
  const old = await clientWith({ ...tax, own_zrodlo_laki: 'targi', own_liczba_drzew: '5', own_marza: '0,4' });
  await firm.browser.post(`/crm/clients/${old}/deletion`);
  const fresh = await clientWith({ ...tax, own_liczba_drzew: '9' });
  await firm.browser.post(`/crm/clients/${old}/merger`, { into: fresh });
  const [{ merged }] = await firm.rows<{ merged: number | null }>(
    `select merged_into_id::int merged from clients where id = ${old}`,
  );
  expect(merged).toBe(fresh);
  expect(await ownOf(fresh)).toEqual({ zrodlo_laki: 'targi', liczba_drzew: 9 });
  expect(await firm.rows(`select value from restricted_values where client_id = ${fresh}`)).toEqual([{ value: '0.4' }]);
});

it('R13: of two fields of one name the second is refused, at the name', async () => {
  const { status, text } = await firm.browser.post('/settings/own-fields', { record: 'deal', name: 'TRUDNOŚĆ', type: 'text' });
  expect(status).toBe(422);
  expect(text).toContain('f-name-error');
});

describe('R13, R80: variables of own fields', () => {
  const values = (about: object, language: 'pl' | 'en') =>
    firm.does(CrmVariables, (variables) => variables.valuesOf(about, language));

  it('are said as the language writes them, of client and deal', async () => {
    const clientId = await clientWith(FILLED);
    const dealId = await firm.deal('Taras', { clientId, own: { trudnosc: '3' } } as Partial<DealInput>);
    expect(await values({ dealId }, 'pl')).toMatchObject({
      'client.own.powierzchnia': '12,5',
      'client.own.urodziny': '24.11.2026',
      'deal.own.trudnosc': '3',
    });
    expect(await values({ clientId }, 'en')).toMatchObject({
      'client.own.powierzchnia': '12.5',
      'client.own.urodziny': '24 Nov 2026',
      'deal.own.trudnosc': '',
    });
  });

  it('R16: are none of restricted fields, as texts leave the firm, and templates that name one are refused', async () => {
    const clientId = await clientWith(FILLED);
    expect(await values({ clientId }, 'pl')).not.toHaveProperty(['client.own.marza']);
    const template = { name: 'List', language: 'pl', subject: 'Dzień dobry', body: 'Marża: {{client.own.marza}}' };
    const refused = await firm.browser.post('/settings/letter-templates', template);
    expect(refused.status).toBe(422);
    expect(plain(refused.text)).toContain('client.own.marza');
    expect(
      (await firm.browser.post('/settings/letter-templates', { ...template, body: 'Źródło: {{client.own.zrodlo_laki}}' })).status,
    ).toBe(303);
  });
});
