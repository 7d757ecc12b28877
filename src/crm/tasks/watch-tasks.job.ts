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

/** So many are looked up at once. */
const PAGE = 500;

interface Due {
  id: number;
  user: number | null;
}

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
    for (const { id } of accounts) await this.ofAccount(id, now).catch((error) => this.log.error(error.stack));
  }

  private async ofAccount(account: number, now: Date) {
    const owner = await this.actors.personOf({ account });
    await this.eachOf(owner, IS_OVERDUE, [owner.timeZone, now], ({ id }) => this.as(owner, () => this.tellOverdue(id, now)));
    await this.eachOf(owner, IS_TO_FOLLOW, [dayOf(now, owner.timeZone)], async ({ id, user }) => {
      // As whoever made the one before: history names them.
      const maker = user === null ? owner : await this.actors.personOf({ account, user });
      await this.as(maker, async () => this.followers.follow(await this.keeper.lockOne(id), dayOf(now)));
    });
  }

  /** Each in a short transaction of its own, so that one holds up none of the others; what fails is looked at again the minute after. */
  private async eachOf(owner: Person, due: string, values: unknown[], work: (task: Due) => Promise<void>) {
    for (let [after, page]: [number, Due[]] = [0, []]; ; after = page.at(-1)!.id) {
      const sql = `select id, created_by "user" from tasks where ${due} and id > $${values.length + 1} order by id limit ${PAGE}`;
      page = await this.as(owner, () => this.database.query(sql, [...values, after]));
      for (const task of page) await work(task).catch((error) => this.log.error(error.stack));
      if (page.length < PAGE) return;
    }
  }

  /** Once of each due moment that passed: whoever comes second finds it told, or the task done or put off meanwhile. */
  private async tellOverdue(id: number, now: Date) {
    const [, told] = await this.database.query<[unknown[], number]>(
      `update tasks set overdue_at = $2 where ${IS_OVERDUE} and id = $3`,
      [Person.current.timeZone, now, id],
    );
    if (told) await this.events.publish(new TaskOverdue(id));
  }

  private as<T>(person: Person, work: () => Promise<T>): Promise<T> {
    return person.during(() => this.database.run(person.who, () => this.database.asAccount(work)));
  }
}

/** A task is late at $2 by the clocks of $1, and was not told of. */
const IS_OVERDUE = `overdue_at is null and done_at is null and deleted_at is null and due_on <= ($2::timestamptz at time zone $1)::date
  and (due_on + coalesce(due_time, '24:00')::time) at time zone $1 <= $2`;
/** A task is followed by another one on $1. */
const IS_TO_FOLLOW = 'next_on <= $1 and deleted_at is null';
