import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Actors } from '../../accounts/actors.service';
import { addDays, dayOf } from '../../clock';
import { Happenings } from '../../crm/macros/happenings.service';
import { Database } from '../../database/database';
import { Jobs } from '../../jobs/jobs.service';
import { type DatedMacro, reachedBy } from './days-reached';
import { DEAL_OF } from './document-happenings.service';

/** Of one macro in one transaction; the rest follows in the next. */
const MOST_AT_ONCE = 500;
/** So many days are made up for after the server was off. */
const MADE_UP_FOR = 31;

/**
 * Tells macros of the days that their own settings count to: a document overdue, a deal stale, a date reached (R77). Each hour, in the account's time
 * zone; once per record, its day and macro, however often it looks and on however many servers (R118).
 */
@Injectable()
export class NoteDays implements OnModuleInit {
  private readonly log = new Logger('NoteDays');

  constructor(
    private readonly jobs: Jobs,
    private readonly actors: Actors,
    private readonly database: Database,
    private readonly happenings: Happenings,
  ) {}

  onModuleInit() {
    this.jobs.clock('NoteDays', '4 * * * *', () => this.noteAll(), { atStart: true });
  }

  async noteAll(now = new Date()) {
    for (const account of await this.actors.accounts()) {
      await this.ofAccount(account, now).catch((error) => this.log.error(error.stack));
    }
  }

  private async ofAccount(account: number, now: Date) {
    const macros = await this.within(account, () =>
      this.database.query<(DatedMacro & { since: Date })[]>(
        `select id, happening, days, date_field "dateField", updated_at since from macros
         where active and deleted_at is null and happening in ('document_overdue', 'deal_stale', 'date_reached') and days is not null`,
      ),
    );
    if (!macros.length) return;
    const { timeZone } = await this.actors.personOf({ account });
    for (const { since, ...macro } of macros) {
      while ((await this.within(account, () => this.note(macro, since, { now, timeZone }))) === MOST_AT_ONCE);
    }
  }

  /** What came before the macro was switched on or changed is not made up for. @returns how many were new */
  private async note(macro: DatedMacro, since: Date, { now, timeZone }: { now: Date; timeZone: string }): Promise<number> {
    const reached = reachedBy(macro, timeZone);
    if (!reached) return 0;
    const today = dayOf(now, timeZone);
    const [last, earliest] = [addDays(today, -macro.days), addDays(today, -macro.days - MADE_UP_FOR)];
    const begun = addDays(dayOf(since, timeZone), -macro.days);
    const { from, day, where, values } = reached;
    const [deal, client, document] = reached.about;
    const key = `$3::bigint || ':' || coalesce(${document}, ${deal}, ${client}) || ':' || ${day}`;
    return this.happenings.noteFound(
      `select $2::text kind, ${macro.happening === 'document_overdue' ? `(${DEAL_OF})` : deal}::bigint deal_id, ${client}::bigint client_id, ${document}::bigint invoice_id,
         null::bigint offer_id, null::bigint task_id, $3::bigint macro_id, ${key} key
       from ${from} where ${where} and not exists (select from happenings h where h.kind = $2 and h.key = ${key}) limit ${MOST_AT_ONCE}`,
      [macro.happening, macro.id, begun > earliest ? begun : earliest, last, ...values],
    );
  }

  /** The clock causes it, nobody else. */
  private within<T>(account: number, work: () => Promise<T>): Promise<T> {
    return this.database.run({ account, crm: 'all', invoicing: 'all' }, work);
  }
}
