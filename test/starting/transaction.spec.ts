import 'reflect-metadata';
import { withClient } from '../../src/database/connection';
import { Database } from '../../src/database/database';
import { databaseOptions } from '../../src/database/database.module';
import { Transaction } from '../../src/database/transaction';
import { freshDatabase, type TestDatabase } from '../setup/database';

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await freshDatabase();
  await withClient(test.ownerOptions, (client) =>
    client.query(`
      create table notes (
        id bigint generated always as identity,
        account_id bigint not null default current_setting('app.account')::bigint,
        note text unique
      );
      alter table notes enable row level security;
      create policy own_notes on notes using (account_id = nullif(current_setting('app.account', true), '')::bigint);
      grant select, insert on notes to tandem_app;
    `),
  );
  database = new Database(databaseOptions(test.appOptions));
  await database.initialize();
});

afterAll(async () => {
  await database.destroy();
  await test.drop();
});

const anna = { account: 1000, user: 1001 };
const note = (text: string) => database.query('insert into notes (note) values ($1)', [text]);
const notes = async (account = 1000) =>
  database.run({ account, readOnly: true }, async () =>
    (await database.query<{ note: string }[]>('select note from notes')).map((row) => row.note),
  );
const levels = () =>
  database.query<object[]>(`select current_setting('app.crm') as crm, current_setting('app.invoicing') as invoicing`);

describe('one transaction', () => {
  it('keeps what was done and shows it to its own account only (R114)', async () => {
    await database.run(anna, () => note('kept'));
    expect(await notes()).toContain('kept');
    expect(await notes(2000)).toEqual([]);
  });

  it('undoes everything when the work throws, and tells the error of the work', async () => {
    const work = async () => {
      await note('undone');
      throw new Error('the fifth line is wrong');
    };
    await expect(database.run(anna, work)).rejects.toThrow('the fifth line is wrong');
    expect(await notes()).not.toContain('undone');
  });

  it('does not pass for done when a failed query was swallowed', async () => {
    const work = async () => {
      await note('swallowed');
      await note('swallowed').catch(() => {});
    };
    await expect(database.run(anna, work)).rejects.toThrow('A query had failed');
    expect(await notes()).not.toContain('swallowed');
  });

  it('writes nothing that still runs when it is over', async () => {
    let goOn = () => {};
    const rolledBack = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let late: Promise<unknown> = Promise.resolve();
    const work = () => {
      late = rolledBack.then(() => note('late'));
      late.catch(() => {});
      return Promise.all([note('early').then(() => Promise.reject(new Error('no'))), late]);
    };
    await expect(database.run(anna, work)).rejects.toThrow('no');
    goOn();
    await expect(late).rejects.toThrow(/transaction is over|already released/);
    expect(await notes()).not.toContain('late');
  });

  it('asks nothing and takes no connection when there is nothing to ask', async () => {
    expect(await database.run(anna, async () => Transaction.current?.statements)).toBe(0);
  });

  it('counts its statements', async () => {
    const count = async () => {
      await Promise.all([levels(), levels()]);
      return Transaction.current?.statements;
    };
    expect(await database.run({ ...anna, crm: 'own', invoicing: 'own' }, count)).toBe(2);
  });

  it('refuses to write when it only reads', async () => {
    await expect(database.run({ ...anna, readOnly: true }, () => note('read'))).rejects.toThrow('read-only transaction');
  });

  it('refuses another one inside it', async () => {
    await expect(database.run(anna, () => database.run(anna, levels))).rejects.toThrow('A transaction within a transaction');
  });

  it('cannot be forgotten: who asks outside one is refused', async () => {
    await expect(async () => database.query('select 1')).rejects.toThrow('outside a transaction');
  });

  it('runs a statement with values again, prepared', async () => {
    const three = async () => [await plus(1), await plus(2), await plus(3)];
    const plus = async (number: number) =>
      (await database.query<{ sum: number }[]>('select $1::int8 + 1 as sum', [number]))[0].sum;
    expect(await database.run(anna, three)).toEqual([2, 3, 4]);
  });

  it('reads a long answer a handful at a time', async () => {
    const read: number[] = [];
    const answer = database.rows<{ number: number }>('select generate_series(1, $1::int) as number', [1200], anna);
    for await (const { number } of answer) read.push(number);
    expect(read).toHaveLength(1200);
  });
});

describe('what one side causes on the other', () => {
  const ewa = { ...anna, crm: 'own' };

  it('is done by the account, and afterwards the person has her own levels again (R131)', async () => {
    const inside = await database.run(ewa, async () => [await database.asAccount(levels), await levels()]);
    expect(inside).toEqual([[{ crm: 'all', invoicing: 'all' }], [{ crm: 'own', invoicing: '' }]]);
  });

  it('is done by the account to its end, whatever is done by the account within it', async () => {
    const nested = async () => {
      const within = await database.asAccount(async () => [await database.asAccount(levels), await levels()]);
      return [...within, await levels()];
    };
    const all = [{ crm: 'all', invoicing: 'all' }];
    expect(await database.run(ewa, nested)).toEqual([all, all, [{ crm: 'own', invoicing: '' }]]);
  });

  it('gives the levels back also after an error that is caught', async () => {
    const refused = async () => {
      await database.asAccount(async () => Promise.reject(new Error('no'))).catch(() => {});
      return levels();
    };
    expect(await database.run(ewa, refused)).toEqual([{ crm: 'own', invoicing: '' }]);
  });

  it('tells the failed statement, not that the levels could not be lowered', async () => {
    await expect(database.run(ewa, () => database.asAccount(() => database.query('select 1 / 0')))).rejects.toThrow(
      'division by zero',
    );
  });
});
