import 'reflect-metadata';
import { createApp } from '../../src/app';
import { withClient } from '../../src/database/connection';
import { openDatabase } from '../../src/database/open-database';
import type { Settings } from '../../src/settings';
import { StartFailure } from '../../src/start-failure';
import { TestBrowser } from '../app';
import { ExternalPostgres } from './external-postgres';
import { startTandem } from './tandem';

let postgres: ExternalPostgres;
beforeAll(async () => {
  postgres = await ExternalPostgres.start();
}, 60_000);
afterAll(() => postgres.stop());

const settingsFor = (databaseUrl: string, databaseAppUrl?: string): Settings => ({
  ...{
    host: '127.0.0.1',
    port: 3000,
    baseUrl: 'http://localhost:3000',
    dataDir: '',
    sessionSecret: 's'.repeat(32),
    signUp: 'open',
    trustProxy: false,
    webhooksAnywhere: false,
  },
  ...{ databaseUrl, databaseAppUrl, databaseDirectUrl: databaseUrl },
});

/** Opens the database and signs a firm up in the application on it. @returns the role that the application works as */
async function works(settings: Settings): Promise<string> {
  const database = await openDatabase(settings, 'server');
  const app = await createApp({ settings, database: database.application, owner: database.owner, by: 'server' });
  try {
    const form = { company: 'Ogrody', name: 'Anna', login: 'anna', email: 'anna@ogrody.example', password: 'tajne-haslo-1' };
    const { status, text } = await new TestBrowser(app).post('/sign-up', form);
    if (status !== 303) throw new Error(text);
    return await withClient(
      database.application,
      async (client) => (await client.query('select current_user as name')).rows[0].name,
    );
  } finally {
    await app.close();
    await database.close();
  }
}

/** Why the database cannot be opened: the one line, and those below it. */
async function refusal(settings: Settings): Promise<{ message: string; lines: string[] }> {
  const error = await openDatabase(settings, 'server').catch((error: unknown) => error);
  if (!(error instanceof StartFailure)) throw error;
  return error;
}

describe('a database of the firm with one login', () => {
  const ROLE = 'create role tandem_app nologin;';
  const EXTENSIONS = ['unaccent', 'pg_trgm', 'btree_gin'];
  const grant = (login: string) => `grant tandem_app to "${login}" with inherit false, set true;`;

  it('that may not make the application’s role says which SQL an administrator has to run, and after it Tandem works', async () => {
    const url = await postgres.give('clerk');
    const tandem = await startTandem({ DATABASE_URL: url });
    expect(await tandem.ended).toBe(1);
    const [first, ...lines] = tandem.said().trim().split('\n');
    expect(first).toMatch(/^no right to make or take the application's role tandem_app \(.*\); an administrator has to run:$/);
    expect(lines).toEqual([ROLE, grant('clerk')]);
    for (const line of lines) await postgres.administrator(line);
    expect(await works(settingsFor(url))).toBe('tandem_app');
  }, 60_000);

  it('that may not take the role, which is there for another database, asks for the right alone', async () => {
    const url = await postgres.give('second');
    expect((await refusal(settingsFor(url))).lines).toEqual([grant('second')]);
    await postgres.administrator(grant('second'));
    expect(await works(settingsFor(url))).toBe('tandem_app');
  }, 60_000);

  it('that may make roles needs no administrator', async () => {
    for (const database of ['clerk', 'second']) await postgres.administrator(`drop database ${database}`);
    await postgres.administrator('drop role tandem_app');
    expect(await works(settingsFor(await postgres.give('maker', 'createrole')))).toBe('tandem_app');
    // And a second start finds all of it there.
    await (await openDatabase(settingsFor(postgres.url('maker', 'maker')), 'server')).close();
  }, 60_000);

  it('that may make no schema says which SQL an administrator has to run for jobs, and after it Tandem works', async () => {
    await postgres.administrator('create role guarded login');
    await postgres.administrator('create database guarded');
    for (const extension of EXTENSIONS) await postgres.administrator(`create extension ${extension}`, 'guarded');
    await postgres.administrator('grant create on schema public to guarded', 'guarded');
    await postgres.administrator(grant('guarded'));
    const settings = settingsFor(postgres.url('guarded', 'guarded'));
    const { message, lines } = await refusal(settings);
    expect(message).toContain('no right to make the schema pgboss for jobs');
    expect(lines).toEqual(['create schema pgboss authorization "guarded";']);
    await postgres.administrator(lines[0], 'guarded');
    expect(await works(settings)).toBe('tandem_app');
  }, 60_000);
});

describe('a database of the firm with a login for the owner and one for the application', () => {
  let owner: string;
  beforeAll(async () => {
    owner = await postgres.give('owner');
    await postgres.administrator(`
      create role application login in role tandem_app;
      create role sighted login bypassrls in role tandem_app;
      create role deputy login in role tandem_app, owner;
      create role stranger login;
    `);
  });

  it.each([
    ['tandem', 'is a superuser'],
    ['sighted', 'bypasses row level security'],
    ['deputy', 'has the rights of owner'],
    ['stranger', 'is no member of tandem_app'],
  ])('refuses the application’s login %s, because it %s (R114)', async (login, reason) => {
    const { message } = await refusal(settingsFor(owner, postgres.url(login, 'owner')));
    expect(message).toBe(`the application may not work as the database role ${login}: it ${reason}`);
  });

  it('works as the application’s own login', async () => {
    expect(await works(settingsFor(owner, postgres.url('application', 'owner')))).toBe('application');
  }, 60_000);

  it('tells which of the two is wrong, without its password', async () => {
    const { message } = await refusal(settingsFor(owner, postgres.url('application', 'nowhere')));
    expect(message).toBe(
      `database unreachable: DATABASE_APP_URL (127.0.0.1:${postgres.port}/nowhere): database "nowhere" does not exist`,
    );
  });
});

describe('a Postgres', () => {
  it('that says it is older than 15 is refused', async () => {
    const url = await postgres.give('old');
    // What the server says of itself cannot be set, but what answers to that question can.
    await postgres.administrator(
      `create function public.current_setting(name text) returns text language sql
         as $$ select case name when 'server_version_num' then '140012' when 'server_version' then '14.12' end $$;
       alter role old set search_path = public, pg_catalog`,
      'old',
    );
    const { message } = await refusal(settingsFor(url));
    expect(message).toBe('database too old: it is Postgres 14.12, Tandem needs 15 or later');
  });

  it('in which a migration fails is left as it was, and the migration is named', async () => {
    const url = await postgres.give('half');
    await postgres.administrator('grant tandem_app to half with inherit false, set true');
    await withClient({ url }, (client) => client.query('create table stages (id integer)'));
    const { message } = await refusal(settingsFor(url));
    expect(message).toBe('migration CreateStages20261124101400 failed, rolled back: relation "stages" already exists');
    // Nothing but TypeORM's own list of what was migrated, and that is empty.
    const left = `select relname as name, (select count(*)::int from migrations) as migrated from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migrations'`;
    expect(await postgres.administrator(left, 'half')).toEqual([{ name: 'stages', migrated: 0 }]);
    await withClient({ url }, (client) => client.query('drop table stages'));
    expect(await works(settingsFor(url))).toBe('tandem_app');
  }, 60_000);
});
