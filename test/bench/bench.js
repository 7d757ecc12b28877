const { execFileSync } = require('node:child_process');
const { cpus, loadavg, totalmem } = require('node:os');
const { withClient } = require('../../dist/database/connection.js');
const { memoryOf, rounded, say } = require('./figures');
const { measureIssue } = require('./issue');
const { measurePages } = require('./pages');
const { measurePdf } = require('./pdf');
const { LARGE, seed, SMALL } = require('./seed');
const { Tandem } = require('./tandem');

const WANTED = { memory_mb: 300, start_s: 5 };

/** All figures, one after the other, on one Tandem with two accounts. */
async function measureAll() {
  const tandem = await Tandem.start();
  try {
    await describe(tandem);
    await measurePdf();
    const large = { login: `duza.${tandem.port}`, size: LARGE };
    const small = { login: `mala.${tandem.port}`, size: SMALL };
    const began = performance.now();
    for (const account of [small, large]) {
      account.cookie = await tandem.signUp('Ogrody Zielińska', account.login);
      await seed((await tandem.connections()).owner, account.login, account.size);
    }
    say({ figure: 'seeded', ...LARGE, s: rounded((performance.now() - began) / 1000, 1) });
    await measureIssue(tandem, large);
    await measurePages(tandem, large, small);
    const memory = memoryOf(tandem.process.pid);
    say({
      figure: 'memory',
      mb: rounded(memory, 0),
      wanted: `<= ${WANTED.memory_mb}`,
      ok: memory === null || memory <= WANTED.memory_mb,
    });
    await tandem.stop();
    const start = (await tandem.startAgain()) / 1000;
    say({ figure: 'start', s: rounded(start), wanted: `<= ${WANTED.start_s}`, ok: start <= WANTED.start_s });
  } finally {
    await tandem.remove();
  }
}

async function describe(tandem) {
  const { owner } = await tandem.connections();
  const postgres = await withClient(owner, async (client) => (await client.query('show server_version')).rows[0].server_version);
  say({
    figure: 'machine',
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? null,
    memory_gb: rounded(totalmem() / 2 ** 30, 0),
    load_before: rounded(loadavg()[0], 1),
    node: process.version,
    postgres,
    commit: commit(),
  });
}

function commit() {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      cwd: __dirname,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}

module.exports = { measureAll };
