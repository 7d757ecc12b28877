import { Logger } from '@nestjs/common';
import { Database } from '../../src/database/database';
import { BackfillSteps } from '../../src/integration/backfill/backfill-steps.service';
import { Backfills } from '../../src/integration/backfill/backfills.service';
import { Rehearsal } from '../../src/integration/backfill/rehearsal.service';
import { InvoicesService } from '../../src/invoicing/invoices/invoices.service';
import { Jobs } from '../../src/jobs/jobs.service';
import { decoded, Firm, keyOf, line } from './firm';

let firm: Firm;
beforeEach(async () => {
  firm = await Firm.open();
});
afterEach(() => firm.close());

const turn = (active: boolean) => firm.browser.post('/settings/integration', { active: active ? '1' : '0' });
/** What is issued while the integration is off has no deal. */
async function whileOff<T>(work: () => Promise<T>): Promise<T> {
  await turn(false);
  const result = await work();
  await turn(true);
  return result;
}
const begin = () => firm.does(Backfills, (backfills) => backfills.begin());
async function fill() {
  const id = await begin();
  await firm.test.jobsDone();
  return stateOf(id);
}
const stateOf = async (id: number) =>
  (
    await firm.rows<Record<string, unknown>>(`select state, total, made, joined, skipped, failed from backfills where id = ${id}`)
  )[0];
const bornOf = (invoice: number) => firm.deals(`d.born_of_invoice_id = ${invoice}`);
const linksOf = (invoice: number) =>
  firm.rows<{ deal: number; counted: string }>(
    `select deal_id::int deal, counted::text from deal_documents where invoice_id = ${invoice} and removed_at is null`,
  );
/** One step as the job makes it. */
const step = (id: number) =>
  firm.anna.during(() =>
    firm.test.app
      .get(Database)
      .run({ ...firm.anna.who, crm: 'all', invoicing: 'all' }, () =>
        firm.test.app.get(BackfillSteps, { strict: false }).next(id),
      ),
  );

