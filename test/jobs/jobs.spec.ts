import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Actors } from '../../src/accounts/actors.service';
import { Person } from '../../src/accounts/person';
import { withClient } from '../../src/database/connection';
import { Database } from '../../src/database/database';
import { type Cause, type Ids, Jobs } from '../../src/jobs/jobs.service';
import { openApp, type TestApp } from '../app';

let test: TestApp;
let database: Database;
let servers: Jobs[];
beforeAll(async () => {
  test = await openApp();
  database = test.app.get(Database);
});
afterAll(() => test.close());
beforeEach(async () => {
  servers = [];
  await asOwner('delete from pgboss.job; delete from pgboss.schedule');
  Logger.overrideLogger(false);
});
afterEach(() => Promise.all(servers.map((server) => server.beforeApplicationShutdown())));

const asOwner = (sql: string) => withClient(test.database.ownerOptions, async (client) => (await client.query(sql)).rows);

/** One more server on the same database, with this work to do. */
async function server(furnish: (jobs: Jobs) => void): Promise<Jobs> {
  const jobs = new Jobs({ owner: test.database.ownerOptions, by: 'server' });
  furnish(jobs);
  await jobs.onApplicationBootstrap();
  servers.push(jobs);
  return jobs;
}

/** Waits until it holds. @throws when it does not within so many milliseconds */
async function until(holds: () => boolean | Promise<boolean>, patience = 5_000) {
  for (const end = Date.now() + patience; !(await holds()); await pause(10)) {
    if (Date.now() > end) throw new Error(`Not within ${patience} ms: ${holds}`);
  }
}

