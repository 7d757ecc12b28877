import { Notices } from '../../src/notices/notices.service';
import type { TestBrowser } from '../app';
import { decoded, Firm } from '../integration/firm';

describe('the bell', () => {
  let firm: Firm;
  let marek: TestBrowser;
  let ewa: TestBrowser;
  const people: Record<string, number> = {};
  beforeAll(async () => {
    firm = await Firm.open();
    marek = await firm.colleague('marek', { crmRole: 'user', crmLevel: 'all' });
    ewa = await firm.colleague('ewa', { invoicingRole: 'accountant', invoicingLevel: 'all' });
    for (const { id, login } of await firm.rows<{ id: number; login: string }>('select id::int, login from users'))
      people[login] = id;
    const { tells } = firm.test.app.get(Notices);
    const tell = async (all: { ids: { name?: string | number | null; href?: string | number | null } }[]) =>
      all.map(({ ids }) => ({ text: String(ids.name), href: ids.href ? String(ids.href) : null }));
    tells.call(firm.test.app.get(Notices), 'mail_failed', { inApp: true, byMail: false }, tell as never);
  });
  afterAll(() => firm.close());
  beforeEach(() => firm.rows('delete from notices'));

  const give = (names: string[], { href = '/crm/deals', users = [people.marek] as number[] } = {}) =>
    firm.does(Notices, async (notices) => {
      for (const name of names) await notices.give({ kind: 'mail_failed', users, ids: { name, href }, key: name });
    });
  const page = async (browser: TestBrowser, path: string) => decoded((await browser.visit(path)).text);
  const bellOf = async (browser: TestBrowser, path: string) =>
    /class="bell"[^>]*title="([^"]*)"/.exec(await page(browser, path))?.[1];
  const idOf = async (key: string) => (await firm.rows<{ id: number }>(`select id::int from notices where key = '${key}'`))[0].id;
  const read = () => firm.rows<{ key: string }>('select key from notices where read_at is not null order by id');

  it('counts on every page what its person has not read, and nobody else’s', async () => {
    expect(await bellOf(marek, '/crm/deals')).toBe('Powiadomienia');
    await give(['a', 'b']);
    expect(await bellOf(marek, '/crm/deals')).toBe('Powiadomienia: 2 nieprzeczytane');
    expect(await bellOf(ewa, '/invoicing/invoices')).toBe('Powiadomienia');
    expect(await bellOf(firm.browser, '/settings/people')).toBe('Powiadomienia');
  });

  it('counts no further than a person would', async () => {
    await firm.rows(`insert into notices (account_id, user_id, kind, key, in_app, by_mail)
      select account_id, id, 'mail_failed', n::text, true, false from users, generate_series(1, 150) n where login = 'marek'`);
    expect(await bellOf(marek, '/crm/deals')).toBe('Powiadomienia: ponad 99 nieprzeczytanych');
    expect(await page(marek, '/notices/unread')).toContain('99+');
  });

  it('is asked for alone by pages that stay open', async () => {
    await give(['a']);
    const fragment = await page(marek, '/notices/unread?side=crm');
    expect(fragment).toContain('Powiadomienia: 1 nieprzeczytane');
    expect(fragment).not.toContain('<html');
    expect((await firm.test.browser().visit('/notices/unread')).location).toBe('/sign-in');
  });

  it('leads to a page that says what happened, newest first, a page at a time, and only to whom it concerns', async () => {
    await give([...Array(31).keys()].map((n) => `Sprawa ${String(n).padStart(2, '0')}`));
    const first = await page(marek, '/notices');
    const shown = [...first.matchAll(/>(Sprawa \d\d)</g)].map(([, name]) => name);
    expect(shown).toEqual([...Array(30).keys()].map((n) => `Sprawa ${String(30 - n).padStart(2, '0')}`));
    expect(first).toContain('Dzisiaj');
    const older = /href="(\/notices\?before=\d+)"/.exec(first)![1];
    expect(await page(marek, older)).toContain('Sprawa 00');
    expect(await page(ewa, '/notices')).toContain('Nie ma powiadomień');
  });

  it('R118: has a notice read when it is opened, however often', async () => {
    await give(['a', 'b']);
    const id = await idOf('a');
    expect(await marek.post(`/notices/${id}/reading`)).toMatchObject({ status: 303, location: '/crm/deals' });
    const [before] = await firm.rows<{ read_at: Date }>('select read_at from notices where read_at is not null');
    await marek.post(`/notices/${id}/reading`);
    expect(await firm.rows('select read_at from notices where read_at is not null')).toEqual([before]);
    expect(await read()).toEqual([{ key: 'a' }]);
    expect((await marek.post(`/notices/${await idOf('b')}/reading?side=crm`, { stay: 'on' })).location).toBe('/notices?side=crm');
  });

  it('opens nothing that is another’s (R114)', async () => {
    await give(['a']);
    expect((await ewa.post(`/notices/${await idOf('a')}/reading`)).status).toBe(404);
    expect(await read()).toEqual([]);
  });

  it('has all read that were shown, and nothing that came meanwhile', async () => {
    await give(['a', 'b']);
    const shown = /name="upTo" value="(\d+)"/.exec(await page(marek, '/notices'))![1];
    await give(['c']);
    await give(['d'], { users: [people.ewa] });
    expect((await marek.post('/notices/readings', { upTo: shown })).location).toBe('/notices');
    expect(await read()).toEqual([{ key: 'a' }, { key: 'b' }]);
    expect(await page(marek, '/notices')).toContain('class="unread"');
  });

  it('is no way around a record that is gone: its notice says so, and leads nowhere', async () => {
    await give(['a'], { href: '' });
    const text = await page(marek, '/notices');
    expect(text).toContain('<span class="notice-text">a</span>');
    expect((await marek.post(`/notices/${await idOf('a')}/reading`)).location).toBe('/notices');
    await firm.rows(`update notices set kind = 'long_forgotten'`);
    expect(await page(marek, '/notices')).toContain('Powiadomienie, o którym nic już nie wiadomo.');
  });

  it('stays on the side that its person comes from (R64)', async () => {
    await give(['a'], { users: [people.anna] });
    const text = await page(firm.browser, '/notices?side=invoicing');
    expect(text).toContain('data-side="invoicing"');
    expect(text).toContain('href="/notices/choices?side=invoicing"');
  });
});
