import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { timeOf, today } from '../../clock';
import { Database } from '../../database/database';
import type { TaskFilters } from './task-filters';
import { IN_ORDER, TASK_ROWS, type TaskRow } from './task-rows';

const PAGE = 50;
/** Beyond so many hits nobody counts. */
const COUNTED = 10_000;

/** Of what was done, the last one first. */
const BACKWARDS = `t.due_on desc, coalesce(t.due_time, '') desc, t.id desc`;

/** What is asked of tasks in each state; $5 and $6 are the account's day and time. */
const STATES: Record<TaskFilters['state'], string> = {
  open: 't.done_at is null and t.deleted_at is null',
  overdue: 't.done_at is null and t.deleted_at is null and (t.due_on < $5 or (t.due_on = $5 and t.due_time <= $6))',
  done: 't.done_at is not null and t.deleted_at is null',
  deleted: 't.deleted_at is not null',
};

/** A task as pages of its deal and client tell it: also who made it and who did it. */
export type FollowedTask = TaskRow & { madeAt: Date; maker: string | null; doer: string | null };

/** Tasks as a list: what is to be done by when it is due, what was done from the last one back; page by page by their due moment. */
@Injectable()
export class TaskList {
  constructor(private readonly database: Database) {}

  /** One page, and the keys from which the pages beside it go on. */
  async page(filters: TaskFilters) {
    const [forwards, upwards] = [isForwards(filters), filters.before !== null];
    const key = filters.before ?? filters.after;
    const ascending = forwards !== upwards;
    const found = await this.database.query<TaskRow[]>(
      `${TASK_ROWS} where ${conditions(filters)}
         and ($7::date is null or (${IN_ORDER}) ${ascending ? '>' : '<'} ($7::date, $8::text, $9::bigint))
       order by ${ascending ? IN_ORDER : BACKWARDS} limit ${PAGE + 1}`,
      [...values(filters), ...(key ?? [null, null, null])],
    );
    const more = found.length > PAGE;
    const rows = found.slice(0, PAGE);
    if (upwards) rows.reverse();
    const isBefore = upwards ? more : filters.after !== null;
    const isAfter = upwards || more;
    return { rows, previous: isBefore ? keyOf(rows.at(0)) : null, next: isAfter ? keyOf(rows.at(-1)) : null };
  }

  /** How many there are; `most` when there are more than are counted. */
  async count(filters: TaskFilters) {
    const [{ count }] = await this.database.query<{ count: number }[]>(
      `select count(*)::integer count from (select from tasks t where ${conditions(filters)} limit ${COUNTED + 1}) hits`,
      values(filters),
    );
    return { count: Math.min(count, COUNTED), most: count > COUNTED };
  }

  /** Tasks of a deal or client by when they are due: so many open ones, the next first, and so many of the newest, done or not. */
  about(of: 'deal' | 'client', id: number, { open, newest }: { open: number; newest: number }): Promise<FollowedTask[]> {
    const theirs = `select t.id from tasks t where t.${of}_id = $1 and t.deleted_at is null`;
    return this.database.query(
      `select r.*, k.created_at "madeAt", maker.name maker, doer.name doer
       from (${TASK_ROWS} where t.id in (${theirs} and t.done_at is null order by ${IN_ORDER} limit ${open})
           or t.id in (${theirs} order by t.id desc limit ${newest})) r
         join tasks k on k.id = r.id left join users maker on maker.id = k.created_by left join users doer on doer.id = k.done_by
       order by r."dueOn", coalesce(r."dueTime", ''), r.id`,
      [id],
    );
  }
}

/** What is to be done begins with what is due first, what was done with what was due last. */
export const isForwards = ({ state }: TaskFilters) => state === 'open' || state === 'overdue';

// Those that a state does not ask for are named all the same, so that each statement takes the same values.
function conditions({ state }: TaskFilters) {
  return `${STATES[state]} and ($1::bigint is null or t.responsible_id = $1) and ($2::text is null or t.kind = $2)
    and ($3::bigint is null or t.client_id = $3) and ($4::bigint is null or t.deal_id = $4)
    and $5::date is not null and $6::text is not null`;
}

function values({ whose, kind, client, deal }: TaskFilters) {
  const { user } = Person.current;
  return [whose === 'all' ? null : user, kind, client, deal, today(), timeOf(new Date())];
}

function keyOf(row: TaskRow | undefined): string | null {
  return row ? `${row.dueOn}~${row.dueTime ?? ''}~${row.id}` : null;
}
