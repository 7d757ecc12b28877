import { Logger } from '@nestjs/common';
import { addDays, instantOf } from '../../../src/clock';
import { reminderOf } from '../../../src/crm/tasks/reminder';
import { Reminders } from '../../../src/crm/tasks/reminders.service';
import { TaskInput } from '../../../src/crm/tasks/task.input';
import type { NewTask } from '../../../src/crm/tasks/task-saying';
import { TaskSteps } from '../../../src/crm/tasks/task-steps.service';
import { Tasks } from '../../../src/crm/tasks/tasks.service';
import { WatchTasks } from '../../../src/crm/tasks/watch-tasks.job';
import { decoded, Firm, TODAY } from '../../integration/firm';
import { PostOffice, setServer } from '../../mail/post';

let firm: Firm;
let ola: number;

beforeAll(async () => {
  firm = await Firm.open();
  await firm.colleague('ola', { crmRole: 'user', crmLevel: 'all' });
  [{ id: ola }] = await firm.rows<{ id: number }>(`select id::int from users where login = 'ola'`);
});
afterAll(() => firm.close());

const TOMORROW = addDays(TODAY, 1);
const call = { kind: 'call', title: 'Zadzwonić', dueOn: TOMORROW, dueTime: '10:00', note: null, remindMinutes: 30 } as const;
const made = (changes: Partial<NewTask> = {}) =>
  firm.does(Tasks, (tasks) => tasks.make({ ...call, responsibleId: firm.anna.user, clientId: null, dealId: null, ...changes }));
const recurs = (changes: Partial<TaskInput> = {}) =>
  firm.does(Tasks, (tasks) =>
    tasks.create(Object.assign(new TaskInput(), call, { responsibleId: firm.anna.user, unit: 'week', every: 1, ...changes })),
  );
const find = (id: number) => firm.does(Tasks, (tasks) => tasks.find(id));
const given = (kind: string, task: number) =>
  firm
    .rows<{ user_id: number }>(`select user_id::int from notices where kind = '${kind}' and (ids ->> 'task')::int = ${task}`)
    .then((rows) => rows.map(({ user_id }) => user_id));
const at = (day: string, time: string) => instantOf(day, time, 'Europe/Warsaw');
/** As the job would, once its time has come; a second server does the same beside it. */
const strikes = async (task: number, now: Date, reminder?: string) => {
  const reminders = firm.test.app.get(Reminders, { strict: false });
  const job = { account: firm.anna.account, user: firm.anna.user, task, reminder: reminder ?? reminderOf(await find(task)) };
  await Promise.all([reminders.remind(job, now), reminders.remind(job, now)]);
};
const watch = (now: Date) => firm.test.app.get(WatchTasks, { strict: false }).watch(now);
const followers = (task: number) =>
  firm.rows<{ due: string; id: number }>(`select id::int, due_on::text due from tasks where previous_id = ${task}`);
const waiting = (task: number) =>
  firm
    .rows<{ at: Date }>(
      `select start_after at from pgboss.job where name = 'RemindOfTask' and (data ->> 'task')::int = ${task} order by 1`,
    )
    .then((rows) => rows.map((row) => row.at.toISOString()));

