import { Bounces } from '../../src/mail/bounces.service';
import { Firm } from '../integration/firm';
import { hurry, messageOf, PostOffice, queue, report, sent, setServer } from './post';

describe('mail that comes back', () => {
  let firm: Firm;
  let office: PostOffice;
  beforeAll(async () => {
    firm = await Firm.open();
    hurry(firm);
    office = await PostOffice.open();
    await setServer(firm, office.port, { bouncePattern: 'zwroty+{id}@ogrody.example' });
  });
  afterAll(async () => {
    await office.close();
    await firm.close();
  });

  const take = (mail: string) => firm.test.app.get(Bounces, { strict: false }).take(mail);

  it('R121: is noted at its message with the words of whoever sent it back, once', async () => {
    const { id } = await sent(firm);
    const mail = report(office.received.at(-1)!.from);
    expect(await take(mail)).toBe(id);
    expect(await messageOf(firm, id)).toMatchObject({ state: 'bounced', words: '552 5.2.2 Mailbox full' });
    expect(await take(mail)).toBeNull();
    const { text } = await firm.browser.visit(`/invoicing/outbox/${id}`);
    expect(text).toContain('552 5.2.2 Mailbox full');
  });

  it('R121: is nothing when it is an absence notice, a delay, or a mark that we did not write', async () => {
    const { id } = await sent(firm);
    const { from } = office.received.at(-1)!;
    const forged = from.replace(/-[0-9a-f]{12}@/, '-000000000000@');
    const none = [report(from, { type: 'text/plain' }), report(from, { action: 'delayed' }), report(forged), 'Hello', ''];
    for (const mail of none) expect(await take(mail)).toBeNull();
    expect(await messageOf(firm, id)).toMatchObject({ state: 'accepted' });
  });

  it('R121: can be sent again to those whom it did not reach', async () => {
    const { id, messageId } = await sent(firm);
    await take(report(office.received.at(-1)!.from));
    await firm.browser.post(`/invoicing/outbox/${id}/repetition`);
    await firm.test.jobsDone();
    expect(await messageOf(firm, id)).toMatchObject({ state: 'accepted', messageId });
    expect(office.received.at(-1)!.to).toEqual(['klient@lipa.example']);
  });

  it('R121: says nothing of a message that was never sent', async () => {
    await firm.rows('update mail_servers set deleted_at = now()');
    const id = await queue(firm);
    await firm.test.jobsDone();
    const [, mark] = /zwroty\+(.*)@/.exec(office.received.at(-1)!.from)!;
    expect(await take(report(`zwroty+${mark.replace(/-\d+-/, `-${id}-`)}@ogrody.example`))).toBeNull();
    expect(await messageOf(firm, id)).toMatchObject({ state: 'queued' });
  });
});
