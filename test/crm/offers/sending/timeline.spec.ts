import { Transaction } from '../../../../src/database/transaction';
import { decoded, Firm } from '../../../integration/firm';
import { offerOf, send } from '../sent';

/** As of every page: with the session's own, ten. */
const MOST_STATEMENTS = 9;

let firm: Firm;
let client: number;
let deal: number;
let number: string;

beforeAll(async () => {
  firm = await Firm.open();
  client = await firm.client('Kawiarnia Pod Lipą', { email: 'biuro@lipa.example', responsibleId: firm.anna.user });
  deal = await firm.deal('Ogród przy kawiarni', { clientId: client, responsibleId: firm.anna.user });
  const offer = await offerOf(firm, deal);
  await send(firm, offer, { people: ['0'], to: '' });
  [{ number }] = await firm.rows<{ number: string }>(`select number from offers where id = ${offer}`);
});
afterAll(() => firm.close());

const timelineOf = async (path: string, browser = firm.browser) => {
  const { status, text } = await browser.visit(path);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return decoded(text).split('class="timeline-list"')[1];
};
const give = (table: 'clients' | 'deals', id: number, login: string) =>
  firm.rows(`update ${table} set responsible_id = (select id from users where login = '${login}') where id = ${id}`);

describe('the timeline of a deal and of its client', () => {
  it('tells of each sending of an offer: which, by whom, to whom, and what became of the message (R81)', async () => {
    for (const path of [`/crm/deals/${deal}`, `/crm/clients/${client}`]) {
      const timeline = await timelineOf(path);
      expect(timeline).toMatch(new RegExp(`<a href="/crm/offers/\\d+">Wysłano ofertę ${number}</a>`));
      for (const said of ['biuro@lipa.example · Czeka', 'Anna Zielińska ·']) expect(timeline).toContain(said);
    }
    const letters = (await firm.browser.visit(`/crm/clients/${client}`)).text;
    expect(letters).not.toContain('class="plain-list letters"');
  });

  it('goes on telling of it once the offer is deleted, and follows its message', async () => {
    const other = await firm.deal('Taras', { clientId: client, responsibleId: firm.anna.user });
    const offer = await offerOf(firm, other);
    await send(firm, offer);
    await firm.browser.post(`/crm/offers/${offer}/deletion`);
    expect(await timelineOf(`/crm/deals/${other}`)).toContain('jan@lipa.example · Wycofana');
    const page = (await firm.browser.visit(`/crm/deals/${other}`)).text;
    expect(page.split('class="timeline-list"')[0]).not.toContain(`href="/crm/offers/${offer}"`);
  });

  it('takes no statement more than the pages had', async () => {
    const asked = jest.spyOn(Transaction.prototype, 'query');
    for (const path of [`/crm/deals/${deal}`, `/crm/clients/${client}`]) {
      asked.mockClear();
      await firm.browser.visit(path);
      const statements = asked.mock.calls.filter(([sql]) => !String(sql).startsWith('select set_config('));
      expect([path, statements.length <= MOST_STATEMENTS]).toEqual([path, true]);
    }
    asked.mockRestore();
  });

  it('R72: tells no address to whom the client is closed, and on the client nothing of a deal that is closed', async () => {
    const jan = await firm.colleague('jan', { crmRole: 'user', crmLevel: 'own' });
    await give('deals', deal, 'jan');
    const timeline = await timelineOf(`/crm/deals/${deal}`, jan);
    expect(timeline).toContain(`Wysłano ofertę ${number}`);
    expect(timeline).toContain('do klienta');
    expect(timeline).not.toContain('biuro@lipa.example');
    await give('deals', deal, 'anna');
    await give('clients', client, 'jan');
    expect(await timelineOf(`/crm/clients/${client}`, jan)).not.toContain('Wysłano ofertę');
    const ewa = await firm.colleague('ewa', { invoicingRole: 'accountant', invoicingLevel: 'all' });
    expect(await timelineOf(`/invoicing/clients/${client}`, ewa)).not.toContain('Wysłano ofertę');
  });
});
