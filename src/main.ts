import 'reflect-metadata';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { createApp } from './app';
import { openDatabase } from './database/open-database';
import { loadEnvironmentFile, readSettings, type Settings } from './settings';
import { StartFailure } from './start-failure';

/** So long do open requests have to finish when Tandem is asked to stop. Milliseconds. */
const GRACE = 30_000;

/** By how much the heap grows before old garbage is looked for. V8's own choice took 250 MB for the 65 that are used; Tandem runs on small machines. Per cent. */
const HEAP_GROWTH = 100;

/** The front door: settings, database, application, and all of it back again when asked to stop. */
async function main() {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  const stopAsked = signalled();
  loadEnvironmentFile();
  const settings = readSettings();
  const database = await openDatabase(settings, 'server');
  try {
    const app = await createApp({ settings, database: database.application, owner: database.owner, by: 'server' });
    await listen(app, settings);
    process.stdout.write(`Tandem is ready: ${settings.baseUrl}\n`);
    const lost = database.ended.then(() => 'lost' as const);
    const why = await Promise.race([stopAsked, lost]);
    await Promise.race([app.close(), pause(GRACE, undefined, { ref: false })]);
    if (why === 'lost') throw new StartFailure('the embedded database has ended; start Tandem again');
  } finally {
    await database.close();
  }
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
function signalled() {
  return new Promise<'asked'>((resolve) => {
    let first: number | undefined;
    const told = () => {
      // Ctrl-C below npm comes twice at once: from the terminal and, passed on, from npm.
      if (first && Date.now() - first > 500) process.exit(1);
      first ??= Date.now();
      resolve('asked');
    };
    process.on('SIGTERM', told).on('SIGINT', told);
  });
}

async function listen(app: Awaited<ReturnType<typeof createApp>>, { port, host }: Settings) {
  try {
    await checkFree(port, host); // Nest would print lines of its own
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartFailure(
      code === 'EADDRINUSE' ? `port ${port} is taken; set PORT to another one` : `cannot listen on ${host}:${port}: ${message}`,
    );
  }
}

async function checkFree(port: number, host: string) {
  const probe = createServer().listen(port, host);
  await once(probe, 'listening');
  await once(probe.close(), 'close');
}

main().then(
  () => process.exit(0),
  (error) => {
    const lines = error instanceof StartFailure ? [error.message, ...error.lines] : [error.stack];
    process.stderr.write(`${lines.join('\n')}\n`);
    process.exit(1);
  },
);
