import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import qs from 'qs';
import { createApp } from '../src/app';
import { withClient } from '../src/database/connection';
import type { Settings } from '../src/settings';
import { freshDatabase, type TestDatabase } from './setup/database';

/** What a page or a form answered. */
export interface Answer {
  status: number;
  location: string | undefined;
  text: string;
  headers: Record<string, unknown>;
}

/** One browser: its cookies, and nothing else. */
export class TestBrowser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly app: NestFastifyApplication) {}

  visit(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask('GET', path, undefined, headers);
  }

  /** Asks for no more than the head of a page, as programs do that look after links. */
  head(path: string): Promise<Answer> {
    return this.ask('HEAD', path, undefined, {});
  }

  /** Posts a form as a browser does, and follows nothing. */
  post(path: string, fields: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask('POST', path, qs.stringify(fields), headers);
  }

  /** Posts a form with files, as [field, name, bytes], as a browser does, and follows nothing. */
  upload(path: string, fields: Record<string, string | string[]>, files: [string, string, Buffer][]): Promise<Answer> {
    const edge = '--granica\r\ncontent-disposition: form-data; name=';
    const typed = Object.entries(fields).flatMap(([name, values]) =>
      [values].flat().map((value) => Buffer.from(`${edge}"${name}"\r\n\r\n${value}\r\n`)),
    );
    const sent = files.flatMap(([field, name, bytes]) => [
      Buffer.from(`${edge}"${field}"; filename="${name}"\r\ncontent-type: text/html\r\n\r\n`),
      bytes,
      Buffer.from('\r\n'),
    ]);
    const payload = Buffer.concat([...typed, ...sent, Buffer.from('--granica--\r\n')]);
    return this.ask('POST', path, payload, { 'content-type': 'multipart/form-data; boundary=granica' });
  }

  private async ask(
    method: 'GET' | 'HEAD' | 'POST',
    url: string,
    payload: string | Buffer | undefined,
    headers: Record<string, string>,
  ) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const form = payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await this.app.inject({
      method,
      url,
      payload,
      headers: { cookie, 'accept-language': 'pl', ...form, ...headers },
    });
    for (const { name, value } of response.cookies) {
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    const location = response.headers.location;
    return {
      status: response.statusCode,
      location: location === undefined ? undefined : String(location),
      text: response.body,
      headers: response.headers,
    };
  }
}

/** The application on a fresh database of its own. */
export class TestApp {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly database: TestDatabase,
    private readonly settings: Settings,
  ) {}

  static async open(given: Partial<Settings> = {}): Promise<TestApp> {
    const database = await freshDatabase();
    const settings = {
      host: '127.0.0.1',
      port: 3000,
      baseUrl: 'http://localhost:3000',
      dataDir: '',
      sessionSecret: randomBytes(32).toString('hex'),
      signUp: 'open' as const,
      trustProxy: true, // what tests send is what a proxy in front would
      webhooksAnywhere: true, // receivers in tests are on this machine
      ...given,
    };
    return new TestApp(
      await createApp({ settings, database: database.appOptions, owner: database.ownerOptions, by: 'server' }),
      database,
      settings,
    );
  }

  /** One more server beside it, on the same database; whoever asks for it closes it. */
  anotherServer(): Promise<NestFastifyApplication> {
    const { appOptions, ownerOptions } = this.database;
    return createApp({ settings: this.settings, database: appOptions, owner: ownerOptions, by: 'server' });
  }

  /** Waits until no job is due any more: neither running nor waiting for a server. */
  async jobsDone() {
    await withClient(this.database.ownerOptions, async (client) => {
      const due = `select from pgboss.job where name not like '\\_\\_pgboss%' and name <> 'GivenUp'
        and (state = 'active' or state in ('created', 'retry') and start_after <= now()) limit 1`;
      while ((await client.query(due)).rowCount) await pause(10);
    });
  }

  browser() {
    return new TestBrowser(this.app);
  }

  /** A browser in which the owner of a new account is signed in. */
  async signedUp({
    company = 'Ogrody Zielińska',
    login = `anna.${randomBytes(3).toString('hex')}`,
    password = 'tajne-haslo-1',
  } = {}) {
    const browser = this.browser();
    const email = `${login}@example.com`;
    const answer = await browser.post('/sign-up', { company, name: 'Anna Zielińska', login, email, password });
    if (answer.status !== 303) throw new Error(`Sign-up answered ${answer.status}: ${answer.text}`);
    return browser;
  }

  async close() {
    await this.app.close();
    await this.database.drop();
  }
}

export function openApp(given: Partial<Settings> = {}) {
  return TestApp.open(given);
}
