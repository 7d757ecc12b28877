const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { mkdtempSync, rmSync } = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');
const { Connection } = require('./connection');

const DIST = join(__dirname, '../../dist');

/** The built product in a process of its own, on a data folder of its own; on DATABASE_URL when that is set. */
class Tandem {
  /** Starts it; nodeOptions go to Node before the program's name (--cpu-prof). */
  static async start({ nodeOptions = [] } = {}) {
    const tandem = new Tandem();
    Object.assign(tandem, { dataDir: mkdtempSync(join(tmpdir(), 'tandem-bench-')), port: await freePort(), nodeOptions });
    await tandem.startAgain();
    return tandem;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** @returns milliseconds from the start of the program to its first answer */
  async startAgain() {
    const { PATH, DATABASE_URL, DATABASE_APP_URL, DATABASE_DIRECT_URL } = process.env;
    const given = { DATABASE_URL, DATABASE_APP_URL, DATABASE_DIRECT_URL };
    const env = {
      PATH,
      DATA_DIR: this.dataDir,
      PORT: String(this.port),
      SIGN_UP: 'open',
      NBP_URL: 'off',
      ...withoutEmpty(given),
    };
    const began = performance.now();
    this.process = spawn(process.execPath, [...this.nodeOptions, join(DIST, 'main.js')], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.ended = once(this.process, 'close').then(([code]) => code);
    const over = this.ended.then(() => Promise.reject(new Error('Tandem has ended')));
    over.catch(() => {});
    await Promise.race([this.firstAnswer(), over]);
    return performance.now() - began;
  }

  async firstAnswer() {
    for (;;) {
      const connection = new Connection(this.url);
      try {
        return await connection.get('/sign-in');
      } catch {
        await pause(5);
      } finally {
        connection.close();
      }
    }
  }

  async stop() {
    this.process.kill('SIGTERM');
    await this.ended;
  }

  /** As when the machine's power is pulled from under the program, not from under the database. */
  async kill() {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  /** The database's own turn; an external one is left alone. */
  async killDatabase() {
    if (this.postmaster) process.kill(this.postmaster, 'SIGKILL');
  }

  async remove() {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** How the owner of the tables, and the application's role, reach the database. */
  async connections() {
    if (process.env.DATABASE_URL) {
      const { readSettings } = require(join(DIST, 'settings.js'));
      const { externalRole } = require(join(DIST, 'database/roles.js'));
      const settings = readSettings({ ...process.env, DATA_DIR: this.dataDir });
      return { owner: { url: settings.databaseDirectUrl }, application: await externalRole(settings) };
    }
    const owner = require(join(DIST, 'database/embedded.js')).runningEmbedded(this.dataDir);
    return { owner, application: { ...owner, username: 'tandem_app' } };
  }

  /** Postgres' main process; undefined for an external one. */
  get postmaster() {
    if (process.env.DATABASE_URL) return undefined;
    return require(join(DIST, 'database/postmaster.js')).postmasterOf(join(this.dataDir, 'postgres')).pid;
  }

  /** What the embedded Postgres writes; undefined for an external one. */
  get log() {
    return process.env.DATABASE_URL ? undefined : join(this.dataDir, 'postgres.log');
  }

  /** Makes an account with its owner. @returns their session's cookie */
  async signUp(company, login) {
    const connection = new Connection(this.url);
    const form = { company, name: 'Anna Zielińska', login, email: `${login}@example.com`, password: 'tajne-haslo-1' };
    const { status, cookies } = await connection.post('/sign-up', form);
    connection.close();
    if (status !== 303) throw new Error(`Sign-up answered ${status}`);
    return cookies.find((cookie) => cookie.startsWith('session='));
  }
}

function withoutEmpty(record) {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value));
}

/** A port above 4000 that nobody listens on. */
async function freePort() {
  for (;;) {
    const port = 4001 + Math.floor(Math.random() * 28_000);
    const server = createServer();
    try {
      await once(server.listen(port, '127.0.0.1'), 'listening');
      return port;
    } catch {
    } finally {
      server.close();
    }
  }
}

module.exports = { Tandem, DIST };