describe('a job', () => {
  it('runs right after the commit, once, and knows who caused it', async () => {
    const done: (Ids & Cause)[] = [];
    const jobs = await server((one) => one.handle('Greet', async (data) => void done.push(data)));
    await database.run({ account: 7, user: 8 }, () => jobs.add('Greet', { invoice: 1000 }));
    await until(() => done.length > 0, 1_000);
    await test.jobsDone();
    expect(done).toEqual([{ account: 7, user: 8, invoice: 1000 }]);
  });

  it('does not exist when its transaction is undone', async () => {
    const done: unknown[] = [];
    const jobs = await server((one) => one.handle('Greet', async (data) => void done.push(data)));
    const undone = database.run({ account: 7 }, async () => {
      await jobs.add('Greet');
      throw new Error('No after all');
    });
    await expect(undone).rejects.toThrow('No after all');
    expect(await asOwner(`select from pgboss.job where name = 'Greet'`)).toHaveLength(0);
    expect(done).toEqual([]);
  });

  it('cannot be added outside a transaction, nor carry anything but ids', async () => {
    const jobs = await server((one) => one.handle('Greet', async () => {}));
    await expect(jobs.add('Greet')).rejects.toThrow('outside a transaction');
    const letter = database.run({ account: 7 }, () => jobs.add('Greet', { text: 'Szanowni Państwo, '.repeat(20) }));
    await expect(letter).rejects.toThrow('text of the job Greet is no id');
  });

  it('is still added while its server stops, and done by another', async () => {
    const stopped = await server((one) => one.handle('Greet', async () => {}));
    await stopped.beforeApplicationShutdown();
    await database.run({}, () => stopped.add('Greet'));
    let done = 0;
    await server((one) => one.handle('Greet', async () => void done++));
    await until(() => done === 1);
  });

  it('is done one after another without waiting for the next second', async () => {
    const done: number[] = [];
    const jobs = await server((one) => one.handle<{ number: number }>('Count', async ({ number }) => void done.push(number)));
    await database.run({}, async () => {
      for (let number = 1; number <= 30; number++) await jobs.add('Count', { number });
    });
    await until(() => done.length === 30, 2_000);
  });

  it('is done with others together, and tried again for itself when it alone failed', async () => {
    const [done, sizes]: [number[], number[]] = [[], []];
    let failed = false;
    const jobs = await server((one) =>
      one.handleMany<{ number: number }>(
        'Count',
        async (all) => {
          sizes.push(all.length);
          return all.map(({ number }) => {
            if (number === 3 && !failed) {
              failed = true;
              return new Error('Not yet');
            }
            return void done.push(number);
          });
        },
        { together: 20 },
      ),
    );
    await database.run({}, async () => {
      for (let number = 1; number <= 30; number++) await jobs.add('Count', { number });
    });
    await until(() => done.length === 30, 8_000);
    await test.jobsDone();
    expect(sizes).toEqual([20, 10, 1]);
    expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  }, 15_000);

  it('that is given up is followed by the job named for that, with the same ids', async () => {
    const followed: unknown[] = [];
    const fail = async () => {
      throw new Error('Never');
    };
    const jobs = await server((one) => {
      one.handle('Try', fail, { retries: 0, whenGivenUp: 'Mourn' });
      one.handle('Mourn', async ({ account, invoice }: Cause & { invoice: number }) => void followed.push({ account, invoice }));
    });
    await database.run({ account: 7 }, () => jobs.add('Try', { invoice: 1000 }));
    await until(() => followed.length > 0);
    expect(followed).toEqual([{ account: 7, invoice: 1000 }]);
    expect(await asOwner(`select from pgboss.job where name = 'GivenUp'`)).toEqual([]);
  });

  it('waits for its time', async () => {
    const done: unknown[] = [];
    const jobs = await server((one) => one.handle('Greet', async (data) => void done.push(data)));
    await database.run({}, () => jobs.add('Greet', {}, { after: new Date(Date.now() + 3_600_000) }));
    await test.jobsDone();
    expect(done).toEqual([]);
    expect(await asOwner(`select from pgboss.job where name = 'Greet' and state = 'created'`)).toHaveLength(1);
  });

  it('waits once under its key', async () => {
    const jobs = await server((one) => one.handle('Greet', async () => {}));
    const later = { after: new Date(Date.now() + 3_600_000), key: 'daily' };
    for (let i = 0; i < 3; i++) await database.run({}, () => jobs.add('Greet', {}, later));
    expect(await asOwner(`select from pgboss.job where name = 'Greet' and state = 'created'`)).toHaveLength(1);
  });

  it('that fails is tried again, then given up for a person to see, and its row tells nothing of the error', async () => {
    let attempts = 0;
    const jobs = await server((one) =>
      one.handle(
        'Fail',
        async () => {
          attempts++;
          throw new Error('Jan Kowalski refused');
        },
        { retries: 1 },
      ),
    );
    await database.run({ account: 7 }, () => jobs.add('Fail', { invoice: 1000 }));
    await until(() => attempts === 2, 8_000);
    const givenUp = () => asOwner(`select data, output::text from pgboss.job where name = 'GivenUp'`);
    await until(async () => (await givenUp()).length > 0);
    expect((await givenUp())[0].data).toEqual({ account: 7, user: null, invoice: 1000 });
    expect(JSON.stringify(await asOwner('select output from pgboss.job'))).not.toContain('Kowalski');
  }, 15_000);

  it('runs again elsewhere when the server that did it was killed', async () => {
    let [begun, done] = [0, 0];
    let wakeUp = () => {};
    const killed = await server((one) =>
      one.handle('Greet', async () => {
        begun++;
        await new Promise<void>((resolve) => (wakeUp = resolve));
      }),
    );
    await database.run({}, () => killed.add('Greet'));
    await until(() => begun === 1);
    await asOwner(`update pgboss.job set heartbeat_on = now() - interval '1 hour' where name = 'Greet'`); // it gives no sign of life
    await server((one) => one.handle('Greet', async () => void done++));
    await until(() => done === 1, 25_000);
    wakeUp();
    expect(begun).toBe(1);
  }, 40_000);

  it('is done by one of two servers', async () => {
    const done: number[] = [];
    const furnish = (one: Jobs) => one.handle<{ number: number }>('Count', async ({ number }) => void done.push(number));
    const jobs = await server(furnish);
    await server(furnish);
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    await Promise.all(numbers.map((number) => database.run({}, () => jobs.add('Count', { number }))));
    await until(() => done.length >= 40);
    await test.jobsDone();
    expect(done.sort((a, b) => a - b)).toEqual(numbers);
  });

  it('cannot be read by the application’s role, which may only add one', async () => {
    const asApplication = (sql: string) => withClient(test.database.appOptions, (client) => client.query(sql));
    for (const table of ['job', 'job_common']) {
      await expect(asApplication(`select data from pgboss.${table}`)).rejects.toThrow('permission denied');
      await expect(asApplication(`delete from pgboss.${table}`)).rejects.toThrow('permission denied');
    }
  });
});

describe('the clock', () => {
  it('does its work once, however many servers there are', async () => {
    const done: string[] = [];
    const furnish = (name: string) => (one: Jobs) => one.clock('EachMinute', '* * * * *', async () => void done.push(name));
    await Promise.all(['first', 'second'].map((name) => server(furnish(name))));
    await until(() => done.length > 0, 25_000);
    await test.jobsDone();
    const sent = await asOwner(`select singleton_on from pgboss.job where name = '__pgboss__send-it'`);
    expect(done).toHaveLength(sent.length); // one a minute, should one have begun meanwhile
  }, 40_000);
});

describe('who acts in a job', () => {
  it('is the person who caused it, or the account’s owner when nobody did', async () => {
    await test.signedUp({ login: 'anna.zielinska' });
    const actors = test.app.get(Actors);
    const account = (await actors.accounts()).at(-1)!;
    const [{ id: user }] = await asOwner(`select id::int from users where account_id = ${account}`);
    for (const cause of [
      { account, user },
      { account, user: null },
      { account, user: 1 },
    ]) {
      const [name, seen] = await actors.as(cause, async () => [
        Person.current.name,
        await database.query<{ count: number }[]>('select count(*) from departments'),
      ]);
      expect([name, seen]).toEqual(['Anna Zielińska', [{ count: 1 }]]);
    }
  });
});
