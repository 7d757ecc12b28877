import { addDays } from '../../../src/clock';
import type { TestBrowser } from '../../app';
import { decoded, Firm, TODAY } from '../../integration/firm';

let firm: Firm;
let anna: TestBrowser;
let client: number;
let deal: number;

beforeAll(async () => {
  firm = await Firm.open();
  anna = firm.browser;
  client = await firm.client('Kawiarnia Pod Lipą');
  deal = await firm.deal('Ogród przy kawiarni', { clientId: client, responsibleId: firm.anna.user });
});
afterAll(() => firm.close());

const call = () => ({ kind: 'call', title: 'Zadzwonić', dueOn: TODAY, responsibleId: String(firm.anna.user) });
const made = async (fields: object = {}) => {
  const { location, text } = await anna.post('/crm/tasks', { ...call(), ...fields });
  if (!location) throw new Error(text);
  return location;
};
const opened = async (task: string) => decoded(/name="opened" value="([^"]*)"/.exec((await anna.visit(`${task}/edit`)).text)![1]);
const idIn = (task: string) => task.split('/').at(-1)!;

describe('tasks (R93)', () => {
  it('show what they are, whom they are for and what happened with them', async () => {
    const task = await made({ client: `${client} · Kawiarnia Pod Lipą`, dealId: deal, dueTime: '9.30', note: 'O cenie' });
    const { status, text } = await anna.visit(task);
    expect(status).toBe(200);
    for (const part of ['<h1>Zadzwonić</h1>', 'Kawiarnia Pod Lipą', 'Ogród przy kawiarni', '09:30', 'O cenie', 'Dodano zadanie'])
      expect(text).toContain(part);
  });

  it('are done and opened again on their page, and tell so (R119)', async () => {
    const task = await made();
    await anna.post('/crm/tasks/completions', { one: idIn(task), back: task });
    expect((await anna.visit(task)).text).toMatch(/Otwórz ponownie[\s\S]*<p>Zrobione<\/p>/);
    await anna.post('/crm/tasks/reopenings', { one: idIn(task), back: task });
    expect((await anna.visit(task)).text).toContain('<p>Otwarto ponownie</p>');
  });

  it('are done and put off together from the list, wherever nobody else’s are to be seen (R118)', async () => {
    const tasks = [await made({ title: 'Pierwsze z dwóch' }), await made({ title: 'Drugie z dwóch' })];
    const ids = tasks.map(idIn);
    const { location } = await anna.post('/crm/tasks/postponements', { ids, by: 'week', back: '/crm/tasks?whose=all' });
    expect(location).toBe('/crm/tasks?whose=all');
    const due = await firm.rows<{ due: string }>(`select due_on::text due from tasks where id in (${ids})`);
    expect(due.map((row) => row.due)).toEqual([addDays(TODAY, 7), addDays(TODAY, 7)]);
    await anna.post('/crm/tasks/completions', { ids: [...ids, 999_999] });
    const done = (await anna.visit('/crm/tasks?state=done')).text;
    expect(done).toContain('Pierwsze z dwóch');
    expect(done).toContain('Drugie z dwóch');
    expect((await anna.visit('/crm/tasks')).text).not.toContain('Pierwsze z dwóch');
  });

  it('lead nobody out of CRM after they are done', async () => {
    const { location } = await anna.post('/crm/tasks/completions', { ids: [], back: '//evil.example/crm/' });
    expect(location).toBe('/crm/tasks');
  });

  it('are listed by when they are due, page by page, narrowed by state, kind, client and deal', async () => {
    await firm.rows(`insert into tasks (account_id, kind, title, due_on, due_time, responsible_id, deal_id)
      select ${firm.anna.account}, 'meeting', 'Spotkanie ' || n, date '2099-01-01' + n / 3, case when n % 3 > 0 then '1' || n % 3 || ':00' end,
        ${firm.anna.user}, ${deal} from generate_series(1, 120) n`);
    const titles = (text: string) => [...text.matchAll(/>Spotkanie (\d+)<\/a>/g)].map(([, n]) => Number(n));
    const pages: number[][] = [];
    for (let href: string | undefined = `/crm/tasks?kind=meeting&deal=${deal}`; href; ) {
      const { text } = await anna.visit(href);
      pages.push(titles(text));
      href = /href="([^"]*)" rel="next"/.exec(text)?.[1].replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
      if (pages.length === 2) {
        const back = /href="([^"]*)" rel="prev"/.exec(text)![1];
        expect(titles((await anna.visit(decoded(back))).text)).toEqual(pages[0]);
      }
    }
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(pages.flat()).toEqual(Array.from({ length: 120 }, (_, n) => n + 1));
    expect(titles((await anna.visit('/crm/tasks?kind=call')).text)).toEqual([]);
    expect(titles((await anna.visit('/crm/tasks?state=overdue')).text)).toEqual([]);
    await firm.rows(`update tasks set deleted_at = now() where kind = 'meeting'`);
  });

  it('are deleted, and restored from the list of deleted ones (R119)', async () => {
    const task = await made({ title: 'Do kosza' });
    await anna.post(`${task}/deletion`);
    expect((await anna.visit('/crm/tasks')).text).not.toContain('>Do kosza<');
    expect((await anna.post(task, call())).text).toContain('To zadanie jest usunięte');
    expect((await anna.visit('/crm/tasks?state=deleted&kind=call')).text).toContain('>Do kosza<');
    await anna.post(`${task}/restoration`);
    expect((await anna.visit('/crm/tasks')).text).toContain('>Do kosza<');
  });

  it('take both changes of two people, and ask whoever changed the same field (R117)', async () => {
    const task = await made();
    const both = await opened(task);
    await anna.post(task, { ...call(), title: 'Zadzwonić rano', opened: both });
    expect((await anna.post(task, { ...call(), note: 'O cenie', opened: both })).status).toBe(303);
    const { text } = await anna.visit(task);
    expect(text).toContain('<h1>Zadzwonić rano</h1>');
    expect(text).toContain('O cenie');
    const late = await anna.post(task, { ...call(), title: 'Inaczej', opened: both });
    expect(late.status).toBe(422);
    expect(late.text).toContain('Teraz jest tu: Zadzwonić rano.');
  });
});

