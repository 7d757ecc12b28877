import { Person, type SessionRow } from '../../../src/accounts/person';
import type { NewTask } from '../../../src/crm/tasks/task-saying';
import { TaskSteps } from '../../../src/crm/tasks/task-steps.service';
import { Tasks } from '../../../src/crm/tasks/tasks.service';
import { Database } from '../../../src/database/database';
import { Firm, keyOf, TODAY } from '../../integration/firm';

let firm: Firm;
let shop: number;
let workshop: number;
let ids: Record<'anna' | 'jan' | 'ola', number>;

beforeAll(async () => {
  firm = await Firm.open();
  shop = firm.department;
  await firm.browser.post('/settings/departments', { name: 'Warsztat', sellerName: 'Ogrody Zielińska', country: 'PL' });
  [{ id: workshop }] = await firm.rows<{ id: number }>(`select id::int from departments where name = 'Warsztat'`);
  await firm.colleague('jan', { crmRole: 'user', crmLevel: 'own', departments: [shop] });
  await firm.colleague('ola', { crmRole: 'user', crmLevel: 'own', departments: [shop] });
  const rows = await firm.rows<{ login: 'jan'; id: number }>('select login, id::int from users');
  ids = Object.fromEntries(rows.map(({ login, id }) => [login, id])) as typeof ids;
});
afterAll(() => firm.close());

const made = (title: string, changes: Partial<NewTask> = {}) =>
  firm.does(Tasks, (tasks) =>
    tasks.make({
      ...{ kind: 'call', title, dueOn: TODAY, dueTime: null, note: null, remindMinutes: null },
      ...{ responsibleId: ids.anna, clientId: null, dealId: null, ...changes },
    }),
  );

const seenBy = (level: string) => {
  const row = { user_id: ids.jan, crm_role: 'user', crm_level: level, departments: `{${shop}}`, language: 'pl' };
  const jan = new Person({ ...row, account_id: firm.anna.account } as SessionRow);
  const titles = () => firm.test.app.get(Database).query<{ title: string }[]>('select title from tasks');
  return jan.during(() => firm.test.app.get(Database).run(jan.who, titles)).then((rows) => rows.map(({ title }) => title).sort());
};

it('each level sees the tasks that it sees the deals of (R72, R93)', async () => {
  const deal = await firm.deal('Ogród', { departmentId: workshop });
  const client = await firm.client('Kawiarnia', { departmentId: workshop });
  await made('Jana', { responsibleId: ids.jan, dealId: deal });
  await made('Oli', { responsibleId: ids.ola });
  await made('niczyje', { responsibleId: null });
  await made('warsztatu, od interesu', { responsibleId: null, dealId: deal });
  await made('warsztatu, od klienta', { responsibleId: ids.ola, clientId: client });
  expect(await seenBy('own')).toEqual(['Jana']);
  expect(await seenBy('own_and_unassigned')).toEqual(['Jana', 'niczyje']);
  expect(await seenBy('departments')).toEqual(['Jana', 'Oli', 'niczyje']);
  expect(await seenBy('all')).toHaveLength(5);
});

it('a task goes along when its deal, or the client that it is of, goes to another department (R72)', async () => {
  const deal = await firm.deal('Skwer', { departmentId: workshop });
  const client = await firm.client('Hotel', { departmentId: workshop });
  await made('skweru', { responsibleId: ids.ola, dealId: deal });
  await made('hotelu', { responsibleId: ids.ola, clientId: client });
  const before = await seenBy('departments');
  for (const [table, id] of [
    ['deals', deal],
    ['clients', client],
  ] as const)
    await firm.rows(`update ${table} set department_id = ${shop} where id = ${id}`);
  expect(await seenBy('departments')).toEqual([...before, 'hotelu', 'skweru'].sort());
});

it('a task of a deal is one of its client (R93)', async () => {
  const client = await firm.client('Szkoła');
  const task = await made('Zadzwonić', { dealId: await firm.deal('Boisko', { clientId: client }) });
  expect(await firm.does(Tasks, (tasks) => tasks.find(task))).toMatchObject({ clientId: client });
});

it('doing a task twice, or opening it twice, does it once (R118)', async () => {
  const task = await made('Raz');
  const twice = async (step: 'complete' | 'reopen') => {
    const times = [];
    for (let i = 0; i < 2; i++) times.push(await firm.does(TaskSteps, (steps) => steps[step]([task])));
    return times;
  };
  expect(await twice('complete')).toEqual([1, 0]);
  expect(await twice('reopen')).toEqual([1, 0]);
  const kept = await firm.rows(`select from history where record_table = 'tasks' and record_id = ${task}`);
  expect(kept).toHaveLength(3);
});

it('nobody makes a task that they could not see (R72)', async () => {
  const [row] = [{ user_id: ids.jan, crm_role: 'user', crm_level: 'own', departments: `{${shop}}`, language: 'pl' }];
  const jan = new Person({ ...row, account_id: firm.anna.account } as SessionRow);
  const given = { kind: 'todo', title: 'Cudze', dueOn: TODAY, dueTime: null, note: null, remindMinutes: null } as const;
  const work = jan.during(() =>
    firm.test.app
      .get(Database)
      .run(jan.who, () =>
        firm.test.app.get(Tasks, { strict: false }).make({ ...given, responsibleId: ids.ola, clientId: null, dealId: null }),
      ),
  );
  expect(await keyOf(work)).toBe('task_out_of_reach');
});
