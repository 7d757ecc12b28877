import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proveNumbering } from '../../src/cli/prove-numbering';
import { withClient } from '../../src/database/connection';
import { runningEmbedded } from '../../src/database/embedded';
import { postmasterOf } from '../../src/database/postmaster';
import { readSettings } from '../../src/settings';
import { issueWhileKilled } from '../bench/killed';
import { numberWhileKilled } from '../bench/numbers';
import { freePort, type RunningTandem, startTandem } from '../starting/tandem';

const dataDir = mkdtempSync(join(tmpdir(), 'tandem-killed-'));
const ask = (sql: string) => withClient(runningEmbedded(dataDir)!, async (client) => (await client.query(sql)).rows);
let port: string;
let tandem: RunningTandem;
let over = false;

const start = async () => {
  if (over) throw new Error('The test is over'); // it took too long: nothing it started is to outlive it
  tandem = await startTandem({ DATA_DIR: dataDir, PORT: port, SIGN_UP: 'open' });
  if (!tandem.said().includes('ready')) throw new Error(tandem.said());
};
const kill = async () => {
  tandem.process.kill('SIGKILL');
  await tandem.ended;
};

beforeAll(async () => {
  port = String(await freePort());
  await start();
}, 60_000);

afterAll(async () => {
  over = true;
  tandem.process.kill('SIGTERM');
  await tandem.ended;
  rmSync(dataDir, { recursive: true, force: true });
});

it('R43, R118, R120: 30 sales issued at once while the server is killed twice leave no gap, no double number and no half-made deal', async () => {
  const server = { url: tandem.url, kill, startAgain: start };
  const told = await issueWhileKilled({ server, cookie: await signedUp(), ask, documents: 30, kills: 2 });
  expect(told).toMatchObject({ wrong: [], documents: 30, kills: 2 });
}, 180_000);

it('R96, R120: 80 numbers of all kinds, rolled back, typed, voided and killed with server and database, are proved by the command', async () => {
  const killDatabase = async () => void process.kill(postmasterOf(join(dataDir, 'postgres'))!.pid, 'SIGKILL');
  const prove = async () =>
    JSON.parse(await proveNumbering(readSettings({ DATA_DIR: dataDir }), ['--json', '--account', await newest()]));
  const newest = async () => String((await ask('select max(id) id from accounts'))[0].id);
  const server = { url: tandem.url, kill, killDatabase, startAgain: start };
  const told = await numberWhileKilled({ server, cookie: await signedUp('ewa'), ask, prove, documents: 80, kills: 2 });
  expect(told).toMatchObject({ wrong: [], kills: 2 });
}, 240_000);

/** @returns the cookie of the session of a new account's owner */
async function signedUp(login = 'anna') {
  const form = {
    company: 'Tarasy Nowak',
    name: 'Anna Nowak',
    login,
    email: `${login}@example.com`,
    password: 'tajne-haslo-1',
  };
  const answer = await fetch(`${tandem.url}/sign-up`, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  const cookie = answer.headers.getSetCookie().find((set) => set.startsWith('session='));
  return cookie!.split(';')[0];
}
