import { Logger } from '@nestjs/common';
import { simpleParser } from 'mailparser';
import { Person } from '../../src/accounts/person';
import { Transaction } from '../../src/database/transaction';
import { Mail } from '../../src/mail/mail.service';
import { Firm } from '../integration/firm';
import { hurry, letter, messageOf, PostOffice, polite, queue, RudeServer, sent, setServer } from './post';

describe('the outbox', () => {
  let firm: Firm;
  let office: PostOffice;
  beforeAll(async () => {
    firm = await Firm.open();
    hurry(firm);
    office = await PostOffice.open();
  });
  afterAll(async () => {
    await office.close();
    await firm.close();
  });

  const page = async (path = '') => (await firm.browser.visit(`/invoicing/outbox${path}`)).text;
  const verb = (id: number, noun: string) => firm.browser.post(`/invoicing/outbox/${id}/${noun}`);

  /** A message that a server was given and said nothing about. */
  async function unanswered() {
    const server = await RudeServer.open((command) => (command === '.' ? 'gone' : polite(command)));
    await setServer(firm, server.port);
    const { id } = await sent(firm);
    await server.close();
    return id;
  }

  it('R121: says that messages wait while no mail server is set, and lets them be withdrawn', async () => {
    const id = await queue(firm);
    await firm.test.jobsDone();
    expect(await page()).toContain('bo nie ustawiono jeszcze serwera poczty');
    expect(await page(`/${id}`)).toContain('Nie ustawiono serwera poczty.');
    await verb(id, 'withdrawal');
    expect(await messageOf(firm, id)).toMatchObject({ state: 'withdrawn', due: null });
    expect((await verb(id, 'withdrawal')).status).toBe(303);
    await setServer(firm, office.port);
    await firm.test.jobsDone();
    expect(office.received).toEqual([]);
    expect(await page()).not.toContain('bo nie ustawiono');
  });

  it('R55: shows of each message its state, recipients and the words of the server', async () => {
    await setServer(firm, office.port);
    const { id } = await sent(firm, { subject: 'Oferta <ważna>' });
    for (const text of [await page(), await page(`/${id}`), await page('?state=accepted')]) {
      for (const shown of ['Oferta &lt;ważna&gt;', 'klient@lipa.example', '250 taken, thank you', 'Przyjęta przez serwer'])
        expect(text).toContain(shown);
    }
    expect(await page('?state=failed')).not.toContain('Oferta');
  });

  it('R119: tells in its history that the state changed, and once which state it was', async () => {
    await setServer(firm, office.port);
    const { id } = await sent(firm);
    const text = await page(`/${id}`);
    expect(text).toContain('<p>Zmienił się stan wiadomości</p>');
    expect(text).toContain('<dt>Stan</dt>');
    expect(text).not.toContain('Stan wiadomości');
  });

  it('R121: shows the message itself in a frame in which no script runs and nothing is fetched', async () => {
    const { id } = await sent(firm, { html: '<p>Treść</p><script>alert(1)</script><img src="https://obcy.example/x.png">' });
    expect(await page(`/${id}`)).toContain(`<iframe class="mail-frame" src="/invoicing/outbox/${id}/content" sandbox`);
    const { text, headers } = await firm.browser.visit(`/invoicing/outbox/${id}/content`);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox",
    );
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain('<p>Treść</p>');
  });

  it('R121: lets a person say that a message arrived of which nobody knows', async () => {
    const id = await unanswered();
    expect(await page(`/${id}`)).toContain('nie odpowiedział, co z nią zrobił');
    await verb(id, 'settlement');
    expect(await messageOf(firm, id)).toMatchObject({ state: 'accepted', reason: 'settled' });
    expect(await page(`/${id}`)).toMatch(/Anna Zielińska/);
    await verb(id, 'repetition');
    expect(await messageOf(firm, id)).toMatchObject({ state: 'accepted' });
  });

  it('R121: sends one again of which nobody knows, with the same Message-ID, when a person says so', async () => {
    const id = await unanswered();
    const before = await messageOf(firm, id);
    await setServer(firm, office.port);
    await firm.test.jobsDone();
    expect(await messageOf(firm, id)).toEqual(before);
    await verb(id, 'repetition');
    await firm.test.jobsDone();
    expect(await messageOf(firm, id)).toMatchObject({ state: 'accepted', messageId: before.messageId });
    expect(office.received.at(-1)!.text).toContain(`Message-ID: <${before.messageId}>`);
  });

  it('R55: sends a failed one again', async () => {
    const server = await RudeServer.open((command) => (command.startsWith('RCPT') ? '550 full' : polite(command)));
    await setServer(firm, server.port);
    const { id } = await sent(firm);
    await server.close();
    expect(await page(`/${id}`)).toContain('550 full');
    await setServer(firm, office.port);
    await verb(id, 'repetition');
    await firm.test.jobsDone();
    expect(await messageOf(firm, id)).toMatchObject({ state: 'accepted', reason: null });
  });

  it('R72: shows people their own messages and those that their level lets them see, and history likewise', async () => {
    const [mine] = await firm.rows<{ id: number }>('select max(id)::int id from mail_messages');
    const marek = await firm.colleague('marek', { invoicingRole: 'user', invoicingLevel: 'own' });
    expect((await marek.visit(`/invoicing/outbox/${mine.id}`)).status).toBe(404);
    expect((await marek.visit(`/invoicing/outbox/${mine.id}/content`)).status).toBe(404);
    expect((await marek.visit('/invoicing/outbox')).text).not.toContain('klient@lipa.example');
    expect((await marek.post(`/invoicing/outbox/${mine.id}/repetition`)).status).toBe(404);
    const ewa = await firm.colleague('ewa', { invoicingRole: 'user', invoicingLevel: 'all' });
    expect((await ewa.visit(`/invoicing/outbox/${mine.id}`)).text).toContain('klient@lipa.example');
  });

  it('R121: sends what is attached as its maker makes it, outside any transaction, as whoever queued it', async () => {
    await setServer(firm, office.port);
    const mail = firm.test.app.get(Mail, { strict: false });
    mail.attach('note', async (account, ref) => ({
      ...{ name: 'notatka.txt', type: 'text/plain' },
      bytes: Buffer.from(`${account} ${ref.word} ${Person.current.name} ${Transaction.current === undefined}`),
    }));
    const attachments = [{ source: 'note', ref: { word: 'żółw' }, name: 'notatka.txt' }];
    await sent(firm, { attachments });
    const { attachments: got } = await simpleParser(office.received.at(-1)!.text);
    expect(got[0]).toMatchObject({ filename: 'notatka.txt', contentType: 'text/plain' });
    expect(got[0].content.toString()).toBe(`${firm.anna.account} żółw Anna Zielińska true`);
  });

  it('R121: waits, and says why, when an attachment cannot be made', async () => {
    const attachments = [{ source: 'nobody', ref: {}, name: 'x.pdf' }];
    const silent = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    expect(await sent(firm, { attachments })).toMatchObject({ state: 'queued', reason: 'attachment', tries: 1 });
    silent.mockRestore();
  });

  it('R121: queues nothing when what wanted the message is undone', async () => {
    const count = async () => (await firm.rows<{ n: number }>('select count(*)::int n from mail_messages'))[0].n;
    const before = await count();
    const failing = firm.does(Mail, async (mail) => {
      await mail.queue(letter());
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    expect(await count()).toBe(before);
  });
});
