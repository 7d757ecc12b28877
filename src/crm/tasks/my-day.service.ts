import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { addDays, instantOf, today } from '../../clock';
import { Database } from '../../database/database';
import { IN_ORDER, TASK_ROWS, type TaskRow } from './task-rows';

/** So many tasks, of what is late, and of what is to come, are shown of a day; so many deals. */
const SHOWN = 100;
const DEALS = 5;

/** A deal that nobody goes on with. */
export interface IdleDeal {
  id: number;
  name: string;
  client: string | null;
  /** Its expected day, where that has passed. */
  passedOn: string | null;
}

/** What one person's day consists of: four questions, however much there is. */
@Injectable()
export class MyDay {
  constructor(private readonly database: Database) {}

  /** The person's open tasks that are due on those days, the first one first. */
  due(from: string, until: string): Promise<TaskRow[]> {
    return this.database.query(
      `${TASK_ROWS} where t.responsible_id = $1 and t.done_at is null and t.deleted_at is null and t.due_on between $2 and $3
       order by ${IN_ORDER} limit ${SHOWN}`,
      [Person.current.user, from, until],
    );
  }

  /** Open tasks of nobody that are due until then. */
  nobodys(until: string): Promise<TaskRow[]> {
    return this.database.query(
      `${TASK_ROWS} where t.responsible_id is null and t.done_at is null and t.deleted_at is null and t.due_on <= $1
       order by ${IN_ORDER} limit ${DEALS}`,
      [until],
    );
  }

  /** What the person has done today, the last one first. */
  doneToday(): Promise<TaskRow[]> {
    return this.database.query(
      `${TASK_ROWS} where t.done_by = $1 and t.done_at >= $2 and t.deleted_at is null order by t.done_at desc, t.id desc limit ${SHOWN}`,
      [Person.current.user, instantOf(today(), '00:00')],
    );
  }

  /** The person's open deals whose expected day has passed, or for which nobody has anything to do; one more than are shown. */
  async idleDeals(): Promise<{ deals: IdleDeal[]; more: boolean }> {
    const deals = await this.database.query<IdleDeal[]>(
      `select d.id, coalesce(d.mirrored_name, d.name) name, client_name(d.client_id) client,
         case when d.expected_on < $2 then d.expected_on::text end "passedOn"
       from deals d join stages s on s.account_id = d.account_id and s.id = d.stage_id and s.outcome = 'open'
       where d.responsible_id = $1 and d.deleted_at is null and (d.expected_on < $2
         or not exists (select from tasks t where t.deal_id = d.id and t.done_at is null and t.deleted_at is null))
       order by d.expected_on < $2 desc nulls last, d.expected_on, d.id desc limit ${DEALS + 1}`,
      [Person.current.user, today()],
    );
    return { deals: deals.slice(0, DEALS), more: deals.length > DEALS };
  }
}

/** The first day of all, and the last of the week that is shown. */
export const SINCE_EVER = '2000-01-01';
export const weekEnd = () => addDays(today(), 7);
