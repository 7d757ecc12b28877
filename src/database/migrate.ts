import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AbstractLogger, DataSource, type LogLevel, type LogMessage } from 'typeorm';
import { StartFailure } from '../start-failure';
import { migrateJobs } from './boss';
import { type Connection, typeormOptions, withClient } from './connection';

/** One number for all Tandems that start on one database at the same moment: one migrates, the others wait and find it done. */
const LOCK = 7_205_759;

/** Brings the tables to this version of the program, all of it or nothing; the owner's connection. @throws StartFailure naming the migration that failed */
export async function migrate(owner: Connection) {
  await withClient(owner, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const told = new LastWords();
    const tables = new DataSource({
      ...typeormOptions(owner),
      migrations: [join(folder(), '[0-9]*.{js,ts}')],
      migrationsTransactionMode: 'all',
      logger: told,
    });
    try {
      await tables.initialize();
      await tables.runMigrations();
    } catch (error) {
      throw new StartFailure(`${told.failed ?? 'the migrations'} failed, rolled back: ${(error as Error).message}`);
    } finally {
      if (tables.isInitialized) await tables.destroy();
    }
    await migrateJobs(owner);
  });
}

/** Beside the compiled program's folders, or, for tests that run the sources, at the top of the project. */
function folder() {
  const compiled = join(__dirname, '..', 'migrations');
  return existsSync(compiled) ? compiled : join(__dirname, '..', '..', 'migrations');
}

/** TypeORM tells only its logger which migration it was. */
class LastWords extends AbstractLogger {
  failed?: string;

  protected override writeLog(_level: LogLevel, message: LogMessage | string | number | (LogMessage | string | number)[]) {
    for (const { message: text } of this.prepareLogMessages(message)) {
      const name = /^Migration "(\w+)" failed/.exec(String(text))?.[1];
      if (name) this.failed = `migration ${name}`;
    }
  }
}
