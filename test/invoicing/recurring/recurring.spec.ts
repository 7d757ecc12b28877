import { addDays } from '../../../src/clock';
import type { InvoiceInput } from '../../../src/invoicing/invoices/invoice.input';
import { InvoicesService } from '../../../src/invoicing/invoices/invoices.service';
import { MakeRecurringDocuments } from '../../../src/invoicing/recurring/make-recurring-documents.job';
import { RecurringInput } from '../../../src/invoicing/recurring/recurring.input';
import { RecurringDocuments } from '../../../src/invoicing/recurring/recurring-documents.service';
import { Recurrings } from '../../../src/invoicing/recurring/recurrings.service';
import { Decimal } from '../../../src/money/decimal';
import { decoded, Firm, line, TODAY } from '../../integration/firm';

let firm: Firm;
beforeAll(async () => {
  firm = await Firm.open();
});
beforeEach(async () => {
  await firm.rows('update recurrings set paused_at = now() where paused_at is null'); // each test looks at its own
});
afterAll(() => firm.close());

const NOON = new Date(`${TODAY}T12:00:00Z`);
const strike = (now = NOON) => firm.test.app.get(MakeRecurringDocuments).makeAll(now);
const define = (sourceId: number, changes: Partial<RecurringInput> = {}) =>
  firm.does(Recurrings, (recurrings) =>
    recurrings.create(
      Object.assign(new RecurringInput(), { sourceId, name: 'Opieka', every: 1, unit: 'month', firstOn: TODAY, ...changes }),
    ),
  );
const recurring = (id: number) => firm.does(Recurrings, (recurrings) => recurrings.find(id));
const made = async (id: number) => {
  const rows = await firm.rows<{ id: number }>(
    `select invoice_id::int id from recurring_issues where recurring_id = ${id} order by period`,
  );
  return firm.does(InvoicesService, async (invoices) => {
    const documents = [];
    for (const row of rows) documents.push(await invoices.find(row.id));
    return documents;
  });
};
const care = (changes: Partial<InvoiceInput> = {}) =>
  firm.issue({ buyerName: 'Zarząd Dróg', buyerEmail: 'biuro@zarzad.example', lines: [line('Opieka', 100)], ...changes });

