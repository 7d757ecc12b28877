const { spawn } = require('node:child_process');
const { chmodSync, closeSync, mkdtempSync, openSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');
// Jest compiles what its global setup requires, so the sources themselves are used and no build is needed.
const { binaries } = require('../../src/database/binaries');
const { haveCluster, lastLines } = require('../../src/database/cluster');
const { withClient } = require('../../src/database/connection');
const { newSocketFolder, ownerAt } = require('../../src/database/embedded');
const { migrate } = require('../../src/database/migrate');
const { postmasterOf } = require('../../src/database/postmaster');
const { embeddedRole } = require('../../src/database/roles');
const { unprivileged } = require('../../src/database/unprivileged');

/** Nothing here has to survive a loss of power. */
const CARELESS = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', wal_level: 'minimal', max_wal_senders: 0 };
/** The pipe to its input closes when we end, however we end, and then Postgres ends too: no run leaves one behind. */
const UNTIL_INPUT_CLOSES = '"$0" "$@" </dev/null & p=$!; trap "" INT; cat >/dev/null; kill -INT $p; wait $p';

/** One throwaway Postgres for the whole run, and in it one migrated template that test/setup/database.ts clones. */
module.exports = async () => {
  const place = mkdtempSync(join(tmpdir(), 'tandem-test-'));
  chmodSync(place, 0o711);
  const socketFolder = newSocketFolder();
  const postgres = await start(place, socketFolder);
  globalThis.testDatabase = { place, socketFolder, postgres };

  const template = { ...ownerAt(socketFolder), database: 'tandem_template' };
  await withClient({ ...template, database: 'postgres' }, (client) => client.query('create database tandem_template'));
  await embeddedRole(template);
  await migrate(template);
  process.env.TEST_DATABASE_SOCKET = socketFolder;
};

async function start(place, socketFolder) {
  const folder = join(place, 'postgres');
  await haveCluster(folder);
  const settings = { ...CARELESS, listen_addresses: '', unix_socket_directories: socketFolder, port: 5432, timezone: 'UTC' };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = join(place, 'test.log');
  const output = openSync(log, 'w');
  const postgres = spawn('/bin/sh', ['-c', UNTIL_INPUT_CLOSES, binaries().postgres, '-D', folder, ...flags], {
    ...unprivileged,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    detached: true,
    stdio: ['pipe', output, output],
  });
  closeSync(output);
  while (!postmasterOf(folder)?.ready) {
    if (postgres.exitCode !== null) throw new Error(lastLines(log).join('\n'));
    await pause(20);
  }
  return postgres;
}
