import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Actors } from '../../accounts/actors.service';
import { addDays, dayOf } from '../../clock';
import { Happenings } from '../../crm/macros/happenings.service';
import { macrosBehind } from '../../crm/macros/macros-behind';
import { Database } from '../../database/database';
import { Jobs } from '../../jobs/jobs.service';
import { type DatedMacro, reachedBy } from './days-reached';

/** Of one macro in one transaction; the rest follows in the next. */
const MOST_AT_ONCE = 100;
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
      const note = () => this.within(account, () => this.note(macro, since, { now, timeZone }));
      const noteEach = async () => {
        while ((await note()) === MOST_AT_ONCE);
      };
      await noteEach().catch((error) => this.log.error(error.stack)); // one holds up none of the others
    }
  }

  /** What came before the macro was switched on or changed is not made up for. @returns how many were new */
  private async note(macro: DatedMacro, since: Date, { now, timeZone }: { now: Date; timeZone: string }): Promise<number> {
    const reached = reachedBy(macro, timeZone);
    if (!reached) return 0;
    const today = dayOf(now, timeZone);
    const [last, earliest] = [addDays(today, -macro.days), addDays(today, -macro.days - MADE_UP_FOR)];
    const begun = addDays(dayOf(since, timeZone), -macro.days);
    const { from, of, day, where, about, values } = reached;
    const [kind, id, field] = [4, 5, 6].map((place) => `$${place + values.length}`);
    // Keys are made before they are looked up: below a policy an index is asked only for what is a column already.
    return this.happenings.noteFound(
      `with due as materialized (select ${of}.id, concat_ws(':', ${id}::bigint, ${of}.id, ${day}, ${field}::text) key from ${from} where ${where}),
         fresh as materialized (select id, key from due where not exists (select from happenings k where k.kind = ${kind} and k.key = due.key)
           limit ${MOST_AT_ONCE})
       select ${kind}::text kind, ${about.deal} deal_id, ${about.client} client_id, ${about.document} invoice_id, ${about.offer} offer_id,
         null::bigint task_id, ${id}::bigint macro_id, fresh.key, ${macrosBehind(macro.dateField ?? macro.happening, of)} behind
       from fresh join ${from} on ${of}.id = fresh.id`,
      [begun > earliest ? begun : earliest, last, ...values, macro.happening, macro.id, macro.dateField],
      'behind',
    );
  }

  /** The clock causes it, nobody else. */
  private within<T>(account: number, work: () => Promise<T>): Promise<T> {
    return this.database.run({ account, crm: 'all', invoicing: 'all' }, work);
  }
}
