import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { addDays, today } from '../../clock';
import type { Macro } from '../../crm/macros/macro.entity';
import { type DayReached, MacroDays } from '../../crm/macros/macro-days.service';
import { macrosBehind } from '../../crm/macros/macros-behind';
import { Database } from '../../database/database';
import { reachedBy } from './days-reached';

/** So far back a macro is rehearsed, in days. */
const A_YEAR = 366;

/** Finds the records whose day would have come by a macro's count, as they are now, had it been on all the time (R77). */
@Injectable()
export class LastDays implements OnModuleInit {
  constructor(
    private readonly days: MacroDays,
    private readonly database: Database,
  ) {}

  onModuleInit() {
    this.days.counts((macro, most) => this.database.asAccount(() => this.last(macro, most)));
  }

  private async last({ happening, days, dateField }: Macro, most: number): Promise<DayReached[]> {
    const { timeZone } = Person.current;
    const reached = days === null ? null : reachedBy({ happening, dateField }, timeZone);
    if (!reached) return [];
    const last = addDays(today(), -days!);
    const { from, of, day, order = day, about, where, values } = reached;
    const [count, zone] = [4, 5].map((place) => `$${place + values.length}`);
    return this.database.query(
      `select ${about.deal} "dealId", ${about.client} "clientId", ${about.document} "invoiceId", ${about.offer} "offerId", null::bigint "taskId",
         ((${day})::date + ${count}::integer)::timestamp at time zone ${zone} at, ${macrosBehind(dateField ?? happening, of)} chain
       from ${from} where ${where} order by ${order} desc, ${of}.id desc limit $1`,
      [most, addDays(last, -A_YEAR), last, ...values, days, timeZone],
    );
  }
}
