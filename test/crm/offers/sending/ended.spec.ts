import { setTimeout as pause } from 'node:timers/promises';
import { decoded, Firm } from '../../../integration/firm';
import { messageOf, PostOffice, setServer } from '../../../mail/post';
import { offerOf, send } from '../sent';

let firm: Firm;
let client: number;
let deal: number;

beforeAll(async () => {
  firm = await Firm.open();
  client = await firm.client('Kawiarnia Pod Lipą', { email: 'biuro@lipa.example' });
  deal = await firm.deal('Ogród przy kawiarni', { clientId: client });
});
afterAll(() => firm.close());

const sentOf = async (of = deal) => {
  const offer = await offerOf(firm, of);
  await send(firm, offer);
  const [{ message }] = await firm.rows<{ message: number }>(
    `select message_id::int message from offer_sendings where offer_id = ${offer}`,
  );
  return { offer, message };
};
const stateOf = async (message: number) => (await messageOf(firm, message)).state;
const verb = (path: string) => firm.browser.post(path);

describe('an offer that ended while its message waits (R81, R121)', () => {
  it('takes the message back when it is withdrawn, deleted, or its deal is deleted, and says so in the outbox', async () => {
    const other = await firm.deal('Do usunięcia', { clientId: client });
    const [withdrawn, deleted, left, ofDeal] = [await sentOf(), await sentOf(), await sentOf(), await sentOf(other)];
    await verb(`/crm/offers/${withdrawn.offer}/withdrawal`);
    await verb(`/crm/offers/${deleted.offer}/deletion`);
    await verb(`/crm/deals/${other}/deletion`);
    const states = await Promise.all([withdrawn, deleted, ofDeal, left].map(({ message }) => stateOf(message)));
    expect(states).toEqual(['withdrawn', 'withdrawn', 'withdrawn', 'queued']);
    expect(decoded((await firm.browser.visit(`/crm/outbox/${withdrawn.message}`)).text)).toContain('Wycofana');
    expect(decoded((await firm.browser.visit(`/crm/offers/${withdrawn.offer}`)).text)).toMatch(/Wysyłka[\s\S]*Wycofana/);
  });

  it('R118: stays taken back when the offer is restored or withdrawn twice', async () => {
    const { offer, message } = await sentOf();
    await verb(`/crm/offers/${offer}/deletion`);
    await verb(`/crm/offers/${offer}/restoration`);
    expect(await stateOf(message)).toBe('withdrawn');
    for (let time = 0; time < 2; time++) expect((await verb(`/crm/offers/${offer}/withdrawal`)).status).toBe(303);
    expect(await stateOf(message)).toBe('withdrawn');
  });
});

describe('an offer that ends while its message is handed over', () => {
  let office: PostOffice;
  let reached: () => void;
  let answer: (error?: Error) => void;
  const atServer = () =>
    new Promise<void>((resolve) => {
      reached = resolve;
    });

  beforeAll(async () => {
    await firm.rows(`update mail_messages set state = 'withdrawn', due_at = null where state = 'queued'`);
    office = await PostOffice.open({
      onRcptTo(_address, _session, done) {
        answer = done;
        reached();
      },
    });
    await setServer(firm, office.port);
    await firm.test.jobsDone();
  });
  afterAll(() => office.close());

  it('leaves the message to the server that takes it', async () => {
    const there = atServer();
    const { offer, message } = await sentOf();
    await there;
    await verb(`/crm/offers/${offer}/withdrawal`);
    expect(await stateOf(message)).toBe('queued');
    answer();
    await firm.test.jobsDone();
    expect(await stateOf(message)).toBe('accepted');
  });

  it('does not try again what the server put off, and lets nobody send it again', async () => {
    const there = atServer();
    const { offer, message } = await sentOf();
    await there;
    await verb(`/crm/offers/${offer}/deletion`);
    answer(Object.assign(new Error('later'), { responseCode: 451 }));
    await firm.test.jobsDone();
    expect(await stateOf(message)).toBe('withdrawn');
    const again = atServer();
    const failed = await sentOf();
    await again;
    answer(Object.assign(new Error('nobody here'), { responseCode: 550 }));
    await firm.test.jobsDone();
    expect(await stateOf(failed.message)).toBe('failed');
    await verb(`/crm/offers/${failed.offer}/withdrawal`);
    await verb(`/crm/outbox/${failed.message}/repetition`);
    await pause(50);
    expect(await stateOf(failed.message)).toBe('failed');
    expect(decoded((await firm.browser.visit(`/crm/outbox/${failed.message}`)).text)).toContain('tej oferty już nie ma');
  });

  it('is given no paper of an offer that ended before it was made', async () => {
    const there = atServer();
    const { offer, message } = await sentOf();
    await there;
    answer(Object.assign(new Error('later'), { responseCode: 451 }));
    await firm.test.jobsDone();
    // As when a process died that had taken it up: the offer ends, and nobody hears of its message.
    await firm.rows(`update offers set withdrawn_at = now() where id = ${offer}`);
    await firm.rows(`update mail_messages set due_at = now() where id = ${message}`);
    const before = office.received.length;
    await setServer(firm, office.port);
    await firm.test.jobsDone();
    expect([await stateOf(message), office.received.length]).toEqual(['withdrawn', before]);
  });
});
