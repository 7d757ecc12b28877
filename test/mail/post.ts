import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { MailLimits } from '../../src/mail/delivery/mail-limits';
import type { Letter } from '../../src/mail/letter';
import { Mail } from '../../src/mail/mail.service';
import { MailServerInput } from '../../src/mail/servers/mail-server.input';
import { MailServers } from '../../src/mail/servers/mail-servers.service';
import type { Firm } from '../integration/firm';

/** A message's row, as tests look at it. */
export interface MessageRow {
  id: number;
  state: string;
  reason: string | null;
  words: string | null;
  due: Date | null;
  tries: number;
  messageId: string | null;
}

/** What a mail server was given. */
export interface Received {
  from: string;
  to: string[];
  text: string;
}

/** A mail server that takes everything, unless handlers say otherwise; it remembers what it took. */
export class PostOffice {
  readonly received: Received[] = [];
  private constructor(readonly server: SMTPServer) {}

  static async open(options: SMTPServerOptions = {}): Promise<PostOffice> {
    const office: PostOffice = new PostOffice(
      new SMTPServer({
        disabledCommands: ['AUTH', 'STARTTLS'],
        onData(stream, session, done) {
          const chunks: Buffer[] = [];
          stream.on('data', (chunk) => chunks.push(chunk));
          stream.on('end', () => {
            const { mailFrom, rcptTo } = session.envelope;
            const to = rcptTo.map(({ address }) => address);
            office.received.push({ from: mailFrom ? mailFrom.address : '', to, text: Buffer.concat(chunks).toString() });
            done(null, 'taken, thank you');
          });
        },
        ...options,
      }),
    );
    office.server.on('error', () => {}); // clients that go away
    await new Promise<void>((ready) => office.server.listen(0, '127.0.0.1', ready));
    return office;
  }

  get port() {
    return (this.server.server.address() as AddressInfo).port;
  }

  close() {
    return new Promise<void>((done) => this.server.close(done));
  }
}

/** A mail server that answers line by line as it is told, and may break off anywhere. */
export class RudeServer {
  /** Commands it heard, and the text as one. */
  readonly heard: string[] = [];
  private readonly sockets = new Set<Socket>();
  private constructor(private readonly server: Server) {}

  /** @param answer what it says to a command, '.' being the end of the text; null says nothing; 'gone' breaks the connection off */
  static async open(answer: (command: string) => string | null): Promise<RudeServer> {
    const rude: RudeServer = new RudeServer(createServer((socket) => rude.meet(socket, answer)));
    await new Promise<void>((ready) => rude.server.listen(0, '127.0.0.1', ready));
    return rude;
  }

  get port() {
    return (this.server.address() as AddressInfo).port;
  }

  /** How often the end of a text came. */
  get texts() {
    return this.heard.filter((line) => line === '.').length;
  }

  async close() {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private meet(socket: Socket, answer: (command: string) => string | null) {
    this.sockets.add(socket);
    socket.on('error', () => {});
    let inText = false;
    let rest = '';
    const say = (command: string) => {
      const said = answer(command);
      if (said === 'gone') socket.destroy();
      else if (said !== null) socket.write(`${said}\r\n`);
    };
    socket.on('data', (bytes) => {
      const lines = (rest + bytes).split('\r\n');
      rest = lines.pop()!;
      for (const line of lines) {
        if (inText && line !== '.') continue;
        inText = line === 'DATA';
        this.heard.push(line);
        say(line);
      }
    });
    say('CONNECT');
  }
}

/** Answers of a server with nothing against anybody. */
export function polite(command: string): string {
  if (command === 'CONNECT') return '220 here';
  if (command === 'DATA') return '354 go on';
  return '250 fine';
}

/** What a server sends back to this address. */
export function report(to: string, { action = 'failed', type = 'multipart/report; report-type=delivery-status' } = {}) {
  return [
    ...['From: MAILER-DAEMON@lipa.example', `To: ${to}`, `Content-Type: ${type};`, ' boundary="b"', '', '--b'],
    ...['Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; lipa.example', ''],
    ...['Final-Recipient: rfc822; klient@lipa.example', `Action: ${action}`, 'Status: 5.2.2'],
    ...['Diagnostic-Code: smtp; 552 5.2.2', ' Mailbox full', '', '--b--', ''],
  ].join('\r\n');
}

/** Waits that are short enough for tests. */
export function hurry(firm: Firm, limits: Partial<MailLimits> = {}) {
  Object.assign(firm.test.app.get(MailLimits, { strict: false }), { connect: 2000, greeting: 1500, silence: 1500, ...limits });
}

/** Sets the account's mail server, or a department's. */
export function setServer(firm: Firm, port: number, changes: Partial<MailServerInput> = {}, department: number | null = null) {
  const input = Object.assign(new MailServerInput(), {
    ...{ host: '127.0.0.1', port, security: 'none', anyCertificate: false, userName: null, password: null },
    ...{ fromName: 'Ogrody Zielińska', fromAddress: 'biuro@ogrody.example', replyTo: null, bouncePattern: null },
    ...{ repeatUnanswered: false, ...changes },
  });
  return firm.does(MailServers, (servers) => servers.save(department, input));
}

export function letter(changes: Partial<Letter> = {}): Letter {
  return {
    ...{
      side: 'invoicing',
      clientId: null,
      departmentId: null,
      to: ['klient@lipa.example'],
      cc: [],
      subject: 'Faktura FV 1/11/2026 – żółć',
    },
    ...{ html: '<p>Dzień dobry, <b>faktura</b></p>', text: 'Dzień dobry, faktura', language: 'pl', attachments: [], ...changes },
  };
}

/** Queues a letter as Anna. */
export function queue(firm: Firm, changes: Partial<Letter> = {}): Promise<number> {
  return firm.does(Mail, (mail) => mail.queue(letter(changes)));
}

export async function messageOf(firm: Firm, id: number): Promise<MessageRow> {
  const [row] = await firm.rows<MessageRow>(
    `select id::int, state, reason, words, due_at due, tries, message_id "messageId" from mail_messages where id = ${id}`,
  );
  return row;
}

/** Queues a letter, waits until nobody has anything to do with it, and says what became of it. */
export async function sent(firm: Firm, changes: Partial<Letter> = {}): Promise<MessageRow> {
  const id = await queue(firm, changes);
  await firm.test.jobsDone();
  return messageOf(firm, id);
}
