import { createHmac } from 'node:crypto';
import { Database } from '../../src/database/database';
import { post } from '../../src/webhooks/post';
import { isPublic } from '../../src/webhooks/public-address';
import { Webhooks } from '../../src/webhooks/webhooks.service';
import { Firm, keyOf } from '../integration/firm';
import { Receiver } from './receiver';

interface Row {
  id: number;
  webhookId: string;
  state: string;
  tries: number;
  reason: string | null;
  words: string | null;
  minutes: number | null;
}

describe('a webhook', () => {
  let firm: Firm;
  let receiver: Receiver;
  beforeAll(async () => {
    [firm, receiver] = await Promise.all([Firm.open(), Receiver.open()]);
  });
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answer = (response) => response.end('ok');
  });
  afterAll(async () => {
    await receiver.close();
    await firm.close();
  });

  const deliver = (body: object = { deal: 7 }, url = receiver.url) =>
    firm.does(Webhooks, (webhooks) => webhooks.deliver(url, body));
  const rowOf = async (id: number) =>
    (
      await firm.rows<Row>(
        `select id::int, webhook_id "webhookId", state, tries, reason, words, round(extract(epoch from due_at - now()) / 60)::int minutes
         from webhook_deliveries where id = ${id}`,
      )
    )[0];

  it('is delivered after the commit, under an id and a signature that the receiver can check', async () => {
    const id = await deliver({ happened: 'sale_completed', deal: 7 });
    await firm.test.jobsDone();
    const row = await rowOf(id);
    expect(row).toMatchObject({ state: 'delivered', tries: 1, reason: null, words: '200 ok' });
    const [{ headers, body }] = receiver.received;
    expect(JSON.parse(body)).toEqual({ happened: 'sale_completed', deal: 7 });
    expect(headers['webhook-id']).toBe(row.webhookId);
    const secret = await firm.does(Webhooks, async (webhooks) => webhooks.secretOf(firm.anna.account));
    const signed = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'));
    const expected = signed.update(`${row.webhookId}.${headers['webhook-timestamp']}.${body}`).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
  });

  it('is not sent for what is undone', async () => {
    const undone = firm.does(Webhooks, async (webhooks) => {
      await webhooks.deliver(receiver.url, {});
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await firm.test.jobsDone();
    expect(receiver.received).toEqual([]);
  });

  it('that is answered by 500 is tried again later under the same id, and says why', async () => {
    receiver.answer = (response) => response.writeHead(500).end('<b>down</b>\n for now');
    const id = await deliver();
    await firm.test.jobsDone();
    expect(await rowOf(id)).toMatchObject({
      state: 'waiting',
      tries: 1,
      reason: 'status',
      words: '500 <b>down</b> for now',
      minutes: 1,
    });
  });

  it('is not tried before its time, though it has a second job', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const id = await deliver();
    await firm.test.jobsDone();
    await firm.rows(`insert into pgboss.job (name, data)
      values ('DeliverWebhook', jsonb_build_object('account', ${firm.anna.account}, 'user', null, 'delivery', ${id}))`);
    await firm.test.jobsDone();
    expect(await rowOf(id)).toMatchObject({ state: 'waiting', tries: 1 });
    expect(receiver.received).toHaveLength(1);
  });

  it('fails in the end, and a person may have it tried again', async () => {
    receiver.answer = (response) => response.writeHead(503).end();
    const id = await deliver();
    await firm.test.jobsDone();
    for (const minutes of [5, 30, 120, 360]) {
      await tryNow();
      expect(await rowOf(id)).toMatchObject({ state: 'waiting', minutes });
    }
    await tryNow();
    expect(await rowOf(id)).toMatchObject({ state: 'failed', tries: 6, reason: 'status' });
    const { webhookId } = await rowOf(id);
    expect(receiver.received.filter(({ headers }) => headers['webhook-id'] === webhookId)).toHaveLength(6);
    receiver.answer = (response) => response.writeHead(204).end();
    await firm.does(Webhooks, (webhooks) => webhooks.tryAgain(id));
    await firm.test.jobsDone();
    expect(await rowOf(id)).toMatchObject({ state: 'delivered', tries: 1, reason: null });
    expect(await keyOf(firm.does(Webhooks, (webhooks) => webhooks.tryAgain(id)))).toBe('webhook_not_failed');
  });

  it('that redirects has failed at once: nothing is sent where it points to', async () => {
    receiver.answer = (response, { path }) =>
      path === '/hook' ? response.writeHead(302, { location: '/secret' }).end() : response.end('got it');
    const id = await deliver();
    await firm.test.jobsDone();
    expect(await rowOf(id)).toMatchObject({ state: 'failed', reason: 'redirected' });
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook']);
  });

  it('is refused an address that is none, or that holds a password', async () => {
    for (const url of ['', 'ftp://example.com', 'javascript:alert(1)', 'example.com', 'http://exa mple.com'])
      expect(await keyOf(deliver({}, url))).toBe('webhook_address');
    expect(await keyOf(deliver({}, 'https://anna:tajne@example.com/'))).toBe('webhook_password');
  });

  it('is seen by nobody who does not see all of CRM (R72)', async () => {
    await deliver();
    await firm.test.jobsDone();
    const database = firm.test.app.get(Database);
    const seenAt = async (crm: string) => {
      const who = { account: firm.anna.account, user: firm.anna.user, crm, invoicing: 'all' };
      const [{ count }] = await database.run(who, () =>
        database.query<{ count: number }[]>('select count(*)::int count from webhook_deliveries'),
      );
      return count;
    };
    expect(await seenAt('all')).toBeGreaterThan(0);
    for (const level of ['departments', 'own', '']) expect(await seenAt(level)).toBe(0);
  });

  it('leaves a receiver alone that did not answer in time, for its own account only', async () => {
    receiver.answer = () => {};
    await deliver();
    await firm.test.jobsDone();
    receiver.answer = (response) => response.end('ok');
    await deliver();
    await firm.test.signedUp({ company: 'Sady Nowaka' });
    await firm.rows(`with made as (insert into webhook_deliveries (account_id, url, body) select max(id), '${receiver.url}', '{}' from accounts returning account_id, id)
      insert into pgboss.job (name, data) select 'DeliverWebhook', jsonb_build_object('account', account_id, 'user', null, 'delivery', id) from made`);
    await firm.test.jobsDone();
    expect(await firm.rows('select account_id::int account, state from webhook_deliveries order by id desc limit 2')).toEqual([
      { account: firm.anna.account + 1, state: 'delivered' },
      { account: firm.anna.account, state: 'waiting' },
    ]);
    expect(receiver.received).toHaveLength(2);
  }, 60_000);

  it('that waits for a receiver that never answers comes to an end like the one that was tried', async () => {
    const silent = await Receiver.open();
    silent.answer = () => {};
    await deliver({}, silent.url);
    await firm.test.jobsDone();
    const waiting = [await deliver({}, silent.url), await deliver({}, silent.url)];
    await firm.test.jobsDone();
    for (const id of waiting) {
      const { state, tries, reason, minutes } = await rowOf(id);
      expect({ state, tries, reason }).toEqual({ state: 'waiting', tries: 1, reason: 'timeout' });
      expect(minutes).toBeGreaterThanOrEqual(4);
      expect(minutes).toBeLessThanOrEqual(10);
    }
    for (let more = 0; more < 5; more++) await tryNow();
    for (const id of waiting) expect(await rowOf(id)).toMatchObject({ state: 'failed', tries: 6, reason: 'timeout' });
    expect(silent.received).toHaveLength(1);
    await silent.close();
  }, 60_000);

  it('whose job was lost is looked after, once though the clock strikes again, and one that waits for its time is left', async () => {
    const other = await Receiver.open();
    const [lost, early] = [await deliver({}, other.url), await deliver({}, other.url)];
    await firm.test.jobsDone();
    await firm.rows(`update webhook_deliveries set state = 'waiting', ended_at = null, tries = 0, due_at = now() - interval '16 minutes' where id = ${lost};
      update webhook_deliveries set state = 'waiting', ended_at = null, tries = 0, due_at = now() - interval '14 minutes' where id = ${early}`);
    for (let i = 0; i < 2; i++) {
      await firm.rows(`insert into pgboss.job (name) values ('LookAfterWebhooks')`);
      await firm.test.jobsDone();
    }
    expect(await rowOf(lost)).toMatchObject({ state: 'delivered', tries: 1 });
    expect(await rowOf(early)).toMatchObject({ state: 'waiting', tries: 0 });
    expect(other.received).toHaveLength(3);
    await other.close();
  });

  /** What its job would do when its time has come. */
  async function tryNow() {
    await firm.rows(`update webhook_deliveries set due_at = now() where state = 'waiting';
      update pgboss.job set start_after = now() where name = 'DeliverWebhook' and state = 'created'`);
    await firm.test.jobsDone();
  }
});

