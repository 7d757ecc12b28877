import { randomUUID } from 'node:crypto';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { JobResult, JobWithMetadata, PgBoss } from 'pg-boss';
import { bossOn } from '../database/boss';
import type { Connection } from '../database/connection';
import { Transaction } from '../database/transaction';
import type { Holder } from '../folder-lock';

/** What a job is given: ids and what tells variants apart, never what stands in a record, as no policy guards a job's row. */
export type Ids = Record<string, number | boolean | string | null>;
/** Who caused a job; nobody when the clock did. */
export interface Cause {
  account: number | null;
  user: number | null;
}

type Found = JobWithMetadata<Ids & Cause>;

/** Does some jobs; says of each, in their order, the error because of which it is to be tried again, or nothing. */
type Work = (all: (Ids & Cause)[]) => Promise<unknown[]>;

interface Handled {
  work: Work;
  retries: number;
  /** So many workers of one server do them, each so many together. */
  atOnce: number;
  together: number;
  whenGivenUp?: string;
}

/** Jobs that were given up wait here, for a person to see. */
const GIVEN_UP = 'GivenUp';
/** A text longer than this is no id. */
const LONGEST_ID = 200;
/** How often a server looks, in one statement for all names, for jobs that have come due or that others added. Milliseconds. */
const LOOK = 1000;
/** How often each worker looks for itself, were that to fail. Seconds. */
const LOOK_ALONE = 60;
/** So long jobs that are done together gather before the next ones are begun, for each of the last ones; and at most. Milliseconds. */
const REST = 250;
const LONGEST_REST = 1000;
/** The names, of those given, of which a job could be done now. */
const DUE = `select name from unnest($1::text[]) name where exists
  (select from pgboss.job j where j.name = name.name and j.state < 'active' and not j.blocked and j.start_after <= now())`;
/** How long a running job is waited for when Tandem stops; then it runs again elsewhere. Milliseconds. */
const GRACE = 20_000;
/** Of every queue. Times are seconds: first wait before another attempt (it doubles), the longest one, life signs of whoever works, how long a
    job may run, and how long waiting and finished ones are kept. */
const QUEUE = {
  policy: 'short',
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 900,
  heartbeatSeconds: 30,
  expireInSeconds: 900,
  retentionSeconds: 60 * 86_400,
  deleteAfterSeconds: 86_400,
};

/** Where the boss works, and whether this process does the work (a server) or only adds to it (a command). */
export interface Workplace {
  owner: Connection;
  by: Holder;
}
export const WORKPLACE = Symbol('workplace');

