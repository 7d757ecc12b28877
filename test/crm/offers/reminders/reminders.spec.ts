import { setTimeout as pause } from 'node:timers/promises';
import { addDays, instantOf } from '../../../../src/clock';
import { OfferAnswers } from '../../../../src/crm/offers/public/offer-answers.service';
import { TaskSteps } from '../../../../src/crm/tasks/task-steps.service';
import { Tasks } from '../../../../src/crm/tasks/tasks.service';
import { Jobs } from '../../../../src/jobs/jobs.service';
import { decoded, Firm, TODAY } from '../../../integration/firm';
import { offerOf, send } from '../sent';

let firm: Firm;
let client: number;
let deal: number;
let other: number;

beforeAll(async () => {
  firm = await Firm.open();
  client = await firm.client('Kawiarnia Pod Lipą', { email: 'biuro@lipa.example' });
  deal = await firm.deal('Ogród przy kawiarni', { clientId: client });
  other = await firm.deal('Taras', { clientId: client });
});
afterAll(() => firm.close());

const REMIND = { remind: 'on', remindAfter: '3', endsOnContact: 'on' };
interface Reminder {
  id: number;
  due: Date;
  by: string | null;
  task: number | null;
}
const reminderOf = async (offer: number) =>
  (
    await firm.rows<Reminder>(
      `select id::int, due_at due, ended_by "by", task_id::int task from offer_reminders where offer_id = ${offer} order by id desc limit 1`,
    )
  )[0];
/** What became of it on its day; the job runs twice. */
const due = async (offer: number) => {
  const { id } = await reminderOf(offer);
  for (let run = 0; run < 2; run++) await firm.does(Jobs, (jobs) => jobs.add('RemindOfOffer', { reminder: id }));
  await firm.test.jobsDone();
  return reminderOf(offer);
};
const notices = (offer: number) =>
  firm.rows(`select from notices where kind = 'offer_reminder' and (ids->>'offer')::int = ${offer}`);

