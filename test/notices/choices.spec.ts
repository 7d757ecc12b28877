import { Notices } from '../../src/notices/notices.service';
import type { TestBrowser } from '../app';
import { decoded, Firm } from '../integration/firm';

describe('the choice of notices', () => {
  let firm: Firm;
  let marek: TestBrowser;
  let ewa: TestBrowser;
  beforeAll(async () => {
    firm = await Firm.open();
    marek = await firm.colleague('marek', { crmRole: 'user', crmLevel: 'all' });
    ewa = await firm.colleague('ewa', { invoicingRole: 'accountant', invoicingLevel: 'all' });
  });
  afterAll(() => firm.close());

  const choices = (login: string) =>
    firm.rows(`select c.kind, c.in_app app, c.by_mail mail from notice_choices c join users u on u.id = c.user_id
      where u.login = '${login}' order by c.id`);
  const historyOf = () => firm.rows(`select user_id::int, action from history where record_table = 'notice_choices' order by id`);
  const page = async (browser: TestBrowser) => decoded((await browser.visit('/notices/choices')).text);

  it('names every kind of notices that may concern the person, in both languages, and where they go', async () => {
    for (const browser of [firm.browser, marek, ewa]) {
      expect(await page(browser)).toContain('Poczta, która nie dotarła');
      expect((await browser.post('/person/preferences', { language: 'en' })).status).toBe(303);
      expect(await page(browser)).toContain('Mail that did not arrive');
      await browser.post('/person/preferences', { language: 'pl' });
    }
    expect(await page(marek)).toContain('marek@ogrody.example');
    expect(await page(marek)).toMatch(/name="choices\[\d+\]\[inApp\]" checked/);
  });

  it('shows nobody the kinds of the other side (R64, R68)', async () => {
    const kinds = firm.test.app.get(Notices).kinds;
    for (const [browser, other] of [
      [marek, 'invoicing'],
      [ewa, 'crm'],
    ] as const) {
      const shown = [...(await page(browser)).matchAll(/\[kind\]" value="([^"]*)"/g)].map(([, kind]) => kind);
      expect(shown.length).toBeGreaterThan(0);
      expect(kinds.filter(({ name, side }) => side === other && shown.includes(name))).toEqual([]);
    }
  });

  it('R118, R119: is kept as it was ticked, once, with history, and is nobody else’s', async () => {
    const ticked = { choices: [{ kind: 'mail_failed', byMail: 'on' }] };
    expect((await marek.post('/notices/choices', ticked)).location).toBe('/notices/choices');
    await marek.post('/notices/choices', ticked);
    expect(await choices('marek')).toEqual([{ kind: 'mail_failed', app: false, mail: true }]);
    expect(await choices('ewa')).toEqual([]);
    expect(await historyOf()).toEqual([{ user_id: expect.any(Number), action: 'made' }]);
    expect(await page(marek)).toMatch(/name="choices\[\d+\]\[byMail\]" checked/);
    expect(await page(ewa)).not.toMatch(/name="choices\[\d+\]\[byMail\]" checked/);
    await marek.post('/notices/choices', { choices: [{ kind: 'mail_failed' }] });
    expect(await choices('marek')).toEqual([{ kind: 'mail_failed', app: false, mail: false }]);
  });

  it('takes no kind that there is not, and no form that is none', async () => {
    await ewa.post('/notices/choices', { choices: [{ kind: 'invented', inApp: 'on', byMail: 'on' }] });
    await ewa.post('/notices/choices', {});
    expect(await choices('ewa')).toEqual([]);
  });
});