describe('the backfill', () => {
  it('R87, R129: makes the deals that were missed while the integration was off, as at issue', async () => {
    const [client, other] = [await firm.client('Hotel Bukowy'), await firm.issue()];
    const [invoice, euro] = await whileOff(async () => [
      await firm.issue({ clientId: client, lines: [line('Trawnik', 500), line('Ławka', 300)] }),
      await firm.issue({ currency: 'EUR', lines: [line('Garden', 99.99)] }),
    ]);
    expect(await fill()).toEqual({ state: 'done', total: 2, made: 2, joined: 0, skipped: 0, failed: 0 });
    expect(await bornOf(invoice)).toMatchObject([
      {
        name: 'Trawnik',
        shownName: 'Trawnik',
        counted: '800.00',
        agreed: '0.00',
        client,
        department: firm.department,
        responsible: firm.anna.user,
        stage: 'won',
      },
    ]);
    expect(await bornOf(euro)).toMatchObject([{ currency: 'EUR', counted: '99.99' }]);
    expect(await bornOf(other)).toHaveLength(1);
    // Whoever began it is told; no macro starts of what happened long ago.
    expect(await firm.rows(`select kind from notices`)).toEqual([{ kind: 'backfill_done' }]);
    expect(await firm.rows(`select from happenings where kind = 'deal_made'`)).toHaveLength(1); // of the other one
  });

  it('R87: says beforehand how many by kind and currency, and why some are left out', async () => {
    const deleted = await firm.issue();
    const [{ id: deal }] = await bornOf(deleted);
    await firm.browser.post(`/crm/deals/${deal}/deletion`);
    await whileOff(async () => {
      await firm.issue();
      await firm.issue({ currency: 'EUR' });
      await firm.issue({ kind: 'proforma' });
      const cancelled = await firm.issue();
      await firm.does(InvoicesService, (invoices) => invoices.cancel(cancelled, null));
    });
    const rows = await firm.does(Rehearsal, (rehearsal) => rehearsal.counts());
    const none = { kind: 0, cancelled: 0, deleted: 0, deal_deleted: 0, taken_out: 0 };
    expect(rows).toEqual([
      { kind: 'vat', currency: 'PLN', outside: 3, makes: 1, joins: 0, leftOut: { ...none, cancelled: 1, deal_deleted: 1 } },
      { kind: 'vat', currency: 'EUR', outside: 1, makes: 1, joins: 0, leftOut: none },
      { kind: 'proforma', currency: 'PLN', outside: 1, makes: 0, joins: 0, leftOut: { ...none, kind: 1 } },
    ]);
    expect(await fill()).toMatchObject({ total: 2, made: 2 });
  });

  it('R129: never makes a deal again that a person deleted', async () => {
    const invoice = await firm.issue();
    const [{ id }] = await bornOf(invoice);
    await firm.browser.post(`/crm/deals/${id}/deletion`);
    expect(await fill()).toMatchObject({ state: 'done', total: 0 });
    expect(await firm.deals('d.deleted_at is null')).toEqual([]);
  });

  it('R87: changes nothing when it runs a second time', async () => {
    await whileOff(() => firm.issue());
    await fill();
    const before = await firm.rows('select id, version from deals order by id');
    expect(await fill()).toMatchObject({ state: 'done', total: 0 });
    expect(await firm.rows('select id, version from deals order by id')).toEqual(before);
  });

  it('R42: takes an invoice and the receipt before it into one deal, which counts once', async () => {
    const [receipt, invoice] = await whileOff(async () => {
      const receipt = await firm.issue({ kind: 'receipt' });
      return [receipt, await firm.issue({ fromInvoiceId: receipt })];
    });
    const rows = await firm.does(Rehearsal, (rehearsal) => rehearsal.counts());
    expect(rows.map(({ kind, makes, joins }) => [kind, makes, joins])).toEqual([
      ['receipt', 1, 0],
      ['vat', 0, 1],
    ]);
    expect(await fill()).toMatchObject({ made: 1, joined: 1 });
    const [deal] = await bornOf(receipt);
    expect(deal.counted).toBe('1230.00');
    expect(await linksOf(invoice)).toEqual([{ deal: deal.id, counted: '1230.00' }]);
    expect(await linksOf(receipt)).toEqual([{ deal: deal.id, counted: '0.00' }]);
  });

  it('R42: takes a document into the deal of what continued it meanwhile', async () => {
    const receipt = await whileOff(() => firm.issue({ kind: 'receipt' }));
    const invoice = await firm.issue({ fromInvoiceId: receipt });
    const [deal] = await bornOf(invoice);
    expect(await fill()).toMatchObject({ made: 0, joined: 1 });
    expect(await linksOf(receipt)).toEqual([{ deal: deal.id, counted: '0.00' }]);
    expect((await firm.dealOf(deal.id)).counted).toBe('1230.00');
  });

  it('R39: follows the kinds that are accepted by now', async () => {
    const bill = await firm.issue({ kind: 'bill' });
    await firm.browser.post('/settings/accepted-documents', { kinds: ['bill'], stageId: '', dealClient: 'buyer' });
    expect(await fill()).toMatchObject({ made: 1 });
    expect(await bornOf(bill)).toMatchObject([{ counted: '1230.00' }]);
  });

  it('R8: finds or makes the card of a buyer that has none', async () => {
    const client = await firm.client('Pensjonat Zacisze');
    const invoice = await whileOff(() => firm.issue({ clientId: client }));
    await firm.rows(`update invoices set client_id = null where id = ${invoice}`);
    expect(await fill()).toMatchObject({ made: 1 });
    expect(await bornOf(invoice)).toMatchObject([{ client }]);
  });

  it('R87: names what failed with the document, does the rest, and tries it again the next time', async () => {
    const [bad] = await whileOff(async () => [await firm.issue({ buyerName: 'Bliźniacy' }), await firm.issue()]);
    const [{ client }] = await firm.rows<{ client: number }>(`select client_id::int client from invoices where id = ${bad}`);
    const twin = await firm.client('Bliźniacy');
    await firm.rows(`update invoices set client_id = null where id = ${bad}`);
    const id = await begin();
    await firm.test.jobsDone();
    expect(await stateOf(id)).toEqual({ state: 'done', total: 2, made: 1, joined: 0, skipped: 0, failed: 1 });
    const { text } = await firm.browser.visit(`/settings/integration/backfills/${id}`);
    const [{ number }] = await firm.rows<{ number: string }>(`select number from invoices where id = ${bad}`);
    expect(text).toContain(number);
    expect(text).toContain('Bliźniacy');
    await firm.rows(`update clients set deleted_at = now() where id = ${twin}`);
    expect(await fill()).toMatchObject({ total: 1, made: 1 });
    expect(await bornOf(bad)).toMatchObject([{ client }]);
  });

  it('R87: is stopped and resumed; what is done stays done', async () => {
    await whileOff(async () => {
      for (let i = 0; i < 30; i++) await firm.issue({ clientId: null, buyerName: 'Kawiarnia Pod Lipą' });
    });
    const [{ id }] = await firm.rows<{ id: number }>(
      `insert into backfills (account_id, began_by) values (${firm.anna.account}, ${firm.anna.user}) returning id::int`,
    );
    await step(id); // plans
    await step(id); // a first batch
    await firm.browser.post(`/settings/integration/backfills/${id}/stop`);
    expect(await step(id)).toBe(false);
    expect(await stateOf(id)).toMatchObject({ state: 'stopped', total: 30, made: 25 });
    await firm.browser.post(`/settings/integration/backfills/${id}/resumption`);
    await firm.test.jobsDone();
    expect(await stateOf(id)).toMatchObject({ state: 'done', made: 30 });
    expect(await firm.deals()).toHaveLength(30);
  });

  it('R87: goes on where it was when the server died in the middle', async () => {
    await whileOff(async () => {
      for (let i = 0; i < 30; i++) await firm.issue();
    });
    const [{ id }] = await firm.rows<{ id: number }>(
      `insert into backfills (account_id, began_by) values (${firm.anna.account}, ${firm.anna.user}) returning id::int`,
    );
    await step(id);
    await step(id);
    // Death within a batch: its transaction never commits.
    const died = firm.anna.during(() =>
      firm.test.app.get(Database).run({ ...firm.anna.who, crm: 'all', invoicing: 'all' }, async () => {
        await firm.test.app.get(BackfillSteps, { strict: false }).next(id);
        throw new Error('Killed');
      }),
    );
    await expect(died).rejects.toThrow('Killed');
    expect(await stateOf(id)).toMatchObject({ state: 'running', made: 25 });
    await firm.does(Jobs, (jobs) => jobs.add('MakeDeals', { backfill: id })); // what the queue does with the job of a dead server
    await firm.test.jobsDone();
    expect(await stateOf(id)).toMatchObject({ state: 'done', made: 30 });
    expect(await firm.deals()).toHaveLength(30);
  });

  it('R87: stops when it cannot go on, says so and why in the reader’s words, and makes each deal once when it is resumed', async () => {
    Logger.overrideLogger(false);
    await whileOff(async () => {
      for (let i = 0; i < 30; i++) await firm.issue();
    });
    await firm.rows(`update pgboss.queue set retry_limit = 0 where name = 'MakeDeals';
      create function stick() returns trigger language plpgsql as $$ begin raise 'stuck'; end $$;
      create trigger stick before update on backfill_documents for each row when (old.position > 25) execute function stick()`);
    const id = await begin();
    await firm.test.jobsDone();
    expect(await stateOf(id)).toMatchObject({ state: 'stopped', total: 30, made: 25 });
    const page = async () => decoded((await firm.browser.visit(`/settings/integration/backfills/${id}`)).text);
    expect(await page()).toContain('Tworzenie interesów zatrzymało się po kilku próbach. Wystąpił nieoczekiwany błąd');
    expect(await page()).toContain(`action="/settings/integration/backfills/${id}/resumption"`);
    await firm.browser.post('/person/preferences', { language: 'en' });
    expect(await page()).toContain('Making deals stopped after several tries. An unexpected error occurred');
    expect((await firm.browser.visit('/notices')).text).toContain('Making deals for older documents stopped: 25 of 30 done');
    await firm.rows('drop function stick() cascade');
    await firm.browser.post(`/settings/integration/backfills/${id}/resumption`);
    await firm.test.jobsDone();
    expect(await stateOf(id)).toMatchObject({ state: 'done', made: 30 });
    expect(await firm.deals()).toHaveLength(30);
    expect(await page()).not.toContain('stopped after several tries');
    Logger.overrideLogger(['error', 'warn']);
  });

  it('R87: stops, too, when its servers died over it', async () => {
    const [{ id }] = await firm.rows<{ id: number }>(
      `insert into backfills (account_id, began_by) values (${firm.anna.account}, ${firm.anna.user}) returning id::int`,
    );
    await firm.does(Jobs, (jobs) => jobs.add('GiveUpMakingDeals', { backfill: id })); // what the queue does with the job of a dead server
    await firm.test.jobsDone();
    const { text } = await firm.browser.visit(`/settings/integration/backfills/${id}`);
    expect(text).toContain('Serwer za każdym razem kończył pracę w trakcie.');
    expect(await firm.rows(`select kind from notices`)).toEqual([{ kind: 'backfill_stopped' }]);
  });

  it('R43, R87: makes each deal once when two servers work and it is begun twice', async () => {
    await whileOff(async () => {
      for (let i = 0; i < 40; i++) await firm.issue();
    });
    const second = await firm.test.anotherServer();
    try {
      const [first, again] = await Promise.all([begin(), begin()]);
      expect(again).toBe(first);
      await Promise.all(Array.from({ length: 3 }, () => firm.does(Jobs, (jobs) => jobs.add('MakeDeals', { backfill: first }))));
      await firm.test.jobsDone();
      expect(await stateOf(first)).toEqual({ state: 'done', total: 40, made: 40, joined: 0, skipped: 0, failed: 0 });
      expect(await firm.deals()).toHaveLength(40);
    } finally {
      await second.close();
    }
  });

  it('R129: stops when the integration is turned off, and does not begin while it is', async () => {
    await whileOff(async () => {
      for (let i = 0; i < 3; i++) await firm.issue();
    });
    const [{ id }] = await firm.rows<{ id: number }>(
      `insert into backfills (account_id, began_by) values (${firm.anna.account}, ${firm.anna.user}) returning id::int`,
    );
    await step(id);
    await turn(false);
    expect(await step(id)).toBe(false);
    expect(await stateOf(id)).toMatchObject({ state: 'stopped', made: 0 });
    expect(await keyOf(begin())).toBe('backfill_while_off');
    await turn(true);
    expect(await firm.deals()).toEqual([]);
    await firm.browser.post(`/settings/integration/backfills/${id}/resumption`);
    await firm.test.jobsDone();
    expect(await stateOf(id)).toMatchObject({ state: 'done', made: 3 });
  });

  it('R87, R131: is for administrators who are members of both sides', async () => {
    const ola = await firm.colleague('ola', { crmRole: 'administrator', crmLevel: 'all' });
    const jan = await firm.colleague('jan', {
      crmRole: 'administrator',
      crmLevel: 'own',
      invoicingRole: 'user',
      invoicingLevel: 'own',
    });
    expect((await ola.visit('/settings/integration/backfills/new')).status).toBe(403);
    expect((await ola.post('/settings/integration/backfills')).status).toBe(403);
    expect((await ola.visit('/settings/integration')).text).not.toContain('backfills');
    const invoice = await whileOff(() => firm.issue());
    expect((await jan.visit('/settings/integration/backfills/new')).text).toContain('Nowe interesy');
    const { location } = await jan.post('/settings/integration/backfills');
    await firm.test.jobsDone();
    expect((await jan.visit(location!)).status).toBe(200);
    // As of who issued it, whoever began it.
    expect(await bornOf(invoice)).toMatchObject([{ responsible: firm.anna.user }]);
  });
});
