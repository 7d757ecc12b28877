import { withClient } from '../../src/database/connection';
import { freshDatabase, type TestDatabase } from '../setup/database';

describe('the policies of the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  const asOwner = (sql: string) => withClient(database.ownerOptions, async (client) => (await client.query(sql)).rows);

  it('stand on every table that belongs to an account (R114)', async () => {
    const bare =
      await asOwner(`select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity`);
    expect(bare).toEqual([]);
  });

  it('hold a role that owns nothing and cannot pass them by (R114)', async () => {
    const [role] =
      await asOwner(`select rolsuper, rolbypassrls, (select count(*)::int from pg_class where relowner = r.oid) as owned
      from pg_roles r where rolname = 'tandem_app'`);
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, owned: 0 });
  });

  it('keep the account in every primary, unique and foreign key, so that no row points into another account', async () => {
    const loose = await asOwner(`select conrelid::regclass::text as "table", conname from pg_constraint k
      where contype in ('p', 'f', 'u') and connamespace = 'public'::regnamespace
        and conrelid::regclass::text not in ('accounts', 'migrations', 'sign_in_attempts', -- counted before it is known whose account
          'exchange_tables', 'exchange_rates') -- everybody's
        and conname not in ('sessions_token_hash_key', 'api_tokens_token_hash_key')
        and not exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'account_id' and a.attnum = any (k.conkey))`);
    expect(loose).toEqual([]);
  });

  it('are not passed by through functions of the owner: none looks at temporary objects first (R114)', async () => {
    const open = await asOwner(`select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace
      and not coalesce('search_path=public, pg_temp' = any (proconfig), false)`);
    expect(open).toEqual([]);
  });

  it('let nobody change or remove history, not even the owner (R119)', async () => {
    await asOwner(`insert into accounts (id, name, prefix) values (1, 'Ogrody', 'ogrody')`);
    const entries = await asOwner(`select action, record_table from history`);
    expect(entries).toEqual([{ action: 'made', record_table: 'accounts' }]);
    await expect(asOwner('delete from history')).rejects.toThrow('only ever added to');
    await expect(asOwner(`update history set action = 'changed'`)).rejects.toThrow('only ever added to');
  });
});