describe('a recurring document (R102)', () => {
  it('is issued on its day, once, however often and on however many servers the clock strikes (R118)', async () => {
    const id = await define(await care());
    await Promise.all([strike(), strike(), strike()]);
    await strike();
    const [document, ...others] = await made(id);
    expect(others).toEqual([]);
    expect(document).toMatchObject({ state: 'issued', issueOn: TODAY, kind: 'vat', fromInvoiceId: null });
    expect(document.gross.toFixed(2)).toBe('100.00');
    expect((await recurring(id)).nextPeriod).toBe(1);
  });

  it('is not made before five in the morning, nor before its day (R130)', async () => {
    const [today, tomorrow] = [await define(await care()), await define(await care(), { firstOn: addDays(TODAY, 1) })];
    await strike(new Date(`${TODAY}T02:00:00Z`));
    expect(await made(today)).toEqual([]);
    await strike();
    expect([(await made(today)).length, (await made(tomorrow)).length]).toEqual([1, 0]);
  });

  it('is caught up after a stop of the server: each missed period its own document, issued today and sold on its day', async () => {
    const id = await define(await care({ soldOn: TODAY }), { firstOn: addDays(TODAY, -2), unit: 'day', every: 1 });
    await strike();
    const documents = await made(id);
    expect(documents.map(({ issueOn, soldOn }) => [issueOn, soldOn])).toEqual(
      [-2, -1, 0].map((days) => [TODAY, addDays(TODAY, days)]),
    );
  });

  it('does not begin long ago, so that a mistyped year issues nothing (R102)', async () => {
    const source = await care();
    await expect(define(source, { firstOn: addDays(TODAY, -32) })).rejects.toMatchObject({ key: 'recurring_first_long_ago' });
  });

  it('goes by the exchange rate of its own day, not by one typed for its source (R100)', async () => {
    const day = addDays(TODAY, -1);
    await firm.rows(`insert into exchange_tables values ('${day}', '227/A/NBP/2026');
      insert into exchange_rates (effective_on, currency, mid) values ('${day}', 'EUR', 4.2)`);
    const id = await define(await care({ currency: 'EUR' }));
    await strike();
    expect((await made(id))[0].exchange).toMatchObject({ table: '227/A/NBP/2026', on: day });
  });

  it('leaves nothing of an issue that fails in between, and makes it with the next attempt, with the number that was not used (R118, R120)', async () => {
    const id = await define(await care());
    await firm.rows(`create function fail_once() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$;
      create trigger fail_once before insert on recurring_issues for each row execute function fail_once()`);
    const last = async () => (await firm.rows<{ last: number }>('select max(last) as last from number_counters'))[0].last;
    const before = await last();
    await strike();
    expect([(await made(id)).length, await last()]).toEqual([0, before]);
    expect(await recurring(id)).toMatchObject({
      state: 'failing',
      retryOn: addDays(TODAY, 1),
      failure: expect.stringContaining('dzienniku'),
    });
    await firm.rows('drop trigger fail_once on recurring_issues; drop function fail_once()');
    await strike();
    expect(await made(id)).toHaveLength(0); // not before tomorrow
    await firm.rows(`update recurrings set retry_on = '${TODAY}' where id = ${id}`);
    await strike();
    expect([(await made(id)).length, await last()]).toEqual([1, before + 1]);
    expect((await recurring(id)).failure).toBeNull();
  });

  it('says what source says now: a change there changes the next one', async () => {
    const source = await care();
    const id = await define(source, { unit: 'day', firstOn: TODAY });
    await strike();
    const { clientId } = await firm.does(InvoicesService, (invoices) => invoices.find(source));
    await firm.edit(source, { clientId, buyerName: 'Zarząd Dróg', lines: [line('Opieka rozszerzona', 150)] });
    await firm.rows(`update recurrings set next_on = '${TODAY}' where id = ${id}`);
    await strike();
    expect((await made(id)).map(({ gross, lines }) => [gross.toFixed(2), lines![0].name])).toEqual([
      ['100.00', 'Opieka'],
      ['150.00', 'Opieka rozszerzona'],
    ]);
  });

  it('changes its prices from a day on, and foretells it', async () => {
    const change = { priceChange: new Decimal(5), priceChangeOn: addDays(TODAY, 1) };
    const id = await define(await care(), { unit: 'day', ...change, most: 3 });
    const foreseen = await firm.does(RecurringDocuments, async (documents) => documents.foreseen(await recurringOf(id)));
    expect(foreseen.map(({ issueOn, gross }) => [issueOn, gross.toFixed(2)])).toEqual([
      [TODAY, '100.00'],
      [addDays(TODAY, 1), '105.00'],
      [addDays(TODAY, 2), '105.00'],
    ]);
  });

  it('makes a new deal each, outside of all others (R42)', async () => {
    const id = await define(await care(), { unit: 'day', firstOn: addDays(TODAY, -1) });
    await strike();
    const documents = await made(id);
    const born = await Promise.all(documents.map((document) => firm.deals(`d.born_of_invoice_id = ${document.id}`)));
    expect(born.map((deals) => deals.length)).toEqual([1, 1]);
  });

  it('is mailed once with its issue, or kept as a draft', async () => {
    const mailed = await define(await care(), { mailed: true, recipients: 'a@firma.example, b@firma.example' });
    const draft = await define(await care(), { asDraft: true });
    await Promise.all([strike(), strike()]);
    const [document] = await made(mailed);
    expect(
      await firm.rows(
        `select recipients, reply_to from sent_documents s join mail_messages m on m.id = s.message_id where invoice_id = ${document.id}`,
      ),
    ).toEqual([{ recipients: ['a@firma.example', 'b@firma.example'], reply_to: null }]);
    expect((await made(draft)).map(({ state }) => state)).toEqual(['draft']);
  });

  it('makes none while it is paused, ended or deleted; resumed, it leaves out what passed', async () => {
    const id = await define(await care(), { unit: 'day', firstOn: addDays(TODAY, -3) });
    const does = (verb: 'pause' | 'resume' | 'delete' | 'restore') => firm.does(Recurrings, (recurrings) => recurrings[verb](id));
    await does('pause');
    await strike();
    expect(await made(id)).toEqual([]);
    await does('resume');
    await strike();
    expect(await made(id)).toHaveLength(1);
    await does('delete');
    await firm.rows(`update recurrings set next_on = '${TODAY}' where id = ${id}`);
    await strike();
    expect(await made(id)).toHaveLength(1);
    await does('restore');
    expect((await recurring(id)).state).toBe('paused');
  });

  it('extended long after it had ended, it leaves out what passed, and goes on from today (R102)', async () => {
    const firstOn = addDays(TODAY, -20);
    const terms = { unit: 'day' as const, every: 2, firstOn };
    const id = await define(await care(), { ...terms, endOn: firstOn });
    await strike();
    expect([(await made(id)).length, (await recurring(id)).state]).toEqual([1, 'ended']);
    const extended = Object.assign(new RecurringInput(), { ...terms, name: 'Opieka', endOn: addDays(TODAY, 3) });
    await firm.does(Recurrings, (recurrings) => recurrings.update(id, extended));
    expect(await recurring(id)).toMatchObject({ state: 'active', nextOn: TODAY });
    await strike();
    expect(await made(id)).toHaveLength(2);
    expect((await recurring(id)).nextOn).toBe(addDays(TODAY, 2));
  });

  it('tells on its page what it fails with, and holds up no other', async () => {
    const source = await care();
    const [failing, fine] = [await define(source), await define(await care())];
    const { clientId } = await firm.does(InvoicesService, (invoices) => invoices.find(source));
    await firm.does(InvoicesService, (invoices) => invoices.cancel(source, null));
    await strike();
    expect(clientId).not.toBeNull();
    expect((await made(fine)).length).toBe(1);
    const { text } = await firm.browser.visit(`/invoicing/recurring/${failing}`);
    expect(text).toContain('Dokument wzorcowy jest anulowany albo usunięty.');
  });

  it.each(['correction', 'final', 'advance'])('is not made of a %s', async (kind) => {
    const order = await firm.issue({ kind: 'estimate' });
    const advance = await firm.issue({ kind: 'advance', fromInvoiceId: order, lines: [line('Zaliczka', 100)] });
    const source =
      kind === 'advance'
        ? advance
        : kind === 'final'
          ? await firm.issue({ kind, fromInvoiceId: order, advanceIds: [advance] })
          : await firm.issue({ kind, fromInvoiceId: await care(), lines: [line('Opieka', 50)] });
    await expect(define(source)).rejects.toMatchObject({ key: 'recurring_source_kind' });
  });

  it('is made, changed, paused, deleted and restored on its pages', async () => {
    const source = await care();
    expect(decoded((await firm.browser.visit(`/invoicing/invoices/${source}`)).text)).toContain(
      `/invoicing/recurring/new?source=${source}`,
    );
    const form = {
      sourceId: source,
      name: 'Abonament',
      every: '1',
      unit: 'month',
      firstOn: addDays(TODAY, 5),
      priceChange: '-10',
      priceChangeOn: TODAY,
    };
    const wrong = await firm.browser.post(`/invoicing/recurring?source=${source}`, { ...form, endOn: TODAY, every: '0' });
    expect([wrong.status, wrong.text.includes('value="Abonament"')]).toEqual([422, true]);
    const { location } = await firm.browser.post(`/invoicing/recurring?source=${source}`, form);
    const page = await firm.browser.visit(location!);
    expect(page.text).toContain('90,00');
    for (const verb of ['pause', 'resumption', 'deletion', 'restoration'])
      expect((await firm.browser.post(`${location}/${verb}`, {})).status).toBe(303);
    expect((await firm.browser.visit('/invoicing/recurring')).text).toContain('Abonament');
    expect((await firm.browser.visit(`${location}/edit`)).status).toBe(200);
    const stranger = await firm.test.signedUp();
    expect((await stranger.visit(location!)).status).toBe(404);
  });
});

function recurringOf(id: number) {
  return firm.test.app.get(Recurrings).find(id);
}