describe('a reminder (R93)', () => {
  it('waits for its time, and is given once though two servers wake at once and again later (R118)', async () => {
    const task = await made();
    expect(await waiting(task)).toEqual([at(TOMORROW, '09:30').toISOString()]);
    await strikes(task, at(TOMORROW, '09:30'));
    await strikes(task, at(TOMORROW, '12:00'));
    expect(await given('task_reminder', task)).toEqual([firm.anna.user]);
  });

  it('of a task that was done or deleted is not given, of one that was opened again in time it is', async () => {
    const task = await made();
    await firm.does(TaskSteps, (steps) => steps.complete([task]));
    await strikes(task, at(TOMORROW, '09:30'));
    expect(await given('task_reminder', task)).toEqual([]);
    await firm.does(TaskSteps, (steps) => steps.reopen([task]));
    await firm.does(Tasks, (tasks) => tasks.delete(task));
    await strikes(task, at(TOMORROW, '09:30'));
    expect(await given('task_reminder', task)).toEqual([]);
    await firm.does(Tasks, (tasks) => tasks.restore(task));
    await strikes(task, at(TOMORROW, '09:30'));
    expect(await given('task_reminder', task)).toEqual([firm.anna.user]);
  });

  it('moves with the task', async () => {
    const task = await made();
    const before = reminderOf(await find(task));
    await firm.does(TaskSteps, (steps) => steps.postpone([task], 7));
    await strikes(task, at(TOMORROW, '09:30'), before);
    expect(await given('task_reminder', task)).toEqual([]);
    expect(await waiting(task)).toContain(at(addDays(TOMORROW, 7), '09:30').toISOString());
    await strikes(task, at(addDays(TOMORROW, 7), '09:30'));
    expect(await given('task_reminder', task)).toEqual([firm.anna.user]);
  });

  it('goes to whoever is responsible when its time comes, and who was given a task is told at once', async () => {
    const task = await made({ responsibleId: ola });
    expect(await given('task_given', task)).toEqual([ola]);
    await strikes(task, at(TOMORROW, '09:30'));
    expect(await given('task_reminder', task)).toEqual([ola]);
    expect(await given('task_given', await made())).toEqual([]);
  });

  it('of a task whose person has left goes to whoever made it, and to the owner when they have left too', async () => {
    await firm.colleague('jan', { crmRole: 'user', crmLevel: 'all' });
    await firm.colleague('ewa', { crmRole: 'user', crmLevel: 'all' });
    const [jan, ewa] = (
      await firm.rows<{ id: number }>(`select id::int from users where login in ('jan', 'ewa') order by id`)
    ).map(({ id }) => id);
    const task = await made({ responsibleId: jan });
    await firm.rows(`update tasks set created_by = ${ewa} where id = ${task}`);
    await firm.rows(`update memberships set ended_at = now() where user_id = ${jan} and side = 'crm'`);
    await strikes(task, at(TOMORROW, '09:30'));
    expect(await given('task_reminder', task)).toEqual([ewa]);
    const other = await made({ responsibleId: jan });
    await firm.rows(
      `update tasks set created_by = ${ewa} where id = ${other}; update users set left_at = now() where id = ${ewa}`,
    );
    await strikes(other, at(TOMORROW, '09:30'));
    expect(await given('task_reminder', other)).toEqual([firm.anna.user]);
  });

  it('R121: comes into the bell and by mail, exactly once though its job runs again', async () => {
    const post = await PostOffice.open();
    await setServer(firm, post.port);
    const task = await made({ title: 'Zadzwonić w sprawie ławek', dueOn: TODAY, dueTime: '00:30' });
    for (let i = 0; i < 2; i++) {
      const planned = await find(task);
      await firm.does(Reminders, (reminders) => reminders.plan(planned, at(addDays(TODAY, -1), '12:00'))); // its time came at midnight
      await firm.test.jobsDone();
    }
    expect(await given('task_reminder', task)).toEqual([firm.anna.user]);
    const { text } = await firm.browser.visit('/notices');
    expect(decoded(text)).toContain('Przypomnienie: Zadzwonić w sprawie ławek');
    expect(post.received.map(({ to }) => to)).toEqual([['anna@example.com']]);
    const mails = await firm.rows<{ subject: string; text: string; state: string }>(
      'select subject, text, state from mail_messages',
    );
    expect(mails).toEqual([
      expect.objectContaining({ state: 'accepted', subject: expect.stringMatching(/^Przypomnienie: Zadzwonić w sprawie ławek/) }),
    ]);
    expect(mails[0].text).toContain(`http://localhost:3000/crm/tasks/${task}`);
    await firm.rows('update mail_servers set deleted_at = now()');
    await post.close();
  });

  it('of a moment that has passed already is not planned', async () => {
    expect(await waiting(await made({ dueOn: addDays(TODAY, -1) }))).toEqual([]);
  });
});

