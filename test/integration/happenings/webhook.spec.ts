import 'reflect-metadata';
import { MacroInput } from '../../../src/crm/macros/macro.input';
import { Macros } from '../../../src/crm/macros/macros.service';
import { Receiver } from '../../webhooks/receiver';
import { Firm, keyOf } from '../firm';

describe('a macro that follows sales', () => {
  let firm: Firm;
  let receiver: Receiver;
  let client: number;
  beforeAll(async () => {
    [firm, receiver] = await Promise.all([Firm.open({ webhooksAnywhere: true }), Receiver.open()]);
    client = await firm.client('Kawiarnia Pod Lipą', { responsibleId: firm.anna.user });
  });
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answer = (response) => response.end('ok');
  });
  afterEach(() =>
    firm.does(Macros, async (macros) => {
      for (const { id } of await macros.list()) await macros.delete(id);
    }),
  );
  afterAll(async () => {
    await receiver.close();
    await firm.close();
  });

  async function macro(actions: object[], changes: Partial<MacroInput> = {}) {
    const input = Object.assign(new MacroInput(), { name: 'Sprzedaż', happening: 'sale_completed', actions, ...changes });
    return firm.does(Macros, async (macros) => {
      const id = await macros.create(input);
      await macros.switch(id, true);
      return id;
    });
  }
  async function tryAgain(id: number) {
    const [{ run }] = await firm.rows<{ run: number }>(`select id::int run from macro_runs where macro_id = ${id}`);
    await firm.browser.post(`/settings/macro-runs/${run}/repetition`);
    await firm.test.jobsDone();
  }
  const hook = () => ({ name: 'webhook', url: receiver.url });
  const stateOf = async (id: number) =>
    firm.rows(
      `select r.state run, d.state deed, d.words->>'key' said, w.webhook_id "webhookId", d.delivery_id::int delivery from macro_runs r
       join macro_deeds d on d.run_id = r.id left join webhook_deliveries w on w.id = d.delivery_id where r.macro_id = ${id} order by d.position`,
    ) as Promise<{ run: string; deed: string; said: string; webhookId: string; delivery: number }[]>;

  it('R76: tells people and a program of a sale once, however often its job runs', async () => {
    const id = await macro([
      { name: 'notify', 'to:administrators': 'on', emails: 'szef@ogrody.example', text: 'Sprzedaż: {{client.name}}' },
      hook(),
    ]);
    const document = await firm.issue({ clientId: client });
    await firm.test.jobsDone();
    await firm.rows(`insert into pgboss.job (name, data) select 'ServeHappening', jsonb_build_object('account', account_id, 'user', null, 'happening', id)
      from happenings where invoice_id = ${document}`);
    await firm.test.jobsDone();
    expect((await stateOf(id)).map(({ run, deed, said }) => [run, deed, said])).toEqual([
      ['done', 'done', 'macros.did.notify'],
      ['done', 'done', 'macros.did.webhook'],
    ]);
    expect(await firm.rows(`select from notices where kind = 'macro' and user_id = ${firm.anna.user}`)).toHaveLength(1);
    expect(await firm.rows(`select from mail_recipients where address = 'szef@ogrody.example'`)).toHaveLength(1);
    expect(receiver.received).toHaveLength(1);
    const told = JSON.parse(receiver.received[0].body);
    expect(told).toMatchObject({ happening: 'sale_completed', macro: { name: 'Sprzedaż' } });
    expect(told.records.document).toEqual({
      id: document,
      ...{ kind: 'vat', gross: '1230', currency: 'PLN', buyer: 'Kawiarnia Pod Lipą', number: expect.any(String) },
    });
    expect(told.records.client).toMatchObject({ id: client, name: 'Kawiarnia Pod Lipą' });
  });

  it('R131: tells a program nothing of a document but that there is one, when its author is not in Invoicing', async () => {
    const ewa = await firm.colleague('ewa', { crmRole: 'administrator', crmLevel: 'all' });
    const { location } = await ewa.post('/settings/macros', {
      ...{ name: 'Ewy', happening: 'sale_completed', match: 'all' },
      actions: [{ name: 'webhook', url: receiver.url }],
    });
    await ewa.post(`${location!.replace('/rehearsal', '')}/activation`);
    const document = await firm.issue({ clientId: client });
    await firm.test.jobsDone();
    expect(JSON.parse(receiver.received[0].body).records.document).toEqual({ id: document });

    // The owner, who sees every document, acts for her from now on; the receiver is still hers.
    const [{ id }] = await firm.rows<{ id: number }>(`select id::int from users where login = 'ewa'`);
    await firm.browser.post(`/settings/people/${id}/departure`);
    const later = await firm.issue({ clientId: client });
    await firm.test.jobsDone();
    expect(JSON.parse(receiver.received[1].body).records.document).toEqual({ id: later });
  });

  it('R79: is red when its webhook failed, the document is issued, and trying again keeps the id', async () => {
    receiver.answer = (response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
    const id = await macro([hook()]);
    const document = await firm.issue({ clientId: client });
    await firm.test.jobsDone();
    const [{ number }] = await firm.rows<{ number: string }>(`select number from invoices where id = ${document}`);
    expect(number).toBeTruthy();
    const [failed] = await stateOf(id);
    expect(failed).toMatchObject({ run: 'failed', deed: 'failed', said: 'macros.webhook.failed.redirected' });
    const notices = await firm.rows(`select from notices where kind = 'macro_failed' and user_id = ${firm.anna.user}`);
    expect(notices).toHaveLength(1);
    receiver.answer = (response) => response.end('ok');
    await tryAgain(id);
    expect(await stateOf(id)).toMatchObject([{ run: 'done', deed: 'done', webhookId: failed.webhookId }]);
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([failed.webhookId, failed.webhookId]);
  });

  it('R79: waits while its receiver answers with an error, and says so in red', async () => {
    receiver.answer = (response) => response.writeHead(500).end('down');
    const id = await macro([hook()]);
    await firm.issue({ clientId: client });
    await firm.test.jobsDone();
    expect(await stateOf(id)).toMatchObject([{ run: 'sending', deed: 'waiting' }]);
    const { text } = await firm.browser.visit(`/settings/macros/${id}/runs`);
    expect(text).toContain('Webhook w drodze');
    expect(text).toContain('odbiorca odpowiedział błędem (500 down)');
    expect(text).toContain('Kolejna próba:');
    receiver.answer = (response) => response.end('ok');
    await firm.rows(`update webhook_deliveries set due_at = now() where state = 'waiting';
      update pgboss.job set start_after = now() where name = 'DeliverWebhook' and state = 'created'`);
    await firm.test.jobsDone();
    expect(await stateOf(id)).toMatchObject([{ run: 'done', deed: 'done' }]);
  });

  it('R79: is not over while a webhook that is tried again has not ended', async () => {
    receiver.answer = (response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
    const id = await macro([hook()]);
    await firm.issue({ clientId: client });
    await firm.test.jobsDone();
    receiver.answer = (response) => response.writeHead(500).end('down');
    await tryAgain(id);
    expect(await stateOf(id)).toMatchObject([{ run: 'sending', deed: 'waiting' }]);
    expect((await firm.browser.visit(`/settings/macros/${id}/runs`)).text).not.toContain('repetition');
  });

  it('R118: is tried again at the address that was mended meanwhile', async () => {
    receiver.answer = (response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
    const id = await macro([hook()]);
    await firm.issue({ clientId: client });
    await firm.test.jobsDone();
    receiver.answer = (response) => response.end('ok');
    const [{ action }] = await firm.rows<{ action: string }>(`select actions #>> '{0,id}' action from macros where id = ${id}`);
    const actions = [{ ...hook(), url: `${receiver.url}/mended`, id: action }];
    await firm.does(Macros, (macros) =>
      macros.update(id, Object.assign(new MacroInput(), { name: 'Sprzedaż', happening: 'sale_completed', actions })),
    );
    await tryAgain(id);
    expect(await stateOf(id)).toMatchObject([{ run: 'done', deed: 'done' }]);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook', '/hook/mended']);
  });

  it('R79: whose receiver never answers stops neither the invoice nor its other actions, and says so in the reader’s language', async () => {
    const silent = await Receiver.open();
    silent.answer = () => {};
    const tell = { name: 'notify', 'to:administrators': 'on', text: 'Sprzedaż: {{client.name}}' };
    const id = await macro([{ name: 'webhook', url: silent.url }, tell]);
    const document = await firm.issue({ clientId: client });
    const [{ number }] = await firm.rows<{ number: string }>(`select number from invoices where id = ${document}`);
    expect(number).toBeTruthy();
    await firm.test.jobsDone();
    await silent.close();
    expect((await stateOf(id)).map(({ run, deed, said }) => [run, deed, said])).toEqual([
      ['sending', 'waiting', 'macros.webhook.waiting'],
      ['sending', 'done', 'macros.did.notify'],
    ]);
    const log = async () => (await firm.browser.visit(`/settings/macros/${id}/runs`)).text;
    expect(await log()).toMatch(/odbiorca nie odpowiedział na czas.*Kolejna próba:/s);
    await firm.rows(`update users set language = 'en' where id = ${firm.anna.user}`);
    expect(await log()).toMatch(/the receiver did not answer in time.*Next attempt:/s);
    await firm.rows(`update users set language = 'pl' where id = ${firm.anna.user}`);
  }, 40_000);

  it('is told at once where nothing could be delivered', async () => {
    expect(await keyOf(macro([{ name: 'webhook', url: 'ftp://ogrody.example' }]))).toBe('webhook_address');
  });

  it('serves 300 sales at once, each once (R118)', async () => {
    const id = await macro([{ name: 'notify', 'to:administrators': 'on', text: 'Sprzedaż' }]);
    await firm.rows(`with noted as (
      insert into happenings (account_id, kind, client_id) select account_id, 'sale_completed', id from clients, generate_series(1, 300)
        where id = ${client} returning account_id, id)
      insert into pgboss.job (name, data) select 'ServeHappening', jsonb_build_object('account', account_id, 'user', null, 'happening', id) from noted, generate_series(1, 2)`);
    await firm.test.jobsDone();
    expect(
      await firm.rows(
        `select count(*)::int, count(distinct happening_id)::int happenings from macro_runs where macro_id = ${id} and state = 'done'`,
      ),
    ).toEqual([{ count: 300, happenings: 300 }]);
    expect(
      await firm.rows(`select from notices n where kind = 'macro' and user_id = ${firm.anna.user} and exists (select from macro_runs r where r.macro_id = ${id}
      and r.id = (n.ids->>'run')::bigint)`),
    ).toHaveLength(300);
  }, 60_000);
});
