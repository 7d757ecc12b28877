import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { binaries } from '../../src/database/binaries';
import { haveCluster, lastLines, logOf, runPostgres } from '../../src/database/cluster';
import { withClient } from '../../src/database/connection';
import { newSocketFolder } from '../../src/database/embedded';
import { postmasterOf } from '../../src/database/postmaster';
import { freePort } from './tandem';

const ADMINISTRATOR = 'tandem';

/** A Postgres as a firm runs one, reached by TCP; it asks for no password. Its superuser stands for the firm's administrator. */
export class ExternalPostgres {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folders: string[],
    readonly port: number,
  ) {}

  static async start(): Promise<ExternalPostgres> {
    const place = mkdtempSync(join(tmpdir(), 'tandem-external-'));
    chmodSync(place, 0o711);
    const folder = join(place, 'postgres');
    await haveCluster(folder);
    const [port, sockets] = [await freePort(), newSocketFolder()];
    const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: sockets, fsync: 'off' };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const postgres = runPostgres(binaries().postgres, folder, flags, logOf(folder));
    while (!postmasterOf(folder)?.ready) {
      if (postgres.exitCode !== null) throw new Error(lastLines(logOf(folder)).join('\n'));
      await pause(20);
    }
    return new ExternalPostgres(postgres, [place, sockets], port);
  }

  /** The address for one login and one database. */
  url(login: string, database: string) {
    return `postgres://${login}:secret@127.0.0.1:${this.port}/${database}`;
  }

  /** What the administrator runs. */
  async administrator<Row>(sql: string, database = 'postgres'): Promise<Row[]> {
    const result = await withClient({ url: this.url(ADMINISTRATOR, database) }, (client) => client.query(sql));
    return result.rows as Row[];
  }

  /** A login and a database of the same name that it owns, as a firm's administrator hands them out. */
  async give(login: string, rights = '') {
    await this.administrator(`create role ${login} login ${rights}`);
    await this.administrator(`create database ${login} owner ${login}`);
    return this.url(login, login);
  }

  async stop() {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGINT');
    await ended;
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  }
}
