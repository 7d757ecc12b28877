import { addDays } from '../../../src/clock';
import { Transaction } from '../../../src/database/transaction';
import { Firm, TODAY } from '../../integration/firm';

let firm: Firm;
beforeAll(async () => {
  firm = await Firm.open();
});
afterAll(() => firm.close());

const made = async (title: string, fields: object = {}) => {
  const task = { kind: 'todo', title, dueOn: TODAY, responsibleId: String(firm.anna.user), ...fields };
  return (await firm.browser.post('/crm/tasks', task)).location!;
};
const today = async () => (await firm.browser.visit('/crm/today')).text;
/** What stands under a heading of the page. */
const under = (text: string, heading: string) => text.slice(text.indexOf(`>${heading}<`)).split('</section>')[0];

describe('my day (R93)', () => {
  it('tells what is late, due today, coming and done, and takes a task in one line', async () => {
    await made('Zaległe', { dueOn: addDays(TODAY, -3) });
    await made('Za tydzień', { dueOn: addDays(TODAY, 7) });
    await made('Za miesiąc', { dueOn: addDays(TODAY, 30) });
    await made('Niczyje zadanie', { responsibleId: '' });
    expect(await made('Na dziś zadanie', { back: 'today' })).toBe('/crm/today');
    const done = await made('Już zrobione');
    await firm.browser.post('/crm/tasks/completions', { one: done.split('/').at(-1), back: '/crm/today' });
    const text = await today();
    expect(under(text, 'Spóźnione')).toContain('>Zaległe<');
    expect(under(text, 'Na dziś')).toMatch(/>Na dziś zadanie<[\s\S]*Zrobione dzisiaj[\s\S]*>Już zrobione</);
    expect(under(text, 'Najbliższe 7 dni')).toContain('>Za tydzień<');
    expect(under(text, 'Niczyje')).toContain('>Niczyje zadanie<');
    expect(text).not.toContain('Za miesiąc');
  });

  it('names deals that have no next step or whose day has passed, and none that has a task', async () => {
    const mine = { responsibleId: firm.anna.user };
    const late = await firm.deal('Termin minął', { ...mine, expectedOn: addDays(TODAY, -1) });
    await made('Zadzwonić', { dealId: late });
    await firm.deal('Bez zadania', mine);
    const busy = await firm.deal('Z zadaniem', mine);
    await made('Napisać', { dealId: busy, dueOn: addDays(TODAY, 20) });
    const text = under(await today(), 'Interesy bez następnego kroku');
    expect(text).toContain('>Termin minął<');
    expect(text).toContain('>Bez zadania<');
    expect(text).not.toContain('>Z zadaniem<');
  });

  it('asks the database at most ten times', async () => {
    const asked = jest.spyOn(Transaction.prototype, 'query');
    await today();
    expect(asked.mock.calls.length).toBeLessThanOrEqual(10);
    asked.mockRestore();
  });
});
