import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { withClient } from '../../src/database/connection';
import { runningEmbedded } from '../../src/database/embedded';
import { freePort, type RunningTandem, startTandem } from '../starting/tandem';
import { polite, RudeServer } from './post';

const dataDir = mkdtempSync(join(tmpdir(), 'tandem-mail-'));
const ask = (sql: string) => withClient(runningEmbedded(dataDir)!, async (client) => (await client.query(sql)).rows);
let port: string;
let tandem: RunningTandem;
let server: RudeServer;
/** The command that the server lets wait for an answer; null is none. */
let holding: string | null = '.';

const start = async () => {
  tandem = await startTandem({ DATA_DIR: dataDir, PORT: port, SIGN_UP: 'open' });
  if (!tandem.said().includes('ready')) throw new Error(tandem.said());
};

beforeAll(async () => {
  server = await RudeServer.open((command) => (holding && command.startsWith(holding) ? null : polite(command)));
  port = String(await freePort());
  await start();
}, 60_000);

afterAll(async () => {
  tandem?.process.kill('SIGTERM');
  await tandem?.ended;
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('R121: when Tandem is killed with a message at the server, nobody knows and nothing is sent again by itself; one that was not yet given goes out', async () => {
  const post = await signedUp();
  await post('/settings/mail', {
    host: '127.0.0.1',
    port: String(server.port),
    security: 'none',
    fromAddress: 'biuro@ogrody.example',
  });
  await post('/settings/mail/test', {});
  await until(() => server.texts === 1);
  holding = 'RCPT';
  await post('/settings/mail/test', {});
  await until(() => server.heard.filter((line) => line.startsWith('RCPT')).length === 2);
  tandem.process.kill('SIGKILL');
  await tandem.ended;
  holding = null;
  await start();
  expect(await states()).toEqual(['handed_over', 'queued']);
  await ask(`update mail_attempts set alive_at = now() - interval '10 minutes'`); // so long nobody gave a sign of life
  await until(async () => String(await states()) === 'unknown,accepted');
  expect(server.texts).toBe(2);
  const [{ id, message_id: name }] = await ask(`select id, message_id from mail_messages where state = 'unknown'`);
  await post(`/invoicing/outbox/${id}/repetition`, {});
  await until(async () => String(await states()) === 'accepted,accepted');
  expect(server.texts).toBe(3);
  expect(await ask(`select message_id from mail_messages where id = ${id}`)).toEqual([{ message_id: name }]);
}, 180_000);

async function states() {
  return (await ask('select state from mail_messages order by id')).map(({ state }) => state);
}

async function until(happened: () => boolean | Promise<boolean>) {
  while (!(await happened())) await pause(50);
}

/** @returns how the owner of a new account posts forms */
async function signedUp() {
  const owner = {
    company: 'Tarasy Nowak',
    name: 'Anna Nowak',
    login: 'anna',
    email: 'anna@example.com',
    password: 'tajne-haslo-1',
  };
  const send = (path: string, fields: Record<string, string>, cookie = '') =>
    fetch(`${tandem.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { cookie },
      redirect: 'manual',
    });
  const answer = await send('/sign-up', owner);
  const cookie = answer.headers
    .getSetCookie()
    .find((set) => set.startsWith('session='))!
    .split(';')[0];
  return async (path: string, fields: Record<string, string>) => {
    const { status } = await send(path, fields, cookie);
    if (status !== 303) throw new Error(`${path} answered ${status}`);
  };
}
