import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Actors } from '../../accounts/actors.service';
import { Person } from '../../accounts/person';
import { dayOf } from '../../clock';
import { Database } from '../../database/database';
import { Events } from '../../events/events';
import { Jobs } from '../../jobs/jobs.service';
import { TaskOverdue } from '../crm.events';
import { Followers } from './followers.service';
import { TaskKeeper } from './task-keeper.service';

/** Of one account at once; the rest follows within the minute after. */
const MOST_AT_ONCE = 500;

/** Looks each minute for tasks whose moment passed, and for the day of tasks that recur; most minutes it asks one question for all accounts. */
@Injectable()
export class WatchTasks implements OnModuleInit {
  private readonly log = new Logger('WatchTasks');

  constructor(
    private readonly jobs: Jobs,
    private readonly actors: Actors,
    private readonly database: Database,
    private readonly keeper: TaskKeeper,
    private readonly followers: Followers,
    private readonly events: Events,
  ) {}

  onModuleInit() {
    this.jobs.clock('WatchTasks', '* * * * *', () => this.watch(), { atStart: true });
  }

  async watch(now = new Date()) {
    const accounts = await this.database.outside<{ id: number }>('select id from accounts_with_tasks($1) id', [now]);
    for (const { id } of accounts) {
      await this.tellOverdue(id, now).catch((error) => this.log.error(error.stack));
      await this.followAll(id, now).catch((error) => this.log.error(error.stack));
    }
  }

  /** Of each due moment that passed once: whoever comes second finds it told. */
  private async tellOverdue(account: number, now: Date) {
    await this.asAccount({ account }, async () => {
      const overdue = await this.database.query<[{ id: number }[]]>(
        `update tasks set overdue_at = $2 where id in (select id from tasks where overdue_at is null and done_at is null
            and deleted_at is null and (due_on + coalesce(due_time, '24:00')::time) at time zone $1 <= $2
          order by id limit ${MOST_AT_ONCE} for no key update skip locked) returning id`,
        [Person.current.timeZone, now],
      );
      for (const { id } of overdue[0]) await this.events.publish(new TaskOverdue(id));
    });
  }

  /** Each in a transaction of its own, as whoever made the one before: history names them. */
  private async followAll(account: number, now: Date) {
    const due = await this.asAccount({ account }, () =>
      this.database.query<{ id: number; user: number | null }[]>(
        `select id, created_by "user" from tasks where next_on <= $1 and deleted_at is null order by id limit ${MOST_AT_ONCE}`,
        [dayOf(now)],
      ),
    );
    for (const { id, user } of due) {
      const follow = async () => this.followers.follow(await this.keeper.lockOne(id), dayOf(now));
      await this.asAccount({ account, user }, follow).catch((error) => this.log.error(error.stack)); // one holds up none of the others
    }
  }

  private asAccount<T>(cause: { account: number; user?: number | null }, work: () => Promise<T>): Promise<T> {
    return this.actors.as(cause, () => this.database.asAccount(work));
  }
}
