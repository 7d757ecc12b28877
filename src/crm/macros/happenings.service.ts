import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { Jobs } from '../../jobs/jobs.service';
import type { HappeningKind, SubjectIds } from './happening-kinds';

/** The job that lets macros follow one happening. */
export const SERVE_HAPPENING = 'ServeHappening';

/** Writes down what macros can follow (R76, R77): in the transaction in which it happens, so that neither is without the other. */
@Injectable()
export class Happenings {
  /** The macros at whose behest the present work is done. */
  private static readonly chain = new AsyncLocalStorage<number[]>();

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Tells that something happened; whoever caused it need not see macros. One statement, and the job's only when a macro waits for it.
   * @param key of what may be told twice but happened once; null where each time counts
   * @param macro the only macro it is for, where its days were reckoned by one macro's settings
   */
  async note(
    kind: HappeningKind,
    { dealId = null, clientId = null, invoiceId = null, offerId = null, taskId = null }: Partial<SubjectIds>,
    { key = null, macro = null }: { key?: string | null; macro?: number | null } = {},
  ) {
    await this.noteFound(
      `select $2::text kind, $3::bigint deal_id, $4::bigint client_id, $5::bigint invoice_id, $6::bigint offer_id, $7::bigint task_id,
         $8::bigint macro_id, $9::text key`,
      [kind, dealId, clientId, invoiceId, offerId, taskId, macro, key],
    );
  }

  /**
   * Tells of many at once, in one statement.
   * @param found a query for kind, deal_id, client_id, invoice_id, offer_id, task_id, macro_id and key; its values begin with $2
   * @param behind of what the clock tells: the column of found with the macros that had brought it about, as macrosBehind() finds them
   * @returns how many were not known yet
   */
  async noteFound(found: string, values: unknown[], behind?: string): Promise<number> {
    const noted = await this.database.query<{ id: number | null; wanted: boolean }[]>(
      `select n.id, n.wanted from (${found}) h cross join lateral note_happening(h.kind, h.deal_id, h.client_id, h.invoice_id, h.offer_id,
         h.task_id, h.macro_id, $1::bigint[]${behind ? ` || h.${behind}` : ''}, h.key) n`,
      [Happenings.chain.getStore() ?? [], ...values],
    );
    for (const { id, wanted } of noted) if (wanted) await this.jobs.add(SERVE_HAPPENING, { happening: id });
    return noted.filter(({ id }) => id !== null).length;
  }

  /** Runs a macro's work: what happens through it remembers these macros, so that no loop goes unseen. */
  static through<T>(chain: number[], work: () => Promise<T>): Promise<T> {
    return Happenings.chain.run(chain, work);
  }
}
