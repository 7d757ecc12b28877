import { Jobs } from '../../src/jobs/jobs.service';
import { Firm } from '../integration/firm';
import { hurry, type MessageRow, messageOf, PostOffice, polite, queue, RudeServer, sent, setServer } from './post';

/** A server that is polite but for these commands. */
const rude = (answers: Record<string, string | null>) =>
  RudeServer.open((command) => {
    const found = Object.keys(answers).find((start) => command.startsWith(start));
    return found === undefined ? polite(command) : answers[found];
  });

describe('mail to a server with faults', () => {
  let firm: Firm;
  let server: RudeServer;
  beforeAll(async () => {
    firm = await Firm.open();
    hurry(firm);
  });
  afterEach(async () => {
    await firm.rows(`update mail_messages set state = 'withdrawn', due_at = null where state = 'queued'`);
    await server.close();
  });
  afterAll(() => firm.close());

  /** What becomes of a message that such a server is given. */
  async function givenTo(answers: Record<string, string | null>, changes = {}, settings = {}): Promise<MessageRow> {
    server = await rude(answers);
    await setServer(firm, server.port, settings);
    return sent(firm, changes);
  }

  const minutesUntil = (due: Date | null) => Math.round((due!.getTime() - Date.now()) / 60_000);

  it('R121: stays queued, to be tried again, when nobody is there', async () => {
    server = await rude({});
    const { port } = server;
    await server.close();
    await setServer(firm, port);
    const message = await sent(firm);
    expect(message).toMatchObject({ state: 'queued', reason: 'unreachable', tries: 1 });
    expect(message.words).toContain('ECONNREFUSED');
    expect(minutesUntil(message.due)).toBe(1);
  });

  it.each([
    ['at once', { CONNECT: 'gone' }],
    ['after its greeting', { EHLO: 'gone' }],
    ['at the sender', { MAIL: 'gone' }],
    ['at the recipient', { RCPT: 'gone' }],
    ['at DATA', { DATA: 'gone' }],
  ])('R121: stays queued when the server breaks off %s: nothing was sent', async (_, answers) => {
    expect(await givenTo(answers)).toMatchObject({ state: 'queued', reason: 'unreachable', tries: 1 });
    expect(server.texts).toBe(0);
  });

  it.each([
    ['greets', { CONNECT: null }],
    ['answers to the recipient', { RCPT: null }],
  ])('R55: stays queued, never "sent", when the server never %s', async (_, answers) => {
    expect(await givenTo(answers)).toMatchObject({ state: 'queued', reason: 'unreachable' });
    expect(server.texts).toBe(0);
  });

  it.each([
    ['breaks off', 'gone'],
    ['never answers', null],
    ['answers nothing that is an answer', 'hmm'],
  ])('R121: is unknown when the server %s after the text, and is not sent again by itself', async (_, answer) => {
    const message = await givenTo({ '.': answer });
    expect(message).toMatchObject({ state: 'unknown', reason: 'broken_off', due: null });
    expect(server.texts).toBe(1);
  });

  it('R121: is sent once again with the same Message-ID when the settings say so, and is then unknown', async () => {
    const queued = await givenTo({ '.': 'gone' }, {}, { repeatUnanswered: true });
    expect(queued).toMatchObject({ state: 'queued', reason: 'repeated' });
    await due(queued.id);
    expect(await messageOf(firm, queued.id)).toMatchObject({ state: 'unknown', messageId: queued.messageId });
    expect(server.texts).toBe(2);
  });

  it.each([
    ['the sender', { MAIL: '451 later' }],
    ['the recipient', { RCPT: '450 greylisted, come again' }],
    ['DATA', { DATA: '421 closing' }],
    ['the text', { '.': '451 too busy' }],
  ])('R55: stays queued when the server puts off %s, with its words', async (_, answers) => {
    const message = await givenTo(answers);
    expect(message).toMatchObject({ state: 'queued', reason: 'put_off', tries: 1, words: Object.values(answers)[0] });
  });

  it.each([
    ['the sender', { MAIL: '550 who are you' }],
    ['the recipient', { RCPT: '550 5.1.1 no such mailbox' }],
    ['DATA', { DATA: '554 no' }],
    ['the text', { '.': '554 5.7.1 spam' }],
  ])('R55: has failed when the server refuses %s, with its words', async (_, answers) => {
    const message = await givenTo(answers);
    expect(message).toMatchObject({ state: 'failed', reason: 'refused', due: null, words: Object.values(answers)[0] });
  });

  it('R121: is taken for those whom the server takes; who was put off is tried again alone', async () => {
    const refusing = { 'RCPT TO:<nie@': '550 not here', 'RCPT TO:<potem@': '450 come again' };
    const changes = { to: ['klient@lipa.example', 'nie@lipa.example'], cc: ['potem@lipa.example'] };
    const message = await givenTo(refusing, changes);
    expect(message).toMatchObject({ state: 'queued', reason: 'put_off' });
    const recipients = () =>
      firm.rows(`select address, state, words from mail_recipients where mail_message_id = ${message.id} order by position`);
    expect(await recipients()).toEqual([
      { address: 'klient@lipa.example', state: 'accepted', words: null },
      { address: 'nie@lipa.example', state: 'refused', words: '550 not here' },
      { address: 'potem@lipa.example', state: null, words: null },
    ]);
    await server.close();
    server = await rude({});
    await setServer(firm, server.port);
    await firm.test.jobsDone();
    expect(await messageOf(firm, message.id)).toMatchObject({ state: 'accepted' });
    expect(server.heard.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<potem@lipa.example>']);
    expect(await recipients()).toMatchObject([{ state: 'accepted' }, { state: 'refused' }, { state: 'accepted' }]);
  });

  it('R55: stays queued when the server does not let us in, since the settings are wrong and not the message', async () => {
    const message = await givenTo(
      { EHLO: '250-here\r\n250 AUTH PLAIN', AUTH: '535 wrong password' },
      {},
      { userName: 'anna', password: 'x' },
    );
    expect(message).toMatchObject({ state: 'queued', reason: 'login', words: '535 wrong password' });
  });

  it('R121: fails in the end when nobody decides for five days', async () => {
    const queued = await givenTo({ RCPT: '450 come again' });
    await firm.rows(`update mail_messages set tries = 124 where id = ${queued.id}`);
    await due(queued.id);
    expect(await messageOf(firm, queued.id)).toMatchObject({ state: 'failed', reason: 'put_off', words: '450 come again' });
  });

  it('R121: is not sent to a server that cannot show who it is, unless the settings say so', async () => {
    const office = await PostOffice.open({ disabledCommands: ['AUTH'] });
    const refused = async (changes: object) => {
      await setServer(firm, office.port, { security: 'starttls', ...changes });
      return sent(firm);
    };
    expect(await refused({})).toMatchObject({ state: 'queued', reason: 'unsafe' });
    expect(office.received).toEqual([]);
    expect(await refused({ anyCertificate: true })).toMatchObject({ state: 'accepted' });
    await office.close();
  });

  it('R121: is not sent at all to a server that knows no STARTTLS where the settings ask for it', async () => {
    expect(await givenTo({ STARTTLS: '502 what' }, {}, { security: 'starttls' })).toMatchObject({
      state: 'queued',
      reason: 'unsafe',
    });
    expect(server.texts).toBe(0);
  });

  /** Lets the time come at which a message is tried again. */
  async function due(id: number) {
    await firm.rows(`update mail_messages set due_at = now() where id = ${id}`);
    await firm.rows(`update pgboss.job set start_after = now() where data ->> 'message' = '${id}' and state = 'created'`);
    await firm.test.jobsDone();
  }

  it('R121: goes out once although two jobs want it', async () => {
    server = await rude({});
    await setServer(firm, server.port);
    const id = await queue(firm);
    await firm.does(Jobs, (jobs) => jobs.add('DeliverMail', { message: id }));
    await firm.test.jobsDone();
    expect(await messageOf(firm, id)).toMatchObject({ state: 'accepted' });
    expect(server.texts).toBe(1);
  });
});
