import { Readable } from 'node:stream';
import type { NodemailerError } from 'nodemailer/lib/errors';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Answer } from '../message.entity';
import type { Security } from '../servers/mail-server.entity';
import type { MailLimits } from './mail-limits';

/** Whom to ask, and as whom. */
export interface Counter {
  host: string;
  port: number;
  security: Security;
  anyCertificate: boolean;
  login: { user: string; pass: string } | null;
  /** The name we greet with. */
  ownName: string;
}

/** What is handed over: addresses of the envelope and the raw message. */
export interface Parcel {
  from: string;
  to: string[];
  raw: Buffer;
}

/**
 * What became of it. accepted: the server has it and says so; failed: it refused for good; deferred: it has nothing, and may be asked again;
 * unknown: it was given the text and never said what it did with it.
 */
export interface Outcome {
  kind: 'accepted' | 'failed' | 'deferred' | 'unknown';
  /** Below `mail.reason.`; null where the words say all. */
  reason: string | null;
  /** The server's own words, or those of the network. */
  words: string | null;
  /** What it said of single recipients, by address. */
  answers: Map<string, Answer>;
}

/**
 * Hands one message to a mail server.
 * @param beforeText called when the server is ready for the text, before a byte of it is sent; when it throws, nothing was sent
 */
export async function handOver(
  counter: Counter,
  parcel: Parcel,
  limits: MailLimits,
  beforeText: () => Promise<void>,
): Promise<Outcome> {
  const connection = connectionTo(counter, limits);
  const broken = new Promise<never>((_, reject) => connection.on('error', reject));
  broken.catch(() => {}); // whoever waits is told
  const within = <T>(step: (done: (error?: Error | null, result?: T) => void) => void) =>
    Promise.race([
      broken,
      new Promise<T>((resolve, reject) => step((error, result) => (error ? reject(error) : resolve(result!)))),
    ]);
  let given = false;
  const text = Readable.from(
    (async function* () {
      await beforeText();
      given = true;
      yield parcel.raw;
    })(),
  );
  const envelope = { from: parcel.from, to: parcel.to, size: parcel.raw.length };
  try {
    await within<boolean>((done) => connection.connect(done));
    const { login } = counter;
    if (login) await within<boolean>((done) => connection.login({ user: login.user, pass: login.pass }, done));
    const { response, accepted, rejectedErrors = [] } = await within<Taken>((done) => connection.send(envelope, text, done));
    connection.quit();
    const taken = accepted.map((address): [string, Answer] => [address, { accepted: true, words: response }]);
    return { kind: 'accepted', reason: null, words: response, answers: new Map([...taken, ...refusals(rejectedErrors)]) };
  } catch (error) {
    return outcomeOf(error as Refusal, given);
  } finally {
    text.destroy();
    setTimeout(() => connection.close(), given ? GOODBYE : 0).unref();
  }
}

/** So long a server has to answer our goodbye, which it need not. Milliseconds. */
const GOODBYE = 2000;

type Taken = { response: string; accepted: string[]; rejectedErrors?: Refusal[] };
type Refusal = NodemailerError & { recipient?: string; rejectedErrors?: Refusal[]; originalCode?: string };

function connectionTo({ host, port, security, anyCertificate, ownName }: Counter, limits: MailLimits) {
  return new SMTPConnection({
    ...{ host, port, name: ownName },
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { rejectUnauthorized: !anyCertificate },
    ...{ connectionTimeout: limits.connect, dnsTimeout: limits.connect, greetingTimeout: limits.greeting },
    socketTimeout: limits.silence,
    allowInternalNetworkInterfaces: true,
  });
}

/** Recipients refused for good. Those put off (4xx) are not among them: they stay undecided. */
function refusals(errors: Refusal[]): [string, Answer][] {
  return errors
    .filter(({ responseCode = 0 }) => responseCode >= 500)
    .map((error): [string, Answer] => [error.recipient!, { accepted: false, words: wordsOf(error) }]);
}

/** Codes that say that we may not send at all: the settings are wrong, not the message. */
const NOT_LET_IN = [530, 534, 535, 538];
/** Steps at which a server speaks of the message, and not of us. */
const OF_MESSAGE = ['MAIL FROM', 'RCPT TO', 'DATA'];
/** Of our own side's errors those for which no server need be asked: an address that cannot be one, more than the server takes. */
const NEVER = ['EENVELOPE', 'EMESSAGE'];

function outcomeOf(error: Refusal, given: boolean): Outcome {
  const code = error.responseCode || 0;
  const rejected = error.rejectedErrors ?? [];
  const said = { words: wordsOf(error), answers: new Map(refusals(rejected)) };
  if (code < 400 && given) return { kind: 'unknown', reason: 'broken_off', ...said };
  if (error.code === 'EAUTH' || NOT_LET_IN.includes(code)) return { kind: 'deferred', reason: 'login', ...said };
  if (error.code === 'ETLS' || (!code && UNSAFE.test(error.originalCode ?? error.message))) {
    return { kind: 'deferred', reason: 'unsafe', ...said };
  }
  // One of them was put off: nodemailer tells its code, and who was refused for good stands in the answers.
  if (code >= 500 && OF_MESSAGE.includes(error.command ?? '')) return { kind: 'failed', reason: 'refused', ...said };
  if (!code && NEVER.includes(error.code ?? '')) return { kind: 'failed', reason: 'impossible', ...said };
  return { kind: 'deferred', reason: code ? 'put_off' : 'unreachable', ...said };
}

/** Codes and words of certificates that nobody vouches for, that are of another server, or too old. */
const UNSAFE = /certificate|self.signed|ALTNAME|CERT_|UNABLE_TO_/i;

/** What the server said, else what the network did; without nodemailer's own words before it. */
function wordsOf({ response, message }: Refusal) {
  return (response || message).replace(/\s+/g, ' ').trim().slice(0, 2000);
}
