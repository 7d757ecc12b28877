import { Decimal } from '../../../src/money/decimal';
import type { TestBrowser } from '../../app';
import { Firm } from '../../integration/firm';

const FORM = {
  name: 'Powiedz o dużym interesie',
  happening: 'deal_made',
  match: 'all',
  'conditions[0][field]': 'deal.gross',
  'conditions[0][is]': 'greater',
  'conditions[0][value]': '5 000,00',
  'actions[0][name]': 'notify',
  'actions[0][to:administrators]': 'on',
  'actions[0][text]': 'Nowy: {{deal.name}}',
};

describe('the pages of macros', () => {
  let firm: Firm;
  let browser: TestBrowser;
  beforeAll(async () => {
    firm = await Firm.open();
    browser = firm.browser;
  });
  afterAll(() => firm.close());

  const idIn = (location = '') => Number(/macros\/(\d+)/.exec(location)?.[1]);
  const made = async (changes: object = {}) => idIn((await browser.post('/settings/macros', { ...FORM, ...changes })).location);
  const page = async (path: string, by = browser) => (await by.visit(path)).text;
  const fieldsNamed = (text: string) =>
    [...text.matchAll(/<(?:input|select|textarea)[^>]* name="((?:conditions|actions)[^"]*)"/g)].map(([, name]) => name);

  it('offer ready examples, the first: tell the team about every completed sale', async () => {
    const text = await page('/settings/macros');
    expect(text.match(/new\?example&#x3D;\w+|new\?example=\w+/g)?.map((href) => href.slice(-4))).toHaveLength(5);
    expect(text).toContain('Powiedz zespołowi o każdej zakończonej sprzedaży');
    for (const example of ['sale', 'offer_opened', 'new_client', 'overdue', 'accepted'])
      expect((await browser.visit(`/settings/macros/new?example=${example}`)).status).toBe(200);
  });

  it('keep what was typed while rows come and go, without script', async () => {
    const more = await browser.post('/settings/macros', { ...FORM, next: 'condition' });
    expect(more.status).toBe(422);
    expect(more.text).toContain('value="5 000,00"');
    expect(fieldsNamed(more.text)).toContain('conditions[1][field]');
    const action = await browser.post('/settings/macros', { ...FORM, 'actions[1][name]': 'make_task', next: 'show' });
    expect(fieldsNamed(action.text)).toEqual(expect.arrayContaining(['actions[1][title]', 'actions[1][responsible]']));
    const fewer = await browser.post('/settings/macros', { ...FORM, next: 'drop-condition-0' });
    expect(fieldsNamed(fewer.text).filter((name) => name.startsWith('conditions'))).toEqual([]);
    expect(await firm.rows('select from macros')).toEqual([]);
  });

  it('say beside the field what cannot be taken', async () => {
    const answer = await browser.post('/settings/macros', { ...FORM, 'actions[0][text]': '{{deal.kolor}}' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('id="f-actions.0.text-error"');
    expect(answer.text).toContain('deal.kolor');
    expect(answer.text).toContain('name="actions[0][to:administrators]" value="on" checked');
    const { text } = await browser.post('/settings/macros', { ...FORM, 'actions[0][emails]': 'szef' });
    expect(text).toContain('id="f-actions.0.emails-error"');
  });

  it('keep what was typed whatever a program puts in the place of a choice', async () => {
    const task = {
      'actions[0][name]': 'make_task',
      'actions[0][kind]': 'call',
      'actions[0][title]': 'Zadzwoń',
      'actions[0][inDays]': '1',
    };
    const odd = [
      { happening: 'constructor' },
      { happening: '__proto__' },
      { happening: 'date_reached', days: '1', dateField: 'constructor' },
      { happening: 'date_reached', days: '1', dateField: 'toString.x' },
      ...['user:99999', '1.5', 'department:1000', '9'.repeat(25)].map((to) => ({ ...task, 'actions[0][responsible]': to })),
      ...['user:constructor', 'constructor', `user:${'9'.repeat(30)}`].map((to) => ({ [`actions[0][to:${to}]`]: 'on' })),
    ];
    for (const fields of odd) {
      const { status, text } = await browser.post('/settings/macros', { ...FORM, ...fields });
      expect([fields, status]).toEqual([fields, 422]);
      expect(text).toContain('value="Powiedz o dużym interesie"');
    }
  });

  it('keep a condition whose field is gone, and refuse it: without it the macro would follow everything', async () => {
    await firm.rows(`insert into own_fields (account_id, record, key, name, type, position)
      select id, 'deal', 'vip', 'VIP', 'checkbox', 1 from accounts`);
    const condition = { 'conditions[0][field]': 'deal.own.vip', 'conditions[0][is]': 'is', 'conditions[0][value]': 'true' };
    const id = await made(condition);
    await firm.rows(`update own_fields set removed_at = now() where key = 'vip'`);
    expect(await page(`/settings/macros/${id}/edit`)).toContain('value="deal.own.vip" selected');
    const { status, text } = await browser.post(`/settings/macros/${id}`, { ...FORM, 'conditions[0][field]': 'deal.own.vip' });
    expect([status, text]).toEqual([422, expect.stringContaining('id="f-conditions.0.field-error"')]);
    await browser.post(`/settings/macros/${id}/deletion`);
  });

  it('rehearse a macro on what happened before it is switched on, and do nothing', async () => {
    await firm.deal('Mały ogród');
    await firm.deal('Wielki ogród', { agreedGross: new Decimal(9000) });
    const id = await made();
    const text = await page(`/settings/macros/${id}/rehearsal`);
    expect(text.match(/Zadziałałoby</g)).toHaveLength(1);
    expect(text).toContain('Mały ogród');
    expect(text).toContain('warunki niespełnione');
    expect(text).toContain('powiadomi: administratorzy CRM');
    expect(await firm.rows('select from macro_runs')).toEqual([]);
    expect(await firm.rows('select from notices')).toEqual([]);
  });

  it('R79: show a failed run with its reason, and try it again', async () => {
    const client = await firm.client('Bez adresu');
    const id = await made({ 'conditions[0][field]': '', 'actions[0][name]': 'mail_client', 'actions[0][template]': 'thanks.pl' });
    await browser.post(`/settings/macros/${id}/activation`);
    await firm.deal('Ogród', { clientId: client });
    await firm.test.jobsDone();
    const text = await page(`/settings/macros/${id}/runs`);
    expect(text).toContain('Klient nie ma adresu e-mail');
    await firm.rows(`update clients set email = 'biuro@lipa.example' where id = ${client}`);
    const run = /macro-runs\/(\d+)\/repetition/.exec(text)?.[1];
    await browser.post(`/settings/macro-runs/${run}/repetition`);
    await firm.test.jobsDone();
    const after = await page(`/settings/macros/${id}/runs`);
    expect(after).toContain('Wysłano wiadomość według szablonu');
    expect(after).not.toContain('repetition');
    expect(await firm.rows(`select from mail_messages where client_id = ${client}`)).toHaveLength(1);
    expect(await page('/settings/macro-runs')).toContain('Powiedz o dużym interesie');
  });

  it('R117: take together what two people changed', async () => {
    const id = await made();
    const opened = /name="opened" value="([^"]*)"/
      .exec(await page(`/settings/macros/${id}/edit`))![1]
      .replaceAll('&quot;', '"')
      .replaceAll('&#x3D;', '=');
    const form = { ...FORM, opened, 'actions[0][id]': JSON.parse(JSON.parse(opened).actions)[0].id };
    await browser.post(`/settings/macros/${id}`, { ...form, name: 'Nowa nazwa' });
    await browser.post(`/settings/macros/${id}`, { ...form, 'actions[0][text]': 'Inny tekst' });

    const [macro] = await firm.rows<{ name: string; text: string }>(
      `select name, actions #>> '{0,said,text}' text from macros where id = ${id}`,
    );
    expect(macro).toEqual({ name: 'Nowa nazwa', text: 'Inny tekst' });
  });

  it('delete a macro, and bring it back switched off', async () => {
    const id = await made({ name: 'Na chwilę' });
    await browser.post(`/settings/macros/${id}/activation`);
    await browser.post(`/settings/macros/${id}/deletion`);
    expect(await page('/settings/macros')).not.toContain('Na chwilę<');
    expect(await page('/settings/macros?deleted=1')).toContain('Na chwilę');
    await browser.post(`/settings/macros/${id}/restoration`);
    expect(await firm.rows(`select active from macros where id = ${id} and deleted_at is null`)).toEqual([{ active: false }]);
  });
});