describe('the form of a task', () => {
  it('knows the deal and the client it was opened from', async () => {
    const { text } = await anna.visit(`/crm/tasks/new?deal=${deal}&back=deal`);
    expect(text).toContain(`value="${client} · Kawiarnia Pod Lipą"`);
    expect(text).toContain(`<option value="${deal}" selected>Ogród przy kawiarni</option>`);
    expect((await anna.visit(`/crm/tasks/new?client=${client}`)).text).toContain(`value="${client} · Kawiarnia Pod Lipą"`);
    expect((await anna.visit('/crm/tasks/new?deal=999999&client=999999')).status).toBe(200);
    expect(await made({ dealId: deal, back: 'deal' })).toBe(`/crm/deals/${deal}`);
  });

  it.each<[string, object, string, string]>([
    ['no day', { dueOn: '' }, 'dueOn', 'wymagane'],
    ['the 29th of February of a common year', { dueOn: '2027-02-29' }, 'dueOn', 'Takiego dnia nie ma'],
    ['a time that there is not', { dueTime: '25:10' }, 'dueTime', 'Wpisz godzinę'],
    ['words for a time', { dueTime: 'rano' }, 'dueTime', 'Wpisz godzinę'],
    ['a title too long', { title: 'a'.repeat(256) }, 'title', 'Tekst jest za długi'],
    ['a client that there is not', { client: 'Nikt taki' }, 'clientId', 'Nie ma klienta'],
    ['a deal that there is not', { dealId: '999999' }, 'dealId', 'Tego nie można już wybrać'],
    ['a person who is not there', { responsibleId: '999999' }, 'responsibleId', 'Tego nie można już wybrać'],
    ['every 0 days', { unit: 'day', every: '0' }, 'every', 'Najmniejsza'],
    ['every so many days, not said how many', { unit: 'day', every: '' }, 'every', 'od 1 do 366'],
    ['an end before the day', { unit: 'day', every: '1', untilOn: '2020-01-01' }, 'untilOn', 'Ostatni dzień'],
    ['a kind that there is not', { kind: 'nap' }, 'kind', 'Wybierz jedną'],
  ])('says beside its field what is wrong with %s, and keeps what was typed', async (_, fields, field, words) => {
    const { status, text } = await anna.post('/crm/tasks', { ...call(), note: 'zostaje', ...fields });
    expect(status).toBe(422);
    expect(new RegExp(`id="f-${field}-error">[\\s\\S]*?</div>`).exec(text)![0]).toContain(words);
    expect(text).toContain('zostaje');
  });

  it('refuses who has left', async () => {
    await firm.colleague('ola', { crmRole: 'user', crmLevel: 'all' });
    const [{ id }] = await firm.rows<{ id: number }>(`select id::int from users where login = 'ola'`);
    await anna.post(`/settings/people/${id}/departure`);
    const { status, text } = await anna.post('/crm/tasks', { ...call(), responsibleId: id });
    expect(status).toBe(422);
    expect(text).toContain('id="f-responsibleId-error"');
  });

  it('refuses a deal of another client', async () => {
    const other = await firm.client('Szkoła');
    const { text } = await anna.post('/crm/tasks', { ...call(), client: `${other} · Szkoła`, dealId: deal });
    expect(text).toContain('Ten interes należy do innego klienta');
  });

  it('shows the next three days of one that recurs, with and without script (R77)', async () => {
    const rhythm = { dueOn: '2027-01-31', unit: 'month', every: '1' };
    const days = ['28.02.2027', '31.03.2027', '30.04.2027'];
    const { status, text } = await anna.post('/crm/tasks', { ...call(), ...rhythm, next: 'preview' });
    expect(status).toBe(422);
    for (const day of days) expect(text).toContain(day);
    const fragment = (await anna.visit(`/crm/tasks/following-days?task=&${new URLSearchParams(rhythm)}`)).text;
    for (const day of days) expect(fragment).toContain(day);
    const task = await made(rhythm);
    for (const day of days) expect((await anna.visit(task)).text).toContain(day);
  });
});

