import { DealsService } from '../../../src/crm/deals/deals.service';
import { MacroInput, type Row } from '../../../src/crm/macros/macro.input';
import { Macros } from '../../../src/crm/macros/macros.service';
import { Firm, keyOf } from '../../integration/firm';

const NOTIFY = { name: 'notify', 'to:administrators': 'on', text: 'Wygrane: {{deal.name}} za {{deal.gross}}' };
const TASK = { name: 'make_task', kind: 'call', title: 'Zadzwoń: {{client.name}}', inDays: '2', responsible: 'responsible' };

describe('a macro', () => {
  let firm: Firm;
  let client: number;
  beforeAll(async () => {
    firm = await Firm.open();
    client = await firm.client('Kawiarnia Pod Lipą', { tags: 'VIP, Hurt', responsibleId: firm.anna.user });
  });
  afterAll(() => firm.close());
  afterEach(() =>
    firm.does(Macros, async (macros) => {
      for (const { id } of await macros.list()) await macros.delete(id);
    }),
  );

  async function macro(changes: Partial<MacroInput>, on = true) {
    const input = Object.assign(new MacroInput(), { name: 'Próba', happening: 'deal_made', actions: [NOTIFY], ...changes });
    return firm.does(Macros, async (macros) => {
      const id = await macros.create(input);
      if (on) await macros.switch(id, true);
      return id;
    });
  }

  const runsOf = (id: number) =>
    firm.rows<{ state: string; words: { key: string } | null }>(
      `select state, words from macro_runs where macro_id = ${id} order by id`,
    );
  const deedsOf = (id: number) =>
    firm.rows<{ state: string; text: string | null; words: { key: string }; record: string | null }>(
      `select d.state, d.text, d.words, d.record from macro_deeds d join macro_runs r on r.id = d.run_id where r.macro_id = ${id} order by d.run_id, d.position`,
    );
  async function serveAgain(which: string) {
    await firm.rows(`insert into pgboss.job (name, data) select 'ServeHappening', jsonb_build_object('account', account_id, 'user', null, 'happening', id)
      from happenings where ${which}`);
    await firm.test.jobsDone();
  }

  /** A macro whose first action failed for a deal, and whose second was done. */
  async function failed(name: string) {
    const id = await macro({ actions: [{ ...TASK, responsible: String(firm.anna.user) }, NOTIFY] });
    await firm.rows(`update macros set actions = jsonb_set(actions, '{0,said,responsible}', '"999"') where id = ${id}`);
    const deal = await firm.deal(name, { clientId: client });
    await firm.test.jobsDone();
    expect((await runsOf(id)).map(({ state }) => state)).toEqual(['failed']);
    return { id, deal };
  }

  async function idsOf(id: number) {
    const [{ actions }] = await firm.rows<{ actions: { id: string }[] }>(`select actions from macros where id = ${id}`);
    return actions.map((action) => action.id);
  }

  const change = (id: number, actions: Row[]) =>
    firm.does(Macros, (macros) =>
      macros.update(id, Object.assign(new MacroInput(), { name: 'Próba', happening: 'deal_made', actions })),
    );

  async function tryAgain(id: number) {
    const [{ run }] = await firm.rows<{ run: number }>(`select id::int run from macro_runs where macro_id = ${id}`);
    await firm.browser.post(`/settings/macro-runs/${run}/repetition`);
    await firm.test.jobsDone();
  }
  const notices = () => firm.rows<{ kind: string }>(`select kind from notices where user_id = ${firm.anna.user} order by id`);

  it('R76: tells people once, with a text about the deal', async () => {
    const id = await macro({});
    await firm.deal('Ogród', { clientId: client });
    await firm.test.jobsDone();
    expect(await runsOf(id)).toEqual([{ state: 'done', words: null }]);
    expect((await deedsOf(id)).map(({ text }) => text?.replace(/\s/g, ' '))).toEqual(['Wygrane: Ogród za 1 230,00 zł']);
    expect(await notices()).toEqual([{ kind: 'macro' }]);
  });

  it('R77: makes a task for whoever is responsible for the client', async () => {
    await macro({ happening: 'client_made', actions: [TASK] });
    const made = await firm.client('Nowa', { responsibleId: firm.anna.user });
    await firm.test.jobsDone();
    expect(await firm.rows(`select title, kind, responsible_id::int responsible from tasks where client_id = ${made}`)).toEqual([
      { title: 'Zadzwoń: Nowa', kind: 'call', responsible: firm.anna.user },
    ]);
  });

  it('R78: runs only where its conditions are met', async () => {
    const vip = await macro({ conditions: [{ field: 'client.tags', is: 'contains', value: 'vip' }] });
    const dear = await macro({ conditions: [{ field: 'deal.gross', is: 'greater', value: '5 000,00' }] });
    await firm.deal('Taras', { clientId: client });
    await firm.test.jobsDone();
    expect((await runsOf(vip)).map(({ state }) => state)).toEqual(['done']);
    expect((await runsOf(dear)).map(({ state }) => state)).toEqual(['not_met']);
  });

  it('R78: looks at a happening once, whatever becomes of its client, and says nothing in its log where it had nothing to do', async () => {
    const id = await macro({ conditions: [{ field: 'client.category', is: 'filled' }] });
    const deal = await firm.deal('Jedno spojrzenie', { clientId: client });
    await firm.test.jobsDone();
    await firm.rows(`update clients set category = 'Stały' where id = ${client}`);
    await serveAgain(`deal_id = ${deal}`);
    expect((await runsOf(id)).map(({ state }) => state)).toEqual(['not_met']);
    const { text } = await firm.browser.visit(`/settings/macros/${id}/runs`);
    expect(text).not.toContain('macro-run-head');
  });

  it('R79: that fails for one of many happenings does it for the others, each once', async () => {
    const id = await macro({
      happening: 'client_made',
      actions: [{ name: 'notify', 'to:responsible': 'on', text: '{{client.name}}' }],
    });
    const people = [firm.anna.user, 'null', firm.anna.user];
    await firm.rows(`insert into clients (account_id, name, responsible_id, company)
      select a.id, 'Naraz ' || n, (array[${people}]::bigint[])[n], true from accounts a, generate_series(1, 3) n`);
    await firm.rows(`insert into happenings (account_id, kind, client_id) select account_id, 'client_made', id from clients
      where name like 'Naraz%' order by name`);
    await serveAgain(`client_id in (select id from clients where name like 'Naraz%')`);
    await serveAgain(`client_id in (select id from clients where name like 'Naraz%')`);
    expect((await runsOf(id)).map(({ state }) => state)).toEqual(['done', 'failed', 'done']);
    expect((await deedsOf(id)).map(({ text, words }) => [text, words.key])).toEqual([
      ['Naraz 1', 'macros.did.notify'],
      [null, 'broken.macro_nobody_left'],
      ['Naraz 3', 'macros.did.notify'],
    ]);
  });

  it('R118: is tried again action by action, however they were moved and mended meanwhile; new ones are not done, done ones not again', async () => {
    const { id, deal } = await failed('Poprawiany');
    const [task, notify] = await idsOf(id);
    const added = { ...NOTIFY, text: 'Dodane później' };
    await change(id, [added, { ...NOTIFY, id: notify }, { ...TASK, title: 'Poprawione', id: task }]);
    await tryAgain(id);
    expect((await runsOf(id)).map(({ state }) => state)).toEqual(['done']);
    expect((await deedsOf(id)).map(({ state, words }) => [state, words.key])).toEqual([
      ['done', 'macros.did.make_task'],
      ['done', 'macros.did.notify'],
    ]);
    expect(await firm.rows(`select title from tasks where deal_id = ${deal}`)).toEqual([{ title: 'Poprawione' }]);
  });

  it('R118: is tried again without the action that was taken out of it', async () => {
    const { id, deal } = await failed('Usuwany');
    const [, notify] = await idsOf(id);
    await change(id, [{ ...NOTIFY, id: notify }]);
    await tryAgain(id);
    expect((await runsOf(id)).map(({ state }) => state)).toEqual(['done']);
    expect((await deedsOf(id)).map(({ state, words }) => [state, words.key])).toEqual([
      ['removed', 'macros.did.removed'],
      ['done', 'macros.did.notify'],
    ]);
    expect(await firm.rows(`select from tasks where deal_id = ${deal}`)).toEqual([]);
  });

  it('R77: waits for its time, and looks then whether it is so', async () => {
    const id = await macro({ delay: 3, delayUnit: 'hours' });
    await firm.deal('Później');
    await firm.test.jobsDone();
    expect(await runsOf(id)).toEqual([{ state: 'waiting', words: null }]);
    const [{ hours }] = await firm.rows<{ hours: number }>(
      `select round(extract(epoch from start_after - now()) / 3600)::int hours from pgboss.job where name = 'RunMacro' and state = 'created'`,
    );
    expect(hours).toBe(3);
    await firm.rows(`update pgboss.job set start_after = now() where name = 'RunMacro' and state = 'created'`);
    await firm.test.jobsDone();
    expect(await runsOf(id)).toEqual([{ state: 'done', words: null }]);
  });

  it('R79: that fails stops neither what caused it, nor its other actions, nor another macro, and tells its author', async () => {
    const failing = await macro({ actions: [{ ...TASK, responsible: String(firm.anna.user) }, NOTIFY] });
    const other = await macro({});
    await firm.rows(`update macros set actions = jsonb_set(actions, '{0,said,responsible}', '"999"') where id = ${failing}`);
    const deal = await firm.deal('Mimo wszystko', { clientId: client });
    await firm.test.jobsDone();
    expect((await firm.dealOf(deal)).name).toBe('Mimo wszystko');
    expect(await runsOf(failing)).toEqual([{ state: 'failed', words: null }]);
    expect((await deedsOf(failing)).map(({ state, words }) => [state, words.key])).toEqual([
      ['failed', 'broken.macro_nobody_left'],
      ['done', 'macros.did.notify'],
    ]);
    expect(await runsOf(other)).toEqual([{ state: 'done', words: null }]);
    expect((await notices()).map(({ kind }) => kind)).toContain('macro_failed');
  });

  it('that brings itself about is stopped, and its author is told', async () => {
    const task = { ...TASK, responsible: 'responsible' };
    const id = await macro({ happening: 'task_made', actions: [task] });
    await macro({ happening: 'client_made', actions: [task] });
    await firm.client('Pętla');
    await firm.test.jobsDone();
    expect((await runsOf(id)).map(({ state, words }) => [state, words?.key])).toEqual([
      ['done', undefined],
      ['looped', 'macros.looped'],
    ]);
    expect(await firm.rows(`select kind from notices where kind = 'macro_looped'`)).toHaveLength(1);
  });

  it('runs once for a happening, however often its job is done (R118)', async () => {
    const id = await macro({});
    const deal = await firm.deal('Raz');
    await firm.test.jobsDone();
    await serveAgain(`deal_id = ${deal}`);
    expect(await runsOf(id)).toHaveLength(1);
  });

  it('says at the field what it cannot take', async () => {
    const said = (changes: Partial<MacroInput>) => keyOf(macro(changes, false));
    expect(await said({ actions: [] })).toBe('macro_does_nothing');
    expect(await said({ name: null })).toBe('macro_field_missing');
    expect(await said({ actions: [{ ...NOTIFY, text: '{{deal.naem}}' }] })).toBe('unknown_variable');
    expect(await said({ actions: [{ ...NOTIFY, 'to:user:999': 'on' }] })).toBe('macro_person_gone');
    expect(await said({ actions: [{ name: 'notify', text: 'x' }] })).toBe('macro_tells_nobody');
    expect(await said({ conditions: [{ field: 'deal.stage', is: 'is', value: '999' }] })).toBe('macro_choice_gone');
    expect(await said({ conditions: [{ field: 'deal.colour', is: 'is', value: 'x' }] })).toBe('macro_field_unknown');
    expect(await said({ conditions: [{ field: 'deal.gross', is: 'greater', value: 'dużo' }] })).toBe('macro_amount');
    expect(await said({ happening: 'deal_stale' })).toBe('macro_days_missing');
  });

  it('that is off, or deleted, does nothing', async () => {
    const off = await macro({}, false);
    await firm.deal('Cisza');
    await firm.test.jobsDone();
    expect(await runsOf(off)).toEqual([]);
    await firm.does(Macros, (macros) => macros.delete(off));
    expect(await firm.does(Macros, (macros) => keyOf(macros.switch(off, true)))).toBe('macro_deleted');
  });

  it('R76: follows a deal that was moved by hand', async () => {
    const id = await macro({ happening: 'deal_won' });
    const deal = await firm.deal('Wygrany');
    const [{ won }] = await firm.rows<{ won: number }>(`select id::int won from stages where outcome = 'won'`);
    await firm.does(DealsService, (deals) => deals.move(deal, won, null));
    await firm.test.jobsDone();
    expect(await runsOf(id)).toHaveLength(1);
  });
});
