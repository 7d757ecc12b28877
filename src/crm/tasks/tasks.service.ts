import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, QueryFailedError, Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { Events } from '../../events/events';
import { TaskDone, TaskMade, TaskReopened } from '../crm.events';
import { Task, type TaskKind } from './task.entity';

/** What a task says when it is made; who and what it is about by their ids. */
export interface TaskSaying {
  kind: TaskKind;
  title: string;
  /** YYYY-MM-DD */
  dueOn: string;
  /** HH:MM by the account's clocks, or null: any time of the day. */
  dueTime: string | null;
  responsibleId: number | null;
  clientId: number | null;
  dealId: number | null;
  note: string | null;
  /** How long before it is due its person is reminded; null is never. */
  remindMinutes: number | null;
}

/** What people do with tasks (R93), and how other rooms make them. */
@Injectable()
export class Tasks {
  constructor(
    @InjectRepository(Task) private readonly tasks: Repository<Task>,
    private readonly database: Database,
    private readonly events: Events,
  ) {}

  /** A task, a deleted one too. @throws EntityNotFoundError when there is none or it is not for this person */
  find(id: number): Promise<Task> {
    return this.tasks.findOneByOrFail({ id });
  }

  /** @returns the new task's id @throws BrokenRule when client, deal or person cannot be chosen, or its maker could not see it */
  async make(saying: TaskSaying): Promise<number> {
    const task = this.tasks.create({ ...saying, ...(await this.held(saying)), workingDays: false, period: 0 });
    await this.save(task);
    await this.events.publish(new TaskMade(task.id));
    return task.id;
  }

  /** Done, each of them; those that are done already, or deleted, stay as they are (R118). */
  async complete(ids: number[]) {
    for (const task of await this.lock(ids)) {
      if (task.done || task.deleted) continue;
      task.complete(Person.current.user);
      await this.save(task);
      await this.events.publish(new TaskDone(task.id));
    }
  }

  /** To be done after all. */
  async reopen(ids: number[]) {
    for (const task of await this.lock(ids)) {
      if (!task.done || task.deleted) continue;
      task.reopen();
      await this.save(task);
      await this.events.publish(new TaskReopened(task.id));
    }
  }

  /** Those of them that are to be seen, locked in the order of their ids. */
  private lock(ids: number[]): Promise<Task[]> {
    return this.tasks.find({ where: { id: In(ids) }, order: { id: 'ASC' }, lock: { mode: 'for_no_key_update' } });
  }

  /** Whose client it is and by whose levels it is seen: the deal's, else the client's, else the responsible person's (R72). */
  private async held({ dealId, clientId, responsibleId }: TaskSaying) {
    const [held] = await this.database.query<{ clientId: number | null; departmentId: number | null }[]>(
      `select coalesce($2, (select client_id from deals where id = $1)) "clientId",
         coalesce((select department_id from deals where id = $1),
           (select department_id from clients where id = coalesce($2, (select client_id from deals where id = $1))),
           (select min(department_id) from department_members where user_id = $3 and ended_at is null)) "departmentId"`,
      [dealId, clientId, responsibleId],
    );
    return held;
  }

  /** The policies refuse a task that its own writer could not see any more (R72). */
  private async save(task: Task) {
    await this.tasks.save(task).catch((error) => {
      if (error instanceof QueryFailedError && error.driverError.code === '42501')
        throw new BrokenRule('task_out_of_reach', {}, 'responsibleId');
      throw error;
    });
  }
}
