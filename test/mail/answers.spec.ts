import { simpleParser } from 'mailparser';
import { Letters } from '../../src/crm/letters/letters.service';
import { formOf, offerOf } from '../crm/offers/sent';
import { decoded, Firm } from '../integration/firm';
import { hurry, PostOffice, setServer } from './post';

const TO = 'biuro@lipa.example';
const FIRM = 'odpowiedzi@ogrody.example';
const ANNA = 'anna@example.com';

describe('an answer to a message goes to', () => {
  let firm: Firm;
  let office: PostOffice;
  let client: number;
  let deal: number;
  beforeAll(async () => {
    firm = await Firm.open();
    office = await PostOffice.open();
    hurry(firm);
    client = await firm.client('Kawiarnia Pod Lipą', { email: TO });
    deal = await firm.deal('Ogród przy kawiarni', { clientId: client });
    await setServer(firm, office.port, { replyTo: FIRM, bouncePattern: 'zwroty+{id}@ogrody.example' });
  });
  afterAll(async () => {
    await office.close();
    await firm.close();
  });

  /** Whom the newest message asks to answer. */
  const answered = async () => {
    await firm.test.jobsDone();
    const { from, text } = office.received.at(-1)!;
    const mail = await simpleParser(text);
    expect([from.split('+')[0], mail.from!.text]).toEqual(['zwroty', '"Ogrody Zielińska" <biuro@ogrody.example>']);
    return mail.replyTo!.text;
  };
  const letter = { subject: 'Ogród', body: 'Dzień dobry', language: 'pl' as const };

  it('whoever wrote the letter, and the form and the message’s page say so', async () => {
    const path = `/crm/clients/${client}/letters`;
    expect((await firm.browser.visit(`${path}/new`)).text).toContain(`Odpowiedź przyjdzie do Ciebie, na adres ${ANNA}.`);
    await firm.browser.upload(path, { people: '0', ...letter, next: 'send' }, []);
    expect(await answered()).toBe(ANNA);
    const [{ id }] = await firm.rows<{ id: number }>('select max(id)::int id from mail_messages');
    expect(decoded((await firm.browser.visit(`/crm/outbox/${id}`)).text)).toContain(
      `<dt>Odpowiedzi na adres</dt><dd class="address">${ANNA}`,
    );
  });

  it('whoever sent the offer', async () => {
    const offer = await offerOf(firm, deal);
    await firm.browser.post(`/crm/offers/${offer}/sendings`, await formOf(firm, offer));
    expect(await answered()).toBe(ANNA);
  });

  it('whoever sent the document', async () => {
    const invoice = await firm.issue({ buyerEmail: TO });
    await firm.browser.post('/invoicing/sendings', { invoices: [invoice] });
    expect(await answered()).toBe(ANNA);
  });

  it('the firm, when Tandem sent it by itself', async () => {
    await firm.does(Letters, (letters) => letters.write({ clientId: client, dealId: null, to: [TO], cc: [], ...letter }));
    expect(await answered()).toBe(FIRM);
  });
});