describe('cards and timelines of deals and clients (R90)', () => {
  it('show open tasks, tick them off there, and tell what was done', async () => {
    const task = await made({ title: 'Wysłać szkic', dealId: deal });
    for (const page of [`/crm/deals/${deal}`, `/crm/clients/${client}`]) {
      const { text } = await anna.visit(page);
      expect(text).toContain(`name="one" value="${idIn(task)}"`);
      expect(text).toContain('Dodano zadanie: Wysłać szkic');
    }
    const { location } = await anna.post('/crm/tasks/completions', { one: idIn(task), back: `/crm/deals/${deal}` });
    expect(location).toBe(`/crm/deals/${deal}`);
    const { text } = await anna.visit(location!);
    expect(text).not.toContain(`name="one" value="${idIn(task)}"`);
    expect(text).toContain('Zrobiono zadanie: Wysłać szkic');
    expect((await anna.visit(`/invoicing/clients/${client}`)).text).not.toContain('Wysłać szkic');
  });
});

describe('a task of a deal that is closed to its person (R131)', () => {
  it('does not name it', async () => {
    const jan = await firm.colleague('jan', { crmRole: 'user', crmLevel: 'own' });
    const [{ id }] = await firm.rows<{ id: number }>(`select id::int from users where login = 'jan'`);
    const secret = await firm.deal('Tajny interes');
    const task = await made({ title: 'Zapytać o drzewa', responsibleId: id, dealId: secret });
    for (const page of [task, '/crm/tasks', '/crm/today', `${task}/edit`, `/crm/tasks?deal=${secret}`]) {
      const { status, text } = await jan.visit(page);
      expect([page, status]).toEqual([page, 200]);
      if (!page.includes('?')) expect(text).toContain('Zapytać o drzewa');
      expect(text).not.toContain('Tajny');
    }
  });
});