describe('a task that recurs (R77)', () => {
  it('is followed once when it is done, by one that waits for its own week', async () => {
    const task = await recurs();
    await Promise.all([1, 2].map(() => firm.does(TaskSteps, (steps) => steps.complete([task]))));
    await firm.does(TaskSteps, (steps) => steps.reopen([task]));
    await firm.does(TaskSteps, (steps) => steps.complete([task]));
    await watch(at(addDays(TOMORROW, 30), '12:00'));
    const [next, ...others] = await followers(task);
    expect(others).toEqual([]);
    expect(next.due).toBe(addDays(TOMORROW, 7));
    expect(await find(next.id)).toMatchObject({ title: 'Zadzwonić', dueTime: '10:00', remindMinutes: 30, every: 1 });
  });

  it('is followed on the next one’s day though nobody did it, and by one task after a time when no server ran', async () => {
    const task = await recurs();
    await watch(at(addDays(TOMORROW, 6), '23:59'));
    expect(await followers(task)).toEqual([]);
    await Promise.all([1, 2].map(() => watch(at(addDays(TOMORROW, 22), '00:01'))));
    const next = await followers(task);
    expect(next.map(({ due }) => due)).toEqual([addDays(TOMORROW, 21)]);
    expect(await followers(next[0].id)).toEqual([]);
  });

  it('keeps its days when one of them is put off, and is not followed once it is stopped, deleted or over', async () => {
    const late = await recurs();
    await firm.does(TaskSteps, (steps) => steps.postpone([late], 1));
    expect((await find(late)).nextOn).toBe(addDays(TOMORROW, 7));
    const stopped = await recurs();
    await firm.does(TaskSteps, (steps) => steps.stop(stopped));
    const deleted = await recurs();
    await firm.does(Tasks, (tasks) => tasks.delete(deleted));
    const over = await recurs({ untilOn: addDays(TOMORROW, 6) });
    await firm.does(TaskSteps, (steps) => steps.complete([stopped, over]));
    await watch(at(addDays(TOMORROW, 8), '12:00'));
    expect((await followers(late)).map(({ due }) => due)).toEqual([addDays(TOMORROW, 7)]);
    for (const task of [stopped, deleted, over]) expect(await followers(task)).toEqual([]);
  });
});

it('a task is put off to the last day that there is, and no further', async () => {
  const [last, today] = [await made({ dueOn: '2100-12-31' }), await made({ dueOn: TODAY })];
  await firm.does(TaskSteps, (steps) => steps.postpone([last, today], 7));
  expect([(await find(last)).dueOn, (await find(today)).dueOn]).toEqual(['2100-12-31', addDays(TODAY, 7)]);
});

describe('a task whose moment passed (R76)', () => {
  const told = (task: number) =>
    firm.rows(`select from happenings where kind = 'task_overdue' and task_id = ${task}`).then(({ length }) => length);

  it('is told of once, though two servers look at once, and again after it was put off', async () => {
    const task = await made();
    await watch(at(TOMORROW, '09:59'));
    expect(await told(task)).toBe(0);
    await Promise.all([1, 2].map(() => watch(at(TOMORROW, '10:00'))));
    await watch(at(TOMORROW, '10:01'));
    expect(await told(task)).toBe(1);
    await firm.does(TaskSteps, (steps) => steps.postpone([task], 1));
    await watch(at(TOMORROW, '12:00'));
    expect(await told(task)).toBe(1);
    await watch(at(addDays(TOMORROW, 1), '10:00'));
    expect(await told(task)).toBe(2);
  });

  it('that cannot be told of holds up no other, and is told of later', async () => {
    const [stuck, other] = [await made(), await made()];
    Logger.overrideLogger(false);
    await firm.rows(`create function stick() returns trigger language plpgsql as $$ begin raise 'stuck'; end $$;
      create trigger stick before update on tasks for each row when (old.id = ${stuck}) execute function stick()`);
    await watch(at(TOMORROW, '10:00'));
    expect([await told(stuck), await told(other)]).toEqual([0, 1]);
    await firm.rows('drop function stick() cascade');
    await watch(at(TOMORROW, '10:01'));
    expect([await told(stuck), await told(other)]).toEqual([1, 1]);
    Logger.overrideLogger(['error', 'warn']);
  });

  it('without a time is late when its day is over, and done it is not', async () => {
    const [task, done] = [await made({ dueTime: null }), await made()];
    await firm.does(TaskSteps, (steps) => steps.complete([done]));
    await watch(at(TOMORROW, '23:59'));
    expect(await told(task)).toBe(0);
    await watch(at(addDays(TOMORROW, 1), '00:00'));
    expect([await told(task), await told(done)]).toEqual([1, 0]);
  });
});
