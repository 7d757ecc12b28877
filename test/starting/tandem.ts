import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A Tandem in a process of its own, as `npm start` runs it. */
export interface RunningTandem {
  process: ChildProcess;
  url: string;
  /** What it has written, to both outputs. */
  said(): string;
  /** Its exit code. */
  ended: Promise<number | null>;
}

/** Starts one; resolves when it is ready or has ended. */
export async function startTandem(environment: Record<string, string>): Promise<RunningTandem> {
  const port = environment.PORT ?? String(await freePort());
  const child = spawn(process.execPath, [join(__dirname, '..', '..', 'scripts', 'start.js')], {
    env: { PATH: process.env.PATH, PORT: port, NBP_URL: 'off', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = once(child, 'close').then(([code]) => code);
  const ready = new Promise<void>((resolve) => {
    const hear = (words: Buffer) => {
      said += words;
      if (said.includes('Tandem is ready')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
  });
  await Promise.race([ready, ended]);
  return { process: child, url: `http://127.0.0.1:${port}`, said: () => said, ended };
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
