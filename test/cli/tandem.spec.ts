import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { withClient } from '../../src/database/connection';
import { runningEmbedded } from '../../src/database/embedded';
import { holderOf } from '../../src/folder-lock';
import { type RunningTandem, startTandem } from '../starting/tandem';

const TANDEM = join(__dirname, '..', '..', 'scripts', 'tandem.js');
const PASSWORD = 'tajne-haslo-1';

const folder = mkdtempSync(join(tmpdir(), 'tandem-cli-'));
const DATA_DIR = join(folder, 'data');
const environment = { PATH: process.env.PATH, DATA_DIR };
const options = { env: environment, encoding: 'utf8' } as const;

const run = (...args: string[]) => execFileSync(process.execPath, [TANDEM, ...args], options);
const begin = (...args: string[]) => promisify(execFile)(process.execPath, [TANDEM, ...args], options);
const refused = (...args: string[]) => spawnSync(process.execPath, [TANDEM, ...args], options);
const firm = (login: string, name = 'Ogrody Zielińska') => [
  'account',
  'create',
  ...['--name', name, '--login', login, '--email', `${login}@ogrody.example`],
];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the command line', () => {
  it('tells what it can do', () => {
    const help = run('--help');
    for (const said of ['account create', '--password-stdin', '--example-data', '--json', 'doctor', 'mail bounce'])
      expect(help).toContain(said);
    expect(run('account', 'create', '--help')).toBe(help);
  });

  it.each([
    [['account', 'create', '--email', 'nowhere'], '--name: '],
    [['account', 'create', '--name', 'Ogrody', '--email', 'nowhere'], '--login: '],
    [[...firm('anna'), '--language', 'de', '--password', PASSWORD], '--language: pl or en'],
    [[...firm('anna'), '--password', 'short'], 'at least 10 characters'],
    [['account', 'delete'], 'there is no command "account delete"'],
  ])('says in words what is wrong with %j, and makes nothing', (args, message) => {
    const { status, stdout, stderr } = refused(...args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });
});

describe('on a machine where no Tandem runs', () => {
  it('makes an account and gives its token', () => {
    const made = JSON.parse(run(...firm('anna'), '--password', PASSWORD, '--json'));
    expect(made).toEqual({
      account: 1000,
      prefix: 'ogrody-zielinska-1000',
      token: expect.stringMatching(/^[\w-]{32}\/ogrody-zielinska-1000$/),
    });
  }, 60_000);

  it('finds everything in order', () => {
    const checks = run('doctor').trim().split('\n');
    for (const name of ['settings', 'database', 'migrations', 'policies']) {
      expect(checks).toContainEqual(expect.stringMatching(new RegExp(`^${name} +ok$`)));
    }
  }, 60_000);

  it('is waited for by a Tandem that starts meanwhile', async () => {
    const command = begin(...firm('jan', 'Kwiaty'), '--password', PASSWORD, '--json');
    while (holderOf(DATA_DIR)?.kind !== 'command') await pause(20);
    const [tandem, { stdout }] = await Promise.all([startTandem({ DATA_DIR }), command]);
    expect(JSON.parse(stdout)).toMatchObject({ account: 1001 });
    expect(tandem.said()).toMatch(/^Tandem is ready/);
    tandem.process.kill('SIGTERM');
    expect(await tandem.ended).toBe(0);
  }, 60_000);
});

describe('beside a running Tandem', () => {
  let tandem: RunningTandem;
  beforeAll(async () => {
    tandem = await startTandem({ DATA_DIR });
  }, 60_000);
  afterAll(async () => {
    tandem.process.kill('SIGTERM');
    await tandem.ended;
  });

  it('makes an account full of example data in its database, whose owner signs in at once', async () => {
    const args = [...firm('ola', 'Zieleń'), '--password-stdin', '--example-data'];
    const said = execFileSync(process.execPath, [TANDEM, ...args], { ...options, input: `${PASSWORD}\n` });
    expect(said).toMatch(/^account 1002\nprefix {2}zielen-1002\ntoken {3}[\w-]{32}\/zielen-1002\n$/);
    const count = 'select (select count(*)::int from invoices) invoices, (select count(*)::int from clients) clients';
    const counts = await withClient(runningEmbedded(DATA_DIR)!, async (client) => (await client.query(count)).rows);
    expect(counts).toEqual([{ invoices: 86, clients: 40 }]);
    const answer = await fetch(`${tandem.url}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ login: 'ola', password: PASSWORD }),
      headers: { origin: tandem.url },
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
  }, 60_000);

  it('checks its database without stopping it', async () => {
    expect(run('doctor')).toMatch(/numbering +ok/);
    expect((await fetch(tandem.url, { redirect: 'manual' })).status).toBe(303);
  }, 60_000);
});
