import 'reflect-metadata';
import { AddTag } from '../../../src/crm/macros/actions/add-tag';
import { MacroInput, type Row } from '../../../src/crm/macros/macro.input';
import type { Situation } from '../../../src/crm/macros/macro-actions.service';
import { Macros } from '../../../src/crm/macros/macros.service';
import { Firm, keyOf, TODAY } from '../../integration/firm';

describe('the actions of macros', () => {
  let firm: Firm;
  let client: number;
  const stages: Record<string, number> = {};
  beforeAll(async () => {
    firm = await Firm.open();
    client = await firm.client('Kawiarnia Pod Lipą', { email: 'biuro@lipa.example', tags: 'Hurt' });
    for (const { id, outcome } of await firm.rows<{ id: number; outcome: string }>(
      'select id::int, outcome from stages order by position desc',
    ))
      stages[outcome] = id;
  });
  afterAll(() => firm.close());

  /** What the deal's row holds after a new deal was followed by a macro that does this. */
  async function follow(action: Row, columns: string) {
    const input = Object.assign(new MacroInput(), { name: 'Próba', happening: 'deal_made', actions: [action] });
    const id = await firm.does(Macros, async (macros) => {
      const made = await macros.create(input);
      await macros.switch(made, true);
      return made;
    });
    const deal = await firm.deal('Ogród', { clientId: client, description: 'Zostaje' });
    await firm.test.jobsDone();
    await firm.does(Macros, (macros) => macros.delete(id));
    const [row] = await firm.rows<Record<string, unknown>>(
      `select ${columns}, (select state from macro_runs where macro_id = ${id}) run from deals d join clients c on c.id = d.client_id
       where d.id = ${deal}`,
    );
    return row;
  }

  it('move the deal, and do it in the name of the macro’s author', async () => {
    const row = await follow({ name: 'move_deal', stage: String(stages.won) }, 'stage_id::int stage');
    expect(row).toEqual({ stage: stages.won, run: 'done' });
    const lost = await follow({ name: 'move_deal', stage: String(stages.lost), reason: 'Za późno' }, 'lost_reason');
    expect(lost).toEqual({ lost_reason: 'Za późno', run: 'done' });
  });

  it('set a field of the deal or of its client, and leave the others as they are', async () => {
    const set = (field: string, value: string) => ({ name: 'set_field', field, value });
    expect(await follow(set('deal.expectedOn', '0'), 'd.expected_on::text due, d.description')).toEqual({
      due: TODAY,
      description: 'Zostaje',
      run: 'done',
    });
    expect(await follow(set('deal.responsible', String(firm.anna.user)), 'd.responsible_id::int who')).toEqual({
      who: firm.anna.user,
      run: 'done',
    });
    expect(await follow(set('deal.description', 'Dla: {{client.name}}'), 'd.description')).toEqual({
      description: 'Dla: Kawiarnia Pod Lipą',
      run: 'done',
    });
    expect(await follow(set('client.category', 'Stały'), 'c.category, c.email')).toEqual({
      category: 'Stały',
      email: 'biuro@lipa.example',
      run: 'done',
    });
  });

  it('R13: set an own field, and say it in a text', async () => {
    await firm.rows(`insert into own_fields (account_id, record, key, name, type, position)
      select id, 'deal', 'colour', 'Kolor', 'text', 1 from accounts union all select id, 'deal', 'metres', 'Metry', 'decimal', 2 from accounts`);
    expect(await follow({ name: 'set_field', field: 'deal.own.metres', value: '12,5' }, 'd.own')).toEqual({
      own: { metres: '12.5' },
      run: 'done',
    });
    expect(
      await follow(
        { name: 'make_task', kind: 'call', title: 'Kolor: {{deal.own.colour}}', inDays: '0', responsible: 'responsible' },
        'd.name',
      ),
    ).toEqual({ name: 'Ogród', run: 'done' });
    expect(await firm.rows(`select title from tasks`)).toEqual([{ title: 'Kolor' }]);
  });

  it('tag the client, once', async () => {
    const tag = { name: 'add_tag', tag: 'VIP' };
    expect(await follow(tag, 'c.tags')).toEqual({ tags: ['Hurt', 'VIP'], run: 'done' });
    expect(await follow({ ...tag, tag: 'vip' }, 'c.tags')).toEqual({ tags: ['Hurt', 'VIP'], run: 'done' });
  });

  it('leave what others write on the card at the same time as it is', async () => {
    const about = { dealId: null, clientId: client, invoiceId: null, offerId: null, taskId: null };
    const tags = ['Jeden', 'Dwa', 'Trzy', 'Cztery'];
    await Promise.all(tags.map((tag) => firm.does(AddTag, (action) => action.do({ tag }, { about } as Situation))));
    const [row] = await firm.rows<{ tags: string[] }>(`select tags from clients where id = ${client}`);
    expect(row.tags).toEqual(expect.arrayContaining(tags));
  });

  it('R77: mail the client by a template, whose message is the client’s', async () => {
    await follow({ name: 'mail_client', template: 'thanks.pl' }, 'd.name');
    const letters = await firm.rows(
      `select m.side, l.client_id::int client from letters l join mail_messages m on m.id = l.message_id`,
    );
    expect(letters).toEqual([{ side: 'crm', client }]);
  });

  it('mail typed addresses, seen in the outbox by the author alone', async () => {
    await follow({ name: 'notify', emails: 'szef@ogrody.example', text: 'Nowy: {{deal.name}}' }, 'd.name');
    const [mail] = await firm.rows<object>(
      `select m.subject, r.address, m.text from mail_messages m join mail_recipients r on r.mail_message_id = m.id where r.address like 'szef%'`,
    );
    expect(mail).toEqual({ subject: 'Próba', address: 'szef@ogrody.example', text: 'Nowy: Ogród' });
  });

  it('refuse at the door what is not there', async () => {
    const said = (action: Row) =>
      keyOf(
        firm.does(Macros, (macros) =>
          macros.create(Object.assign(new MacroInput(), { name: 'x', happening: 'deal_made', actions: [action] })),
        ),
      );
    expect(await said({ name: 'move_deal', stage: '999' })).toBe('macro_choice_gone');
    expect(await said({ name: 'move_deal', stage: String(stages.lost) })).toBe('lost_without_reason');
    expect(await said({ name: 'set_field', field: 'deal.name', value: 'x' })).toBe('macro_field_missing');
    expect(await said({ name: 'set_field', field: 'deal.responsible', value: '999' })).toBe('macro_choice_gone');
    expect(await said({ name: 'mail_client', template: '999' })).toBe('macro_template_gone');
    expect(await said({ name: 'add_tag', tag: 'a,b' })).toBe('macro_tag');
    expect(await said({ name: 'dance' })).toBe('macro_action_not_here');
  });

  it('R77: set no field of a deal about what has none', async () => {
    const set = (field: string, rest: Partial<MacroInput>) => {
      const actions = [{ name: 'set_field', field, value: '1' }];
      const input = Object.assign(new MacroInput(), { name: 'x', actions, ...rest });
      return firm.does(Macros, (macros) => macros.create(input));
    };
    expect(await keyOf(set('deal.paymentDays', { happening: 'client_made' }))).toBe('macro_no_deal');
    expect(await set('client.paymentDays', { happening: 'client_made' })).toBeGreaterThan(0);
    const shown = { happening: 'client_made', name: 'x', next: 'show', 'actions[0][name]': 'set_field' };
    const { text } = await firm.browser.post('/settings/macros', shown);
    expect(text).toContain('value="client.paymentDays"');
    expect(text).not.toContain('value="deal.paymentDays"');
  });

  it('R13: tick a box that the firm added, and take no other word for it', async () => {
    await firm.rows(`insert into own_fields (account_id, record, key, name, type, position)
      select id, 'deal', 'vip', 'VIP', 'checkbox', 3 from accounts`);
    const set = (value: string) => ({ name: 'set_field', field: 'deal.own.vip', value });
    expect(await follow(set('true'), 'd.own')).toEqual({ own: { vip: true }, run: 'done' });
    const tak = Object.assign(new MacroInput(), { name: 'Próba', happening: 'deal_made', actions: [set('tak')] });
    expect(await keyOf(firm.does(Macros, (macros) => macros.create(tak)))).toBe('macro_choice_gone');
  });

  it('give nothing to who has left, and do it in the owner’s name once the author has (R72)', async () => {
    const ewa = await firm.colleague('ewa', { crmRole: 'administrator', crmLevel: 'all' });
    const [{ id }] = await firm.rows<{ id: number }>(`select id::int from users where login = 'ewa'`);
    const toEwa = { name: 'make_task', kind: 'call', title: 'Zadzwoń', inDays: '0', responsible: String(id) };
    const { location } = await ewa.post('/settings/macros', {
      ...{ name: 'Ewy', happening: 'deal_made', match: 'all' },
      actions: [toEwa, { ...toEwa, title: 'Napisz', responsible: 'responsible' }],
    });
    await ewa.post(`${location!.replace('/rehearsal', '')}/activation`);
    await firm.browser.post(`/settings/people/${id}/departure`);
    const deal = await firm.deal('Taras', { clientId: client });
    await firm.test.jobsDone();
    expect(await firm.rows(`select title, created_by::int maker from tasks where deal_id = ${deal}`)).toEqual([
      { title: 'Napisz', maker: firm.anna.user },
    ]);
    expect(await firm.rows(`select user_id::int who from notices where kind = 'macro_failed'`)).toEqual([
      { who: firm.anna.user },
    ]);
  });
});
