import { simpleParser } from 'mailparser';
import { Firm } from '../integration/firm';
import { hurry, messageOf, PostOffice, queue, sent, setServer } from './post';

describe('mail that a server takes', () => {
  let firm: Firm;
  let office: PostOffice;
  beforeAll(async () => {
    firm = await Firm.open();
    office = await PostOffice.open();
    hurry(firm);
  });
  afterAll(async () => {
    await office.close();
    await firm.close();
  });

  it('R121: waits visibly while no mail server is set, and goes out once one is', async () => {
    const id = await queue(firm);
    await firm.test.jobsDone();
    expect(await messageOf(firm, id)).toMatchObject({ state: 'queued', messageId: null, tries: 0 });
    await setServer(firm, office.port);
    await firm.test.jobsDone();
    expect(await messageOf(firm, id)).toMatchObject({ state: 'accepted', reason: null, words: '250 taken, thank you' });
    expect(office.received).toHaveLength(1);
  });

  it('R55, R115: arrives as it was written, in the name of the firm', async () => {
    const { messageId } = await sent(firm, { cc: ['ksiegowa@lipa.example'] });
    const { from, to, text } = office.received.at(-1)!;
    expect({ from, to }).toEqual({ from: 'biuro@ogrody.example', to: ['klient@lipa.example', 'ksiegowa@lipa.example'] });
    const mail = await simpleParser(text);
    expect(mail).toMatchObject({ subject: 'Faktura FV 1/11/2026 – żółć', messageId: `<${messageId}>` });
    expect(mail.from!.value).toEqual([{ name: 'Ogrody Zielińska', address: 'biuro@ogrody.example' }]);
    expect(mail.text).toContain('Dzień dobry, faktura');
    expect(mail.html).toContain('<b>faktura</b>');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  });
});
