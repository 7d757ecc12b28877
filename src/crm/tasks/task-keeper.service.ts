import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, QueryFailedError, Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { Notices } from '../../notices/notices.service';
import { TASK_GIVEN } from './notice-kinds';
import { Reminders } from './reminders.service';
import { Task } from './task.entity';
import type { NewTask } from './task-saying';

/** Locks tasks, and writes them down with all that follows from it: whose they are, their reminders, and that somebody was given one. */
@Injectable()
export class TaskKeeper {
  constructor(
    @InjectRepository(Task) private readonly tasks: Repository<Task>,
    private readonly database: Database,
    private readonly reminders: Reminders,
    private readonly notices: Notices,
  ) {}

  blank(): Task {
    return this.tasks.create({ workingDays: false, period: 0, ...{ every: null, unit: null, anchorOn: null, nextOn: null } });
  }

  /** Those of them that are to be seen, locked in the order of their ids. */
  lock(ids: number[]): Promise<Task[]> {
    return this.tasks.find({ where: { id: In(ids) }, order: { id: 'ASC' }, lock: { mode: 'for_no_key_update' } });
  }

  /** One, locked. @throws EntityNotFoundError when it is not to be seen */
  async lockOne(id: number): Promise<Task> {
    return this.tasks.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** Whose client a task is and by which department it is seen: the deal's, else the client's, else the responsible person's (R72). */
  async heldBy({ dealId, clientId, responsibleId }: NewTask): Promise<Pick<Task, 'clientId' | 'departmentId'>> {
    const [held] = await this.database.query<Pick<Task, 'clientId' | 'departmentId'>[]>(
      `select c.id "clientId", coalesce((select department_id from deals where id = $1), (select department_id from clients where id = c.id),
          (select min(department_id) from department_members where user_id = $3 and ended_at is null)) "departmentId"
        from (select coalesce($2, (select client_id from deals where id = $1)) id) c`,
      [dealId, clientId, responsibleId],
    );
    return held;
  }

  /** Writes a task down. @param before who was responsible for it until now @throws BrokenRule when its writer could not see it any more (R72) */
  async save(task: Task, before: number | null) {
    await this.tasks.save(task).catch((error) => {
      if (error instanceof QueryFailedError && error.driverError.code === '42501')
        throw new BrokenRule('task_out_of_reach', {}, 'responsibleId');
      throw error;
    });
    await this.reminders.plan(task);
    const { id, version, responsibleId } = task;
    if (responsibleId === null || responsibleId === before || responsibleId === Person.current.user) return;
    const ids = { task: id, by: Person.current.user };
    await this.notices.give({ kind: TASK_GIVEN, users: [responsibleId], ids, key: `task:${id}:${version}` });
  }
}
