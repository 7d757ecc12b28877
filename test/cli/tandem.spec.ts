import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TANDEM = join(__dirname, '..', '..', 'scripts', 'tandem.js');

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-cli-'));
  const environment = { PATH: process.env.PATH, DATA_DIR: join(folder, 'data') };
  const run = (...args: string[]) => execFileSync(process.execPath, [TANDEM, ...args], { env: environment, encoding: 'utf8' });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('tells what it can do', () => {
    expect(run('--help')).toContain('account create');
  });

  it('makes an account on a machine where none runs, and gives its token', () => {
    const firm = [
      '--name',
      'Ogrody Zielińska',
      '--login',
      'anna',
      '--email',
      'anna@ogrody.example',
      '--password',
      'tajne-haslo-1',
    ];
    const made = JSON.parse(run('account', 'create', ...firm, '--json'));
    expect(made).toEqual({
      account: 1000,
      prefix: 'ogrody-zielinska-1000',
      token: expect.stringMatching(/^[\w-]{32}\/ogrody-zielinska-1000$/),
    });
  }, 60_000);

  it('finds everything in order', () => {
    expect(run('doctor')).toMatch(/policies +ok/);
  }, 60_000);

  it('says in one line which option is wrong, and makes nothing', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [TANDEM, 'account', 'create', '--name', 'Ogrody', '--email', 'nowhere'],
      {
        env: environment,
        encoding: 'utf8',
      },
    );
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^--\w+: /);
  });
});