describe('an attempt to deliver', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await Receiver.open();
  });
  afterAll(() => receiver.close());

  const attempt = (url: string, anywhere: boolean, patience?: number) =>
    post({ url, headers: {}, body: '{}' }, anywhere, patience);

  it('does not reach this machine or a private network, however its address is written', async () => {
    const port = new URL(receiver.url).port;
    for (const host of [
      '127.0.0.1',
      '0x7f.1',
      '2130706433',
      '[::1]',
      '[::ffff:127.0.0.1]',
      'localhost',
      '10.0.0.1',
      '169.254.169.254',
    ])
      expect(await attempt(`http://${host}:${port}/`, false)).toMatchObject({ reason: 'private_address' });
    expect(receiver.received).toEqual([]);
  });

  it('knows public addresses from others', () => {
    for (const address of ['8.8.8.8', '2001:4860:4860::8888']) expect(isPublic(address)).toBe(true);
    for (const address of [
      '0.0.0.0',
      '100.64.0.1',
      '192.168.1.1',
      'fe80::1',
      'fd00::1',
      '::',
      '64:ff9b::7f00:1',
      '224.0.0.1',
      'x',
    ])
      expect(isPublic(address)).toBe(false);
  });

  it('gives a receiver that never answers, or never ends, up', async () => {
    receiver.answer = () => {};
    expect(await attempt(receiver.url, true, 100)).toMatchObject({ reason: 'timeout' });
    receiver.answer = (response) => response.write('x');
    expect(await attempt(receiver.url, true, 100)).toMatchObject({ reason: 'timeout' });
  });

  it('reads no more of an answer than it keeps', async () => {
    receiver.answer = (response) => response.end('x'.repeat(5_000_000));
    expect((await attempt(receiver.url, true)).words).toHaveLength(300);
  });

  it('says what the network said of a receiver that is not there', async () => {
    expect(await attempt('http://127.0.0.1:9/', true)).toMatchObject({ reason: 'unreachable', words: 'ECONNREFUSED' });
  });
});
