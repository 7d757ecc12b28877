import 'reflect-metadata';
import { addDays } from '../../../src/clock';
import { MacroInput } from '../../../src/crm/macros/macro.input';
import { Macros } from '../../../src/crm/macros/macros.service';
import { NoteDays } from '../../../src/integration/happenings/note-days.job';
import { PaymentsService } from '../../../src/invoicing/payments/payments.service';
import { Firm, TODAY } from '../firm';

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
});
