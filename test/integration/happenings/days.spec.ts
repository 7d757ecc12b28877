import 'reflect-metadata';
import { addDays } from '../../../src/clock';
import { MacroInput } from '../../../src/crm/macros/macro.input';
import { Macros } from '../../../src/crm/macros/macros.service';
import { NoteDays } from '../../../src/integration/happenings/note-days.job';
import { PaymentsService } from '../../../src/invoicing/payments/payments.service';
import { offerOf, send } from '../../crm/offers/sent';
import { decoded, Firm, TODAY } from '../firm';

describe('a macro that counts days', () => {
  let firm: Firm;
  let client: number;
  beforeAll(async () => {
    firm = await Firm.open();
    client = await firm.client('Kawiarnia Pod Lipą', { responsibleId: firm.anna.user });
  });
  afterAll(() => firm.close());

  async function macro(changes: Partial<MacroInput>) {
    const actions = [{ name: 'notify', 'to:administrators': 'on', text: 'Minęło' }];
    const input = Object.assign(new MacroInput(), { name: 'Dni', actions, ...changes });
    return firm.does(Macros, async (macros) => {
      const id = await macros.create(input);
      await macros.switch(id, true);
      return id;
    });
  }
  /** Looks, so many days from now, at noon in Warsaw. */
  const look = (days: number) =>
    firm.test.app.get(NoteDays, { strict: false }).noteAll(new Date(`${addDays(TODAY, days)}T11:00:00Z`));
  const about = (id: number) =>
    firm.rows(
      `select deal_id::int deal, client_id::int client, invoice_id::int document from happenings where macro_id = ${id} order by id`,
    );

  it('R77: follows a document that is overdue, once, on whatever servers and however late', async () => {
    const id = await macro({ happening: 'document_overdue', days: 1 });
    const [late, paid] = [await firm.issue({ clientId: client, paymentDays: 3 }), await firm.issue({ paymentDays: 3 })];
    await firm.does(PaymentsService, (payments) => payments.markPaid(paid));
    const [deal] = await firm.deals(`born_of_invoice_id = ${late}`);
    await look(3);
    expect(await about(id)).toEqual([]);
    await Promise.all([look(4), look(4), look(6)]);
    await look(20);
    expect(await about(id)).toEqual([{ deal: deal.id, client, document: late }]);
    await firm.test.jobsDone();
    expect(await firm.rows(`select state from macro_runs where macro_id = ${id}`)).toEqual([{ state: 'done' }]);
  });

  it('R77: follows a deal that stands in a stage for so many days', async () => {
    const id = await macro({ happening: 'deal_stale', days: 5 });
    const deal = await firm.deal('Taras', { clientId: client });
    await look(4);
    expect(await about(id)).toEqual([]);
    await look(5);
    await look(6);
    expect((await about(id)).filter((each) => (each as { deal: number }).deal === deal)).toEqual([
      { deal, client, document: null },
    ]);
  });

  it('R77: follows the day of a field, so many days before it, and not what was before the macro', async () => {
    const deal = await firm.deal('Ogród', { clientId: client, expectedOn: addDays(TODAY, 10) });
    await firm.deal('Dawny', { clientId: client, expectedOn: addDays(TODAY, -5) });
    const id = await macro({ happening: 'date_reached', days: -2, dateField: 'deal.expectedOn' });
    await look(7);
    expect(await about(id)).toEqual([]);
    await look(8);
    await look(9);
    expect(await about(id)).toEqual([{ deal, client, document: null }]);
  });

  it('R76: follows the last day of an offer while its client may still answer', async () => {
    const deal = await firm.deal('Zieleń', { clientId: client });
    const validUntil = addDays(TODAY, 10);
    const [sent, declined, draft] = [
      await offerOf(firm, deal, { validUntil }),
      await offerOf(firm, deal, { validUntil }),
      await offerOf(firm, deal, { validUntil }),
    ];
    await send(firm, sent);
    await send(firm, declined);
    await firm.rows(`update offers set declined_at = now() where id = ${declined}`);
    const conditions = [{ field: 'offer.title', is: 'contains', value: 'zieleń' }];
    const id = await macro({ happening: 'date_reached', days: -3, dateField: 'offer.validUntil', conditions });
    await look(6);
    expect(await about(id)).toEqual([]);
    await Promise.all([look(7), look(7), look(9)]);
    expect(await about(id)).toEqual([{ deal, client, document: null }]);
    expect(await firm.rows(`select offer_id::int offer from happenings where macro_id = ${id}`)).toEqual([{ offer: sent }]);
    expect(draft).not.toBe(sent);
    await firm.test.jobsDone();
    const log = decoded((await firm.browser.visit(`/settings/macros/${id}/runs`)).text);
    expect(log).toContain(`href="/crm/offers/${sent}"`);
  });

  it('R76: follows the due day of a document that is to be paid, and its day of issue', async () => {
    const due = await macro({ happening: 'date_reached', days: -2, dateField: 'document.dueOn' });
    const issued = await macro({
      ...{ happening: 'date_reached', days: 30, dateField: 'document.issuedOn' },
      conditions: [{ field: 'document.kind', is: 'is', value: 'vat' }],
    });
    const before = (await firm.rows<{ id: number }>('select id::int from invoices')).map(({ id }) => id);
    const [open, paid] = [await firm.issue({ clientId: client, paymentDays: 9 }), await firm.issue({ paymentDays: 9 })];
    await firm.does(PaymentsService, (payments) => payments.markPaid(paid));
    const documents = async (id: number) =>
      ((await about(id)) as { document: number }[]).map(({ document }) => document).filter((one) => !before.includes(one));
    await look(6);
    expect(await documents(due)).toEqual([]);
    await look(7);
    expect(await documents(due)).toEqual([open]);
    await look(29);
    expect(await documents(issued)).toEqual([]);
    await look(30);
    expect((await documents(issued)).sort()).toEqual([open, paid]);
  });

  it('R76, R13: follows a date field of its own on a client, which is then what it is about', async () => {
    await firm.browser.post('/settings/own-fields', { record: 'client', name: 'Urodziny', type: 'date', restricted: '0' });
    const [{ key }] = await firm.rows<{ key: string }>('select key from own_fields');
    const own = JSON.stringify({ [key]: addDays(TODAY, 4) });
    const guest = await firm.client('Solenizantka', { responsibleId: firm.anna.user });
    await firm.rows(`update clients set own = '${own}' where id = ${guest}`);
    const id = await macro({ happening: 'date_reached', days: 0, dateField: `client.own.${key}` });
    await look(3);
    expect(await about(id)).toEqual([]);
    await look(4);
    expect(await about(id)).toEqual([{ deal: null, client: guest, document: null }]);
    await firm.test.jobsDone();
    expect(decoded((await firm.browser.visit(`/settings/macros/${id}/runs`)).text)).toContain('Solenizantka');
  });

  it('asks of what the chosen date stands on, in both languages, and rehearses on days that have come', async () => {
    const form = { name: 'Daty', happening: 'date_reached', match: 'all', next: 'show', 'conditions[0][field]': 'deal.name' };
    const shown = async (dateField: string) =>
      decoded((await firm.browser.post('/settings/macros', { ...form, dateField })).text);
    const options = (text: string, name: string) =>
      [
        ...text
          .slice(text.indexOf(`name="${name}"`))
          .split('</select>')[0]
          .matchAll(/value="([^"]+)"/g),
      ].map(([, value]) => value);
    const days = ['deal.expectedOn', 'offer.validUntil', 'document.issuedOn', 'document.dueOn'];
    expect(options(await shown(''), 'dateField')).toEqual(expect.arrayContaining(days));
    expect(await shown('')).toContain('Dokument: Termin płatności');
    const asked = options(await shown('document.dueOn'), 'conditions[0][field]');
    expect(asked).toEqual(expect.arrayContaining(['document.kind', 'deal.name', 'client.name']));
    expect(asked.filter((field) => field.startsWith('offer.'))).toEqual([]);
    expect(options(await shown('offer.validUntil'), 'conditions[0][field]').some((field) => field.startsWith('document.'))).toBe(
      false,
    );
    await firm.browser.post('/person/preferences', { language: 'en' });
    expect(await shown('')).toContain('Offer: Valid until');
    await firm.browser.post('/person/preferences', { language: 'pl' });

    await firm.deal('Spóźniony', { clientId: client, expectedOn: addDays(TODAY, -20) });
    const off = await firm.does(Macros, (macros) =>
      macros.create(
        Object.assign(new MacroInput(), {
          ...{ name: 'Próba', happening: 'date_reached', days: 7, dateField: 'deal.expectedOn' },
          ...{ conditions: [{ field: 'deal.name', is: 'is', value: 'Spóźniony' }] },
          actions: [{ name: 'notify', 'to:administrators': 'on', text: 'Minęło' }],
        }),
      ),
    );
    const rehearsal = decoded((await firm.browser.visit(`/settings/macros/${off}/rehearsal`)).text);
    expect(rehearsal).toContain('Spóźniony');
    expect(rehearsal.match(/Zadziałałoby</g)).toHaveLength(1);
  });
});
