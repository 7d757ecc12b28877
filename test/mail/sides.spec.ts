import { Transaction } from '../../src/database/transaction';
import { Mail } from '../../src/mail/mail.service';
import type { TestBrowser } from '../app';
import { Firm } from '../integration/firm';
import { letter, messageOf, queue } from './post';

describe('the outboxes of both sides', () => {
  let firm: Firm;
  let toClient: number;
  let toNobody: number;
  let ofInvoicing: number;
  const people: Record<string, TestBrowser> = {};
  beforeAll(async () => {
    firm = await Firm.open();
    const client = await firm.client('Kawiarnia Pod Lipą', { departmentId: firm.department });
    toClient = await queue(firm, { side: 'crm', clientId: client, subject: 'Oferta na ogród' });
    toNobody = await queue(firm, { side: 'crm', departmentId: firm.department, subject: 'Zaproszenie' });
    ofInvoicing = await queue(firm, { subject: 'Faktura 1/11' });
    people.marek = await firm.colleague('marek', { crmRole: 'user', crmLevel: 'all' });
    people.celina = await firm.colleague('celina', { crmRole: 'user', crmLevel: 'own' });
    people.ewa = await firm.colleague('ewa', { invoicingRole: 'accountant', invoicingLevel: 'all' });
  });
  afterAll(() => firm.close());

  /** What a person finds in an outbox, and at the addresses of its messages, of their content and of their verbs. */
  async function found(name: string, side: 'crm' | 'invoicing') {
    const browser = people[name];
    const { text } = await browser.visit(`/${side}/outbox`);
    const statuses = [];
    for (const id of [toClient, toNobody, ofInvoicing]) {
      const { status } = await browser.visit(`/${side}/outbox/${id}`);
      expect((await browser.visit(`/${side}/outbox/${id}/content`)).status).toBe(status);
      statuses.push(status);
    }
    return { listed: ['Oferta na ogród', 'Zaproszenie', 'Faktura 1/11'].filter((each) => text.includes(each)), statuses };
  }

  it('R64: show a member of CRM alone nothing of Invoicing', async () => {
    expect(await found('marek', 'crm')).toEqual({ listed: ['Oferta na ogród', 'Zaproszenie'], statuses: [200, 200, 404] });
    expect(await found('marek', 'invoicing')).toEqual({ listed: [], statuses: [403, 403, 403] });
  });

  it('R68: show an accountant nothing of CRM', async () => {
    expect(await found('ewa', 'invoicing')).toEqual({ listed: ['Faktura 1/11'], statuses: [404, 404, 200] });
    expect(await found('ewa', 'crm')).toEqual({ listed: [], statuses: [403, 403, 403] });
  });

  it('R72: show a message of CRM to who sees its client, and one to no client by the level', async () => {
    expect(await found('celina', 'crm')).toEqual({ listed: [], statuses: [404, 404, 404] });
  });

  it('R131: keep recipients, attempts and history of a message from whom the message is closed to', async () => {
    const seen = (who: object) =>
      firm.anna.during(() =>
        firm.does(Mail, async () => {
          const { account } = firm.anna;
          const at = (table: string, column: string, id: number) =>
            `(select count(*)::int from ${table} where ${column} = ${id}${table === 'history' ? ` and record_table = 'mail_messages'` : ''})`;
          await Transaction.current!.query(
            `select set_config('app.user', '0', true), set_config('app.crm', $1, true), set_config('app.invoicing', $2, true)`,
            [(who as Record<string, string>).crm ?? '', (who as Record<string, string>).invoicing ?? ''],
          );
          const [row] = await Transaction.current!.query(
            `select ${[toClient, ofInvoicing].map((id) => `${at('mail_recipients', 'mail_message_id', id)} + ${at('history', 'record_id', id)} "of${id}"`)}
              where ${account} = app_account()`,
          );
          return [row[`of${toClient}`], row[`of${ofInvoicing}`]];
        }),
      );
    expect(await seen({ crm: 'all' })).toEqual([2, 0]);
    expect(await seen({ invoicing: 'all' })).toEqual([0, 2]);
    expect(await seen({ crm: 'own' })).toEqual([0, 0]);
  });

  it('R121: let nobody touch a message from the other side, though they may enter both', async () => {
    for (const noun of ['withdrawal', 'repetition', 'settlement'])
      expect((await firm.browser.post(`/crm/outbox/${ofInvoicing}/${noun}`)).status).toBe(404);
    expect((await firm.browser.visit(`/crm/outbox/${ofInvoicing}`)).status).toBe(404);
    expect((await people.marek.post(`/crm/outbox/${toNobody}/withdrawal`)).location).toBe(`/crm/outbox/${toNobody}`);
    expect(await messageOf(firm, toNobody)).toMatchObject({ state: 'withdrawn' });
    expect(await messageOf(firm, ofInvoicing)).toMatchObject({ state: 'queued' });
  });

  it('R91: list what was written to one client, whose name is told to nobody to whom the client is closed', async () => {
    const [{ client }] = await firm.rows<{ client: number }>('select min(id)::int client from clients');
    const { text } = await firm.browser.visit(`/crm/outbox?client=${client}&state=queued`);
    expect(text).toContain('Oferta na ogród');
    expect(text).not.toContain('Zaproszenie');
    expect(text).toContain('href="/crm/outbox?state&#x3D;queued" aria-label="Usuń: Kawiarnia Pod Lipą"');
    expect((await people.celina.visit(`/crm/outbox?client=${client}`)).text).not.toContain('Kawiarnia');
  });

  it('R60: lead from one to the other by the switch', async () => {
    const { text } = await firm.browser.visit('/crm/outbox');
    expect(text).toContain('class="btn switch" href="/invoicing/outbox"');
  });

  it('keep a message to a client of the account alone: another number is refused by the database', async () => {
    await expect(firm.does(Mail, (mail) => mail.queue(letter({ side: 'crm', clientId: 999_999 })))).rejects.toThrow(
      'foreign key',
    );
  });
});
