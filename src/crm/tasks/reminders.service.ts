import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Actors } from '../../accounts/actors.service';
import { Person } from '../../accounts/person';
import { Database } from '../../database/database';
import { type Cause, type Ids, Jobs } from '../../jobs/jobs.service';
import { Notices } from '../../notices/notices.service';
import { TASK_REMINDER } from './notice-kinds';
import { remindAt, reminderOf } from './reminder';
import { Task } from './task.entity';

/** The job that reminds somebody of a task. */
export const REMIND_OF_TASK = 'RemindOfTask';

interface Reminder extends Ids {
  task: number;
  /** For which due moment and how long before it; when the task has another one now, another job does it. */
  reminder: string;
}

/** Reminds people of their tasks, once each, however often or late the job runs (R93, R118). */
@Injectable()
export class Reminders implements OnModuleInit {
  constructor(
    @InjectRepository(Task) private readonly tasks: Repository<Task>,
    private readonly jobs: Jobs,
    private readonly actors: Actors,
    private readonly database: Database,
    private readonly notices: Notices,
  ) {}

  onModuleInit() {
    this.jobs.handle<Reminder>(REMIND_OF_TASK, (job) => this.remind(job));
  }

  /** Sees to it that somebody is reminded in time, in the current transaction; not of a moment that has passed already. */
  async plan(task: Task, now = new Date()) {
    if (task.done || task.deleted) return;
    const at = remindAt(task, Person.current.timeZone);
    if (at === null || at <= now) return;
    // One is enough for as often as the task is saved; should its row be undone, so is the job's.
    const reminder = reminderOf(task);
    await this.jobs.add(
      REMIND_OF_TASK,
      { task: task.id, reminder },
      { after: at, key: `${Person.current.account} ${task.id} ${reminder}` },
    );
  }

  /** The task may have been done, deleted or put off since the job was added, and the account may have moved to another time zone. */
  async remind({ account, user, task: id, reminder }: Reminder & Cause, now = new Date()) {
    await this.actors.as({ account: account!, user }, () =>
      this.database.asAccount(async () => {
        const task = await this.tasks.findOneBy({ id });
        if (!task || task.done || task.deleted || reminderOf(task) !== reminder) return;
        if (remindAt(task, Person.current.timeZone)! > now) return this.plan(task, now);
        const person = await this.whoWorks([task.responsibleId, task.createdBy]);
        if (person === null) return;
        const key = `task:${id}:${reminder}`;
        await this.notices.give({ kind: TASK_REMINDER, users: [person], ids: { task: id }, key });
      }),
    );
  }

  /** The first of them who works in CRM still, else its owner: what somebody left undone is not forgotten. */
  private async whoWorks(users: (number | null)[]): Promise<number | null> {
    const [worker] = await this.database.query<{ id: number }[]>(
      `select u.id from memberships m join users u on u.account_id = m.account_id and u.id = m.user_id and u.left_at is null
        where m.side = 'crm' and m.ended_at is null and (m.user_id = any ($1) or m.role = 'owner')
        order by array_position($1, m.user_id) nulls last, u.id limit 1`,
      [users],
    );
    return worker?.id ?? null;
  }
}
