import { DataSource, type DataSourceOptions, type EntityTarget, type ObjectLiteral, Repository } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { Transaction, type Who } from './transaction';

/** The application's one data source: its repositories, manager and query() belong to the transaction they are used in. */
export class Database extends DataSource {
  constructor(options: DataSourceOptions) {
    super(options);
    const outside = this.manager;
    Object.defineProperty(this, 'manager', { get: () => Transaction.current?.manager ?? outside });
  }

  /** Runs work in one transaction of this person: committed when it is done, undone when it throws. */
  async run<T>(who: Who, work: () => Promise<T>): Promise<T> {
    if (Transaction.current) throw new Error('A transaction within a transaction');
    return new Transaction(this, who).run(work);
  }

  /** One statement on its own, before it is known who asks: sign-in, tokens, public links. */
  async outside<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    return (await (this.driver as PostgresDriver).master.query(sql, values)).rows;
  }

  /**
   * What a happening on one side causes on the other is done by the account, not by the person: lifts the person's limits (never the
   * account's) while work runs, inside the same transaction. Nothing may run beside it. Within it a second time changes nothing: only the
   * outermost lowers them again, or what comes after an event that was published within would be done as the person.
   */
  async asAccount<T>(work: () => Promise<T>): Promise<T> {
    const transaction = Transaction.current!;
    const { who, lifted: already } = transaction;
    if (already || (who.crm === 'all' && who.invoicing === 'all')) return work();
    transaction.lifted = true;
    const levels = (crm?: string, invoicing?: string) =>
      this.query(`select set_config('app.crm', $1, true), set_config('app.invoicing', $2, true)`, [crm ?? '', invoicing ?? '']);
    // Both ride with the statement after them, which waits behind them on the connection; should one fail, so does all that follows.
    const lifted = levels('all', 'all');
    try {
      return (await Promise.all([work(), lifted]))[0];
    } finally {
      transaction.lifted = false;
      levels(who.crm, who.invoicing).catch(() => {});
    }
  }

  /** Rows of a long answer, a handful at a time, in a transaction that lasts as long as somebody reads. */
  async *rows<Row>(sql: string, values: unknown[] = [], who = Transaction.current!.who): AsyncGenerator<Row> {
    const transaction = new Transaction(this, { ...who, readOnly: true });
    try {
      await transaction.query(`declare answer no scroll cursor for ${sql}`, values);
      const next = (): Promise<Row[]> => transaction.query('fetch 500 from answer');
      for (let rows = await next(); rows.length; rows = await next()) yield* rows;
    } finally {
      await transaction.end('rollback');
    }
  }

  override getRepository<T extends ObjectLiteral>(target: EntityTarget<T>): Repository<T> {
    return Object.defineProperty(new Repository<T>(target, this.manager), 'manager', { get: () => this.manager });
  }

  override query<T>(sql: string, values: unknown[] = []): Promise<T> {
    return super.query(sql, values, this.manager.queryRunner);
  }

  /** Whatever did not ask through the transaction ends here, rather than see nothing below the policies. */
  override createQueryRunner(): never {
    throw new Error('The database was asked outside a transaction');
  }
}
