import { randomBytes } from 'node:crypto';
import { type Connection, withClient } from '../../src/database/connection';
import { ownerAt } from '../../src/database/embedded';

/** A migrated, empty database of one test file. */
export interface TestDatabase {
  /** For the application's pool: the role that is held by the policies. */
  appOptions: Connection;
  /** For what the application may not do, such as looking past the policies. */
  ownerOptions: Connection;
  drop(): Promise<void>;
}

/** Clones the template that start-database.js migrated (some 50 ms). */
export async function freshDatabase(): Promise<TestDatabase> {
  const owner = ownerAt(process.env.TEST_DATABASE_SOCKET!);
  const database = `test_${randomBytes(6).toString('hex')}`;
  const byOwner = (sql: string) => withClient({ ...owner, database: 'postgres' }, (client) => client.query(sql));
  await byOwner(`create database ${database} template tandem_template strategy file_copy`);
  return {
    appOptions: { ...owner, database, username: 'tandem_app' },
    ownerOptions: { ...owner, database },
    async drop() {
      await byOwner(`drop database ${database} with (force)`);
    },
  };
}
