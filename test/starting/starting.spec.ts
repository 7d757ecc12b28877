import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { withClient } from '../../src/database/connection';
import { runningEmbedded } from '../../src/database/embedded';
import { postmasterOf } from '../../src/database/postmaster';
import { gone } from '../../src/database/running';
import { freePort, type RunningTandem, startTandem } from './tandem';

const dataDir = mkdtempSync(join(tmpdir(), 'tandem-data-'));
let tandem: RunningTandem;

const start = () => startTandem({ DATA_DIR: dataDir });
const database = () => postmasterOf(join(dataDir, 'postgres'))!;
const ask = (sql: string) => withClient(runningEmbedded(dataDir)!, async (client) => (await client.query(sql)).rows);
const answers = async () => (await fetch(tandem.url, { redirect: 'manual' })).status < 500;

beforeAll(async () => {
  tandem = await start();
}, 60_000);

afterAll(async () => {
  tandem.process.kill('SIGTERM');
  await tandem.ended;
  rmSync(dataDir, { recursive: true, force: true });
});

describe('Tandem starts with nothing but a folder', () => {
  it('says where it is, in one line, and answers there', async () => {
    expect(tandem.said()).toMatch(/^Tandem is ready: http:\/\/localhost:\d+\n$/);
    expect(await answers()).toBe(true);
  });

  it('sorts Polish letters as Poles do', async () => {
    const words = await ask(`select word from unnest(array['łoś', 'ćma', 'zebra', 'lis', 'ąb', 'ac']) as word order by word`);
    expect(words.map(({ word }) => word)).toEqual(['ac', 'ąb', 'ćma', 'lis', 'łoś', 'zebra']);
  });

  it('keeps the database to its own user: no port, a closed folder', async () => {
    const [{ listen_addresses }] = await ask('show listen_addresses');
    expect(listen_addresses).toBe('');
  });
});

describe('a second Tandem', () => {
  it('is refused the same data folder, in one line, and the first goes on', async () => {
    const second = await start();
    expect(await second.ended).toBe(1);
    expect(second.said()).toBe(`data folder ${dataDir} is in use by another Tandem (pid ${tandem.process.pid})\n`);
    expect(await answers()).toBe(true);
  });
});

describe('after it was killed', () => {
  const kept = `kept_${randomBytes(4).toString('hex')}`;

  it('takes over the database that goes on alone', async () => {
    await ask(`create table ${kept} as select 7 as number`);
    const { pid } = database();
    await kill(tandem);
    tandem = await start();
    expect(tandem.said()).toMatch(/^Tandem is ready/);
    expect(database().pid).toBe(pid);
    expect(await ask(`select number from ${kept}`)).toEqual([{ number: 7 }]);
  });

  it('recovers when the database was killed as well', async () => {
    const { pid } = database();
    await kill(tandem);
    process.kill(pid, 'SIGKILL');
    tandem = await start();
    expect(tandem.said()).toMatch(/^Tandem is ready/);
    expect(await ask(`select number from ${kept}`)).toEqual([{ number: 7 }]);
  });

  it('recovers when the numbers it left behind belong to other programs now', async () => {
    const { pid } = database();
    await kill(tandem);
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    const file = join(dataDir, 'postgres', 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));
    writeFileSync(join(dataDir, 'lock'), `${process.pid}\nanother start\nserver`);
    tandem = await start();
    expect(tandem.said()).toMatch(/^Tandem is ready/);
  });

  it('ends by itself when only the database is killed, and starts again', async () => {
    process.kill(database().pid, 'SIGKILL');
    expect(await tandem.ended).toBe(1);
    expect(tandem.said()).toContain('the embedded database has ended');
    tandem = await start();
    expect(await answers()).toBe(true);
  });

  async function kill(running: RunningTandem) {
    running.process.kill('SIGKILL');
    await running.ended;
  }
});

describe('asked to stop', () => {
  it('stops the database, gives the folder back, and keeps the data', async () => {
    await ask('create table kept_over_a_restart ()');
    const { pid, socketFolder } = database();
    tandem.process.kill('SIGTERM');
    expect(await tandem.ended).toBe(0);
    await gone(pid);
    expect([existsSync(join(dataDir, 'lock')), existsSync(socketFolder)]).toEqual([false, false]);
    tandem = await start();
    expect(await ask(`select to_regclass('kept_over_a_restart')::text as name`)).toEqual([{ name: 'kept_over_a_restart' }]);
  });
});

describe('asked to stop while somebody waits for an answer', () => {
  it('answers first, and what was done is kept', async () => {
    const firm = { company: 'Ogrody', name: 'Anna', login: 'anna', email: 'anna@ogrody.example', password: 'tajne-haslo-1' };
    const post = (path: string, fields: Record<string, string>) =>
      fetch(`${tandem.url}${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
    const answer = post('/sign-up', { ...firm, exampleData: 'on' }); // takes long enough
    const busy = `select from pg_stat_activity where usename = 'tandem_app' and xact_start is not null`;
    while (!(await ask(busy)).length) await pause(20);
    tandem.process.kill('SIGTERM');
    expect((await answer).status).toBe(303);
    expect(await tandem.ended).toBe(0);
    expect(postmasterOf(join(dataDir, 'postgres'))).toBeUndefined();
    tandem = await start();
    expect((await post('/sign-in', { login: 'anna', password: firm.password })).status).toBe(303);
  }, 60_000);
});

describe('a port that is taken', () => {
  it('is told in one line, and nothing is left running', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    tandem.process.kill('SIGTERM');
    await tandem.ended;
    const refused = await startTandem({ DATA_DIR: dataDir, PORT: String(port) });
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toBe(`port ${port} is taken; set PORT to another one\n`);
    expect(postmasterOf(join(dataDir, 'postgres'))).toBeUndefined();
    other.close();
    tandem = await start();
    expect(await answers()).toBe(true);
  });
});

describe('a database of the firm (DATABASE_URL)', () => {
  it('that cannot be reached is told in one line, without its password', async () => {
    const port = await freePort();
    const refused = await startTandem({ DATA_DIR: dataDir, DATABASE_URL: `postgres://tandem:secret@127.0.0.1:${port}/tandem` });
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toMatch(new RegExp(`^database unreachable: DATABASE_URL \\(127.0.0.1:${port}/tandem\\): .*\\n$`));
    expect(refused.said()).not.toContain('secret');
  });
});