/**
 * Work that is done after the transaction that wants it: sending, fetching, whatever is slow. A job is a row in the same commit, so it neither
 * gets lost nor runs for something that never happened. It may run twice, so it asks first whether it is done already.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Jobs');
  private readonly handled = new Map<string, Handled>();
  private readonly clocks = new Map<string, { cron: string; atStart: boolean }>();
  private readonly workers = new Map<string, string[]>();
  private readonly boss: PgBoss;
  private lookout?: NodeJS.Timeout;
  /** Names whose jobs gather, and whether some have. */
  private readonly resting = new Map<string, { timer: NodeJS.Timeout; woken: boolean }>();

  constructor(@Inject(WORKPLACE) private readonly workplace: Workplace) {
    const works = workplace.by === 'server';
    const intervals = { superviseIntervalSeconds: 15, monitorIntervalSeconds: 15, cronMonitorIntervalSeconds: 5 };
    this.boss = bossOn(workplace.owner, { max: 3, migrate: false, supervise: works, schedule: works, ...intervals });
    this.boss.on('error', (error) => this.log.error(error.message)); // the stack would lead through pg-boss alone
  }

  /**
   * Adds a job within the current transaction: it runs after the commit, as soon as somebody is free, or not before `after`. Of jobs with the
   * same key only one waits at a time: give one only to work that does not depend on what this transaction has changed.
   */
  async add(name: string, ids: Ids = {}, { after, key = randomUUID() }: { after?: Date; key?: string } = {}) {
    const transaction = Transaction.current;
    if (!transaction) throw new Error(`The job ${name} was added outside a transaction`);
    for (const [field, value] of Object.entries(ids)) {
      if (typeof value === 'string' && value.length > LONGEST_ID) throw new Error(`${field} of the job ${name} is no id`);
    }
    const { account = null, user = null } = transaction.who;
    const executeSql = async (sql: string, values?: unknown[]) => ({
      rows: (await transaction.query(sql, values, true)).records,
    });
    await this.boss.send(name, { account, user, ...ids }, { startAfter: after, singletonKey: key, db: { executeSql } });
    if (!after) transaction.afterwards((committed) => committed && this.wake(name));
  }

  /**
   * Says who does the jobs of this name; call it in onModuleInit. Work runs outside any transaction and opens short ones itself.
   * @param retries how often it is tried again when it throws, after growing waits
   * @param atOnce how many of them one server does at the same time
   * @param whenGivenUp the name of another job, which is done with the same ids when one of these is given up, even if servers died over it; else
   *   it waits for a person to see
   */
  handle<Data extends Ids>(
    name: string,
    work: (data: Data & Cause) => Promise<void>,
    { retries = 8, atOnce = 1, whenGivenUp }: { retries?: number; atOnce?: number; whenGivenUp?: string } = {},
  ) {
    const one: Work = async ([data]) => {
      await work(data as Data & Cause);
      return [];
    };
    this.handled.set(name, { work: one, retries, atOnce, together: 1, whenGivenUp });
  }

  /**
   * The same for many small jobs: one after another they would cost more to fetch than to do. Those of which work says no error are done, the others
   * are tried again, each for itself.
   * @param together how many are done at a time at most
   */
  handleMany<Data extends Ids>(
    name: string,
    work: (all: (Data & Cause)[]) => Promise<unknown[]>,
    { retries = 8, together }: { retries?: number; together: number },
  ) {
    this.handled.set(name, { work: work as Work, retries, atOnce: 1, together });
  }

  /**
   * Repeats work by a cron expression in the time zone of the installation, on one of all servers; a time missed while none ran is made up for
   * once. The work finds its accounts itself; when it fails for good, the next time repeats it.
   * @param atStart also whenever a server starts
   */
  clock(name: string, cron: string, work: () => Promise<void>, { atStart = false } = {}) {
    this.handle(name, work, { retries: 3 });
    this.clocks.set(name, { cron, atStart });
  }

  async onApplicationBootstrap() {
    await this.boss.start();
    await this.boss.createQueue(GIVEN_UP, { retentionSeconds: QUEUE.retentionSeconds });
    const there = new Set((await this.boss.getQueues()).map(({ name }) => name));
    const [first, after] = [(one: Handled) => !one.whenGivenUp, (one: Handled) => one.whenGivenUp]; // a queue names only one that there is
    for (const these of [first, after])
      await Promise.all([...this.handled].map(([name, one]) => these(one) && this.haveQueue(name, one, there)));
    if (this.workplace.by !== 'server') return;
    const tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
    for (const [name, { cron, atStart }] of this.clocks) {
      await this.boss.schedule(name, cron, null, { tz, missed: 'once' });
      if (atStart) await this.boss.send(name, null, { singletonKey: 'start' });
    }
    for (const [name, handled] of this.handled) await this.start(name, handled);
    this.lookout = setInterval(() => this.wakeDue().catch((error) => this.log.error(error.message)), LOOK);
  }

  async beforeApplicationShutdown() {
    clearInterval(this.lookout);
    await this.boss.stop({ timeout: GRACE });
  }

  private async haveQueue(name: string, { retries, whenGivenUp = GIVEN_UP }: Handled, there: Set<string>) {
    const deadLetter = !this.clocks.has(name) && { deadLetter: whenGivenUp };
    const { policy, ...changeable } = { ...QUEUE, retryLimit: retries, ...deadLetter };
    if (there.has(name)) await this.boss.updateQueue(name, changeable);
    else await this.boss.createQueue(name, { policy, ...changeable });
  }

  private async start(name: string, { work, atOnce, together }: Handled) {
    const ids: string[] = [];
    this.workers.set(name, ids);
    const options = {
      pollingIntervalSeconds: LOOK_ALONE,
      includeMetadata: true,
      perJobResults: true,
      batchSize: together,
    } as const;
    for (let i = 0; i < atOnce; i++) {
      const id = await this.boss.work(name, options, async (jobs: Found[]) => {
        if (jobs.length === together)
          this.wake(name); // the next ones need not wait to be looked for
        else this.rest(name, jobs.length);
        return this.done(jobs, work);
      });
      ids.push(id);
    }
  }

  /** What waited for its time, or was added by another server or a command: no commit has to wait for a notice, and idle queues cost nothing. */
  private async wakeDue() {
    const { rows } = await this.boss.getDb().executeSql(DUE, [[...this.workers.keys()]]);
    for (const { name } of rows as { name: string }[]) this.wake(name);
  }

  /** Commits wake only who works in this process; the others look each second. */
  private wake(name: string) {
    const resting = this.resting.get(name);
    if (resting) resting.woken = true;
    else for (const id of this.workers.get(name) ?? []) this.boss.notifyWorker(id);
  }

  /** Who had several at a time is not woken for a while, the longer the more there were: the more there are next time, and the less each costs. */
  private rest(name: string, had: number) {
    clearTimeout(this.resting.get(name)?.timer);
    const over = () => {
      const { woken } = this.resting.get(name)!;
      this.resting.delete(name);
      if (woken) this.wake(name);
    };
    this.resting.set(name, { timer: setTimeout(over, Math.min(had * REST, LONGEST_REST)).unref(), woken: false });
  }

  private async done(jobs: Found[], work: Work): Promise<JobResult[]> {
    const all = jobs.map(({ data }) => data ?? { account: null, user: null });
    const errors = await work(all).catch((error) => jobs.map(() => error ?? new Error('No reason')));
    return jobs.map((job, at) => {
      if (!errors[at]) return { id: job.id, status: 'completed' };
      this.tell(job, errors[at]);
      return { id: job.id, status: 'failed', output: { message: 'The log says what went wrong' } };
    });
  }

  /** What went wrong is told by the log alone: an error's words may hold what stood in a record. */
  private tell(job: Found, error: unknown) {
    const last = job.retryCount >= job.retryLimit;
    const told = `${job.name} ${job.id} ${JSON.stringify(job.data)} ${last ? 'is given up' : 'will be tried again'}`;
    // Until it is given up a line will do: whoever is not reached now is tried again.
    const { message, stack, cause } = error instanceof Error ? error : new Error(String(error));
    if (last) this.log.error(`${told}: ${stack}`);
    else this.log.warn(`${told}: ${[message, cause].filter(Boolean).join(': ')}`);
  }
}
