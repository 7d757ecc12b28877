import { addDays, instantOf } from '../../../src/clock';
import { DealsService } from '../../../src/crm/deals/deals.service';
import { MacroInput } from '../../../src/crm/macros/macro.input';
import { Macros } from '../../../src/crm/macros/macros.service';
import { TaskSteps } from '../../../src/crm/tasks/task-steps.service';
import { Tasks } from '../../../src/crm/tasks/tasks.service';
import { WatchTasks } from '../../../src/crm/tasks/watch-tasks.job';
import { NoteDays } from '../../../src/integration/happenings/note-days.job';
import { Firm, TODAY } from '../../integration/firm';

const YESTERDAY = addDays(TODAY, -1);

describe('a macro that brings itself about through the clock (R79)', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
  });
  afterAll(() => firm.close());
  afterEach(async () => {
    await firm.does(Macros, async (macros) => {
      for (const { id } of await macros.list()) await macros.delete(id);
    });
    await firm.rows('delete from notices; update tasks set deleted_at = now() where deleted_at is null');
  });

  async function macro(changes: Partial<MacroInput>) {
    const input = Object.assign(new MacroInput(), { name: 'Pętla', ...changes });
    return firm.does(Macros, async (macros) => {
      const id = await macros.create(input);
      await macros.switch(id, true);
      return id;
    });
  }
  const runs = (id: number) =>
    firm
      .rows<{ state: string }>(`select state from macro_runs where macro_id = ${id} and state <> 'not_met' order by id`)
      .then((rows) => rows.map(({ state }) => state));
  const told = () => firm.rows(`select from notices where kind = 'macro_looped'`).then(({ length }) => length);
  /** The first minute of so many days from now. */
  const midnight = async (days: number) => {
    await firm.test.app.get(WatchTasks, { strict: false }).watch(instantOf(addDays(TODAY, days), '00:01', 'Europe/Warsaw'));
    await firm.test.jobsDone();
  };
  const noon = async (days: number) => {
    await firm.test.app.get(NoteDays, { strict: false }).noteAll(new Date(`${addDays(TODAY, days)}T11:00:00Z`));
    await firm.test.jobsDone();
  };

  const FOLLOW = { name: 'make_task', kind: 'call', title: 'Dopilnuj', inDays: '0', responsible: 'responsible' };
  const task = (dueOn: string) =>
    firm.does(Tasks, (tasks) =>
      tasks.make({
        ...{
          kind: 'todo',
          title: 'Oddzwonić',
          dueOn,
          dueTime: null,
          responsibleId: firm.anna.user,
          clientId: null,
          dealId: null,
        },
        ...{ note: null, remindMinutes: null },
      }),
    );
  const made = () => firm.rows<{ id: number }>(`select id::int from tasks where title = 'Dopilnuj' order by id`);

  it('by the tasks that it makes is stopped, and its author told; what a person puts off begins anew', async () => {
    const id = await macro({ happening: 'task_overdue', actions: [FOLLOW] });
    await task(YESTERDAY);
    await midnight(0);
    expect(await runs(id)).toEqual(['done']);
    await midnight(1);
    await midnight(2);
    expect(await runs(id)).toEqual(['done', 'looped']);
    expect(await told()).toBe(1);
    const [{ id: follower }, ...more] = await made();
    expect(more).toEqual([]);
    await firm.does(TaskSteps, (steps) => steps.postpone([follower], 1));
    await midnight(2);
    expect(await runs(id)).toEqual(['done', 'looped', 'done']);
  });

  it('through another one is stopped too', async () => {
    const ids = [];
    for (const kind of ['call', 'mail']) {
      const other = kind === 'call' ? 'mail' : 'call';
      const conditions = [{ field: 'task.kind', is: 'is', value: kind }];
      ids.push(await macro({ happening: 'task_overdue', conditions, actions: [{ ...FOLLOW, kind: other }] }));
    }
    const first = await task(YESTERDAY);
    await firm.rows(`update tasks set kind = 'call' where id = ${first}`);
    for (const day of [0, 1, 2, 3]) await midnight(day);
    expect(await runs(ids[0])).toEqual(['done', 'looped']);
    expect(await runs(ids[1])).toEqual(['done']);
  });

  it('by a day that it puts off is stopped, and goes on from a day that a person set', async () => {
    const deal = await firm.deal('Ogród', { expectedOn: TODAY });
    const actions = [{ name: 'set_field', field: 'deal.expectedOn', value: '1' }];
    const id = await macro({ happening: 'date_reached', days: 0, dateField: 'deal.expectedOn', actions });
    await noon(0);
    await noon(1);
    expect(await runs(id)).toEqual(['done', 'looped']);
    expect(await told()).toBe(1);
    await firm.rows(`update deals set expected_on = '${addDays(TODAY, 3)}' where id = ${deal}`);
    await noon(3);
    expect(await runs(id)).toEqual(['done', 'looped', 'done']);
  });

  it('by moving a stale deal to and fro is stopped', async () => {
    const [first, second] = await firm.rows<{ id: number }>(
      `select id::int from stages where outcome = 'open' and removed_at is null order by position limit 2`,
    );
    const moves = (from: number, to: number) =>
      macro({
        ...{ happening: 'deal_stale', days: 5, actions: [{ name: 'move_deal', stage: String(to) }] },
        conditions: [{ field: 'deal.stage', is: 'is', value: String(from) }],
      });
    const [there, back] = [await moves(first.id, second.id), await moves(second.id, first.id)];
    const deal = await firm.deal('Taras');
    await firm.does(DealsService, (deals) => deals.move(deal, first.id, null));
    /** So many days go by. */
    const later = async (days: number) => {
      await firm.rows(`update deals set stage_since = stage_since - interval '${days} days' where id = ${deal};
        update macro_deeds set at = at - interval '${days} days'; update macros set updated_at = updated_at - interval '${days} days'`);
      await noon(0);
    };
    const states = async () => [...(await runs(there)), ...(await runs(back))];
    const done = async () => (await states()).filter((state) => state === 'done').length;
    for (const days of [6, 7, 8]) await later(days);
    const before = await done();
    expect(await states()).toContain('looped');
    for (const days of [9, 10]) await later(days);
    expect(await done()).toBe(before);
    expect(await told()).toBeGreaterThan(0);
  });
});
