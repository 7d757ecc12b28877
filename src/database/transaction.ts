import { AsyncLocalStorage } from 'node:async_hooks';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner';

/** Who asks, as the policies of the database know it. */
export interface Who {
  account?: number;
  user?: number;
  /** Level in CRM: 'all', 'departments', 'own_and_unassigned' or 'own'; nothing for who is no member. */
  crm?: string;
  /** The same in Invoicing. */
  invoicing?: string;
  /** Departments the person works in, as Postgres writes an array: '{1000,1001}'. */
  departments?: string;
  readOnly?: boolean;
}

/** One transaction. It begins in the same flight as its first query, and not at all if nothing is asked. */
export class Transaction extends PostgresQueryRunner {
  private static readonly open = new AsyncLocalStorage<Transaction>();
  /** Statements asked so far; begin, settings and commit are not counted. */
  statements = 0;
  /** Whether the person's limits are lifted: see Database.asAccount(). */
  lifted = false;
  private client?: Promise<PoolClient>;
  private opening?: Promise<unknown>;
  private over = false;
  private readonly followers: ((committed: boolean) => unknown)[] = [];

  static get current() {
    return Transaction.open.getStore();
  }

  constructor(
    database: DataSource,
    readonly who: Who,
  ) {
    super(database.driver as PostgresDriver, 'master');
    // TypeORM takes the transaction for begun: save() opens none of its own, manager.transaction() becomes a savepoint.
    Object.assign(this, { manager: database.createEntityManager(this), isTransactionActive: true, transactionDepth: 1 });
  }

  /** Commits when the work is done, undoes everything when it throws. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const result = await Transaction.open.run(this, work).catch(async (error) => {
      await this.end('rollback').catch(() => {}); // the work's own error is the one to tell
      await this.follow(false);
      throw error;
    });
    await this.end('commit');
    await this.follow(true);
    return result;
  }

  /** What happens in this process once the transaction is over, committed or undone; it must not throw. */
  afterwards(follow: (committed: boolean) => unknown) {
    this.followers.push(follow);
  }

  private async follow(committed: boolean) {
    for (const follow of this.followers) await follow(committed);
  }

  override async connect() {
    this.client ??= super.connect().then((client) => this.begin(client));
    const client = await this.client;
    return {
      query: (sql: string, values?: unknown[]) => {
        // Work still running after a failed Promise.all would otherwise write on a connection that is no longer in the transaction.
        if (this.over) throw new Error('The transaction is over');
        this.statements++;
        return client.query(sql, values);
      },
    };
  }

  private begin(client: PoolClient) {
    const { readOnly, ...who } = this.who;
    const settings = Object.entries(who).map(
      ([name, value]) => `, set_config('app.${name}', ${client.escapeLiteral(`${value ?? ''}`)}, true)`,
    );
    // Who writes asks by keys, where one plan does for all values; to plan anew, below the policies, takes longer than to do it.
    if (!readOnly) settings.push(`, set_config('plan_cache_mode', 'force_generic_plan', true)`);
    this.opening = client.query(`begin${readOnly ? ' read only' : ''}; select 1${settings.join('')}`);
    this.opening.catch(() => {}); // end() tells
    return client;
  }

  /** @throws when the database undid what was to be committed, because a query had failed and its error was swallowed */
  async end(command: 'commit' | 'rollback') {
    this.over = true;
    try {
      const [ended] = await Promise.all([(await this.client)?.query(command), this.opening]);
      if (ended && ended.command !== command.toUpperCase()) throw new Error('A query had failed, so the transaction was undone');
    } finally {
      await this.release();
    }
  }
}
