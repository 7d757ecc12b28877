import { Tasks } from '../../src/crm/tasks/tasks.service';
import { Transaction } from '../../src/database/transaction';
import { InvoicesService } from '../../src/invoicing/invoices/invoices.service';
import { offerOf, send } from '../crm/offers/sent';
import { Firm, line } from '../integration/firm';

/** The most statements that a page asks within its transaction; the session is asked before it (design: at most ten a page with it). */
const MOST = 9;

const CALL = { kind: 'call', title: 'Zadzwonić', dueOn: '2026-12-01', dueTime: null, note: null, remindMinutes: null } as const;

describe('the pages that people have open all day', () => {
  let firm: Firm;
  let asked: jest.SpyInstance;
  beforeAll(async () => {
    firm = await Firm.open();
    asked = jest.spyOn(Transaction.prototype, 'query');
  });
  afterAll(async () => {
    asked.mockRestore();
    await firm.close();
  });

  const statementsOf = async (path: string) => {
    asked.mockClear();
    const { status } = await firm.browser.visit(path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    // Settings of the transaction ride with the statement after them.
    const statements = asked.mock.calls.map(([sql]) => String(sql).replace(/\s+/g, ' ').slice(0, 100));
    return statements.filter((sql) => !sql.startsWith('select set_config('));
  };

  /** Those of these pages that ask more than they may, each with what it asks. */
  const tooMany = async (paths: string[]) => {
    const many: Record<string, string[]> = {};
    for (const path of paths) {
      const statements = await statementsOf(path);
      if (statements.length > MOST) many[`${path} ${statements.length}`] = statements;
    }
    return many;
  };

  it('ask little of the database, whatever stands on them', async () => {
    const clientId = await firm.client('Kawiarnia Pod Lipą');
    const dealId = await firm.deal('Ogród przy Lipowej', { clientId });
    const invoice = await firm.issue({ clientId });
    const taskId = await firm.does(Tasks, (tasks) => tasks.make({ ...CALL, clientId, dealId, responsibleId: firm.anna.user }));
    const offer = { dealId, title: 'Ogród', language: 'pl', currency: 'PLN', html: '<p>Oto oferta</p>' };
    const { location } = await firm.browser.post('/crm/offers', offer);
    const crm = [
      '/crm/today',
      '/crm/deals',
      `/crm/deals/${dealId}`,
      '/crm/deals/board',
      '/crm/clients',
      `/crm/clients/${clientId}`,
    ];
    const more = ['/crm/tasks', `/crm/tasks/${taskId}`, '/crm/offers', location!, '/crm/outbox', '/notices', '/settings/macros'];
    const invoicing = ['/invoicing/invoices', `/invoicing/invoices/${invoice}`, `/invoicing/clients/${clientId}`];
    expect(await tooMany([...crm, ...more, ...invoicing])).toEqual({});
  });

  it('ask as little of an offer that went to its client and has three documents, one of them cancelled', async () => {
    const clientId = await firm.client('Hotel Bukowy');
    const dealId = await firm.deal('Ogród zimowy', { clientId });
    const offer = await offerOf(firm, dealId);
    await send(firm, offer);
    const lines = [line('Projekt', 1476, { dealId })];
    const proforma = await firm.issue({ kind: 'proforma', clientId, offerId: offer, lines });
    const cancelled = await firm.issue({ clientId, fromInvoiceId: proforma, lines });
    await firm.does(InvoicesService, (invoices) => invoices.cancel(cancelled, null));
    const invoice = await firm.issue({ clientId, fromInvoiceId: proforma, lines });
    const ofOffer = ['', '/edit', '/preview', '/sendings/new'].map((page) => `/crm/offers/${offer}${page}`);
    const made = [proforma, cancelled, invoice].map((id) => `/invoicing/invoices/${id}`);
    expect(await tooMany([...ofOffer, `/crm/offers/new?deal=${dealId}`, `/crm/deals/${dealId}`, ...made])).toEqual({});
  });
});
