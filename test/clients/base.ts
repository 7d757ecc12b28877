import { randomUUID } from 'node:crypto';
import { withClient } from '../../src/database/connection';
import { openApp, type TestApp, type TestBrowser } from '../app';

/** The client base of a fresh account, and Anna, its owner, who works in it. */
export class ClientBase {
  private constructor(
    readonly app: TestApp,
    readonly anna: TestBrowser,
  ) {}

  static async open() {
    const app = await openApp();
    return new ClientBase(app, await app.signedUp());
  }

  close() {
    return this.app.close();
  }

  /** As the database's owner, past the policies. */
  rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return withClient(this.app.database.ownerOptions, async (client) => (await client.query(sql, values)).rows as Row[]);
  }

  /** A new card; its id. */
  async added(fields: object, browser = this.anna): Promise<number> {
    const answer = await browser.post('/crm/clients', { company: 'yes', country: 'PL', ...fields });
    const id = /clients\/(\d+)$/.exec(answer.location ?? '')?.[1];
    if (!id) throw new Error(`The form answered ${answer.status}`);
    return Number(id);
  }

  /** What the card's form holds, as a browser would post it again unchanged. */
  async form(path: string, browser = this.anna): Promise<Record<string, string>> {
    return this.fieldsIn((await browser.visit(path)).text);
  }

  fieldsIn(text: string): Record<string, string> {
    const plain = (html: string) =>
      html.replace(/&(amp|lt|gt|quot|#x27|#x3D|#x60);/g, (entity) => ENTITIES[entity] ?? entity).replace(/^\n/, '');
    const fields: Record<string, string> = {};
    for (const [tag] of text.matchAll(/<input[^>]*>/g)) {
      const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
      const name = of('name');
      if (name && /^(?!q$)\w+$/.test(name) && (!/radio|checkbox/.test(of('type') ?? '') || / checked/.test(tag)))
        fields[name] = plain(of('value') ?? '');
    }
    for (const [, name, value] of text.matchAll(/<textarea[^>]*name="(\w+)"[^>]*>([^<]*)<\/textarea>/g))
      fields[name] = plain(value);
    for (const [, name, options] of text.matchAll(/<select[^>]*name="(\w+)"[^>]*>([\s\S]*?)<\/select>/g))
      fields[name] = plain((/value="([^"]*)" selected/.exec(options) ?? /value="([^"]*)"/.exec(options))?.[1] ?? '');
    return fields;
  }

  /** Saves the card's form with some fields changed. */
  async saved(id: number, changes: object, browser = this.anna) {
    return browser.post(`/crm/clients/${id}`, { ...(await this.form(`/crm/clients/${id}/edit`, browser)), ...changes });
  }

  /** A new colleague's browser; they work in no department unless told. */
  async hired(login: string, access: object) {
    const password = 'tajne-haslo-2';
    const answer = await this.anna.post('/settings/people', {
      name: login,
      login,
      email: `${login}@ogrody.example`,
      password,
      ...access,
    });
    if (answer.status !== 303) throw new Error(`The form answered ${answer.status}`);
    const browser = this.app.browser();
    await browser.post('/sign-in', { login, password });
    const [{ id }] = await this.rows<{ id: number }>('select id::int from users where login = $1', [login]);
    return { browser, id };
  }

  /** An issued document for this client; its id. */
  async issued(client: number, changes: object = {}): Promise<number> {
    const answer = await this.anna.post('/invoicing/invoices', {
      ...(await this.form(`/invoicing/invoices/new?client=${client}`)),
      lines: [{ name: 'Projekt ogrodu', quantity: '1', price: '1 230,00', rate: '23' }],
      requestKey: randomUUID(),
      next: 'issue',
      ...changes,
    });
    const document = /invoices\/(\d+)$/.exec(answer.location ?? '')?.[1];
    if (!document)
      throw new Error(`The form answered ${answer.status}: ${/error-summary[\s\S]*?<\/div>/.exec(answer.text)?.[0]}`);
    return Number(document);
  }
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#x3D;': '=',
  '&#x60;': '`',
};
