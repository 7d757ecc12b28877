const { once } = require('node:events');
const { rmSync } = require('node:fs');

/** Ends the run's Postgres and removes all it wrote. */
module.exports = async () => {
  const { place, socketFolder, postgres } = globalThis.testDatabase;
  const ended = once(postgres, 'exit');
  postgres.stdin.end();
  await ended;
  for (const folder of [place, socketFolder]) rmSync(folder, { recursive: true, force: true });
};