describe('send and remind (R82)', () => {
  it('waits until 8 in the morning of the day, and stands on the page', async () => {
    const id = await offerOf(firm, deal);
    await send(firm, id, REMIND);
    expect((await reminderOf(id)).due).toEqual(instantOf(addDays(TODAY, 3), '08:00', 'Europe/Warsaw'));
    expect(decoded((await firm.browser.visit(`/crm/offers/${id}`)).text)).toContain('Nie przypominaj');
  });

  it('R118: tells once and makes one task, however often the job runs', async () => {
    const id = await offerOf(firm, deal);
    await send(firm, id, REMIND);
    const { by, task } = await due(id);
    expect(by).toBe('given');
    expect(await notices(id)).toHaveLength(1);
    const [{ title, of }] = await firm.rows<{ title: string; of: number }>(
      `select title, deal_id::int "of" from tasks where id = ${task}`,
    );
    expect([title, of]).toEqual([expect.stringMatching(/^Skontaktuj się w sprawie oferty OF/), deal]);
    expect(await firm.rows(`select from tasks where title = '${title}'`)).toHaveLength(1);
  });

  it('tells nothing when an answer is under way at that moment, or the deal is deleted meanwhile', async () => {
    const answered = await offerOf(firm, deal);
    await send(firm, answered, REMIND);
    const { id } = await reminderOf(answered);
    let answer = () => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const accepting = firm.does(OfferAnswers, async (answers) => {
      await answers.accept(answered, { name: 'Jan Kos', note: null, version: 1 });
      await asked;
    });
    await pause(200);
    await firm.does(Jobs, (jobs) => jobs.add('RemindOfOffer', { reminder: id }));
    await pause(1000);
    answer();
    await accepting;
    await firm.test.jobsDone();
    expect((await reminderOf(answered)).by).toBe('answered');
    const gone = await firm.deal('Do usunięcia', { clientId: client });
    const left = await offerOf(firm, gone);
    await send(firm, left, REMIND);
    await firm.rows(`update deals set deleted_at = now() where id = ${gone}`);
    expect((await due(left)).by).toBe('deleted');
  });

  it('tells nothing once the client answered, or the offer was withdrawn or deleted, or somebody cancelled it', async () => {
    const ids: number[] = [];
    for (let each = 0; each < 4; each++) ids.push(await offerOf(firm, deal));
    const [link] = [await send(firm, ids[0], REMIND)];
    for (const id of ids.slice(1)) await send(firm, id, REMIND);
    await firm.test.browser().post(`${link}/refusal`, { version: 1 });
    await firm.browser.post(`/crm/offers/${ids[1]}/withdrawal`);
    await firm.browser.post(`/crm/offers/${ids[2]}/deletion`);
    await firm.browser.post(`/crm/offers/${ids[3]}/reminder/cancellation`);
    const ended: unknown[] = [];
    for (const id of ids) ended.push((await due(id)).by, (await notices(id)).length);
    expect(ended).toEqual(['answered', 0, 'withdrawn', 0, 'deleted', 0, 'cancelled', 0]);
  });

  it('is cancelled by a contact only where that was ticked: a call of the deal, or a letter to the client', async () => {
    const [ticked, unticked] = [await offerOf(firm, other), await offerOf(firm, other)];
    await send(firm, ticked, REMIND);
    await send(firm, unticked, { ...REMIND, endsOnContact: undefined });
    const call = {
      kind: 'call' as const,
      title: 'Telefon',
      dueOn: TODAY,
      dueTime: null,
      responsibleId: firm.anna.user,
      clientId: null,
    };
    const task = await firm.does(Tasks, (tasks) => tasks.make({ ...call, dealId: other, note: null, remindMinutes: null }));
    await firm.does(TaskSteps, (steps) => steps.complete([task]));
    expect([(await due(ticked)).by, (await due(unticked)).by]).toEqual(['contact', 'given']);
    const written = await offerOf(firm, deal);
    await send(firm, written, REMIND);
    const letter = { people: ['0'], subject: 'Pytanie', body: 'Czy?', language: 'pl', next: 'send' };
    expect((await firm.browser.post(`/crm/deals/${deal}/letters`, letter)).status).toBe(303);
    expect((await due(written)).by).toBe('contact');
  });

  it('is set anew when the offer is sent again', async () => {
    const id = await offerOf(firm, deal);
    await send(firm, id, REMIND);
    await send(firm, id, { ...REMIND, remindAfter: '5' });
    const all = await firm.rows(`select ended_by "by" from offer_reminders where offer_id = ${id} order by id`);
    expect(all).toEqual([{ by: 'sent_again' }, { by: null }]);
    expect((await reminderOf(id)).due).toEqual(instantOf(addDays(TODAY, 5), '08:00', 'Europe/Warsaw'));
    for (const remindAfter of ['0', '-1', '61', 'x', '1.5', ''])
      await expect(send(firm, id, { ...REMIND, remindAfter })).rejects.toThrow('422');
  });

  it('reminds whoever sent it once the person responsible has left, and tells whoever has the deal by now of the answer', async () => {
    await firm.colleague('marek', { crmRole: 'user', crmLevel: 'all' });
    await firm.colleague('ewa', { crmRole: 'user', crmLevel: 'all' });
    const [marek, ewa] = (
      await firm.rows<{ id: number }>(`select id::int from users where login <> 'anna' order by login desc`)
    ).map(({ id }) => id);
    const given = await firm.deal('Marka', { clientId: client, responsibleId: marek });
    const id = await offerOf(firm, given);
    const link = await send(firm, id, REMIND);
    await firm.browser.post(`/settings/people/${marek}/departure`);
    const { task } = await due(id);
    expect(await firm.rows(`select responsible_id::int who from tasks where id = ${task}`)).toEqual([{ who: firm.anna.user }]);
    expect(await notices(id)).toHaveLength(1);
    await firm.rows(`update deals set responsible_id = ${ewa} where id = ${given}`);
    await firm.test.browser().post(`${link}/acceptance`, { name: 'Jan Kos', version: 1 });
    expect(
      await firm.rows(
        `select user_id::int who from notices where kind = 'offer_accepted' and (ids->>'offer')::int = ${id} order by user_id`,
      ),
    ).toEqual([{ who: firm.anna.user }, { who: ewa }]);
  });
});
