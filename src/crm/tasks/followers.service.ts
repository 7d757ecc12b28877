import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { Events } from '../../events/events';
import { TaskMade } from '../crm.events';
import type { Task } from './task.entity';
import { TaskKeeper } from './task-keeper.service';

/** Makes the task that follows one that recurs (R77): when that is done or when the next one's day comes, whichever is first. */
@Injectable()
export class Followers {
  constructor(
    private readonly keeper: TaskKeeper,
    private readonly database: Database,
    private readonly events: Events,
  ) {}

  /** The task is locked, so whoever comes second finds it followed (R118). As the account: it is not the person who makes it. @param today of the account */
  async follow(task: Task, today: string) {
    if (task.nextOn === null || task.deleted) return;
    await this.database.asAccount(async () => {
      const next = task.follow(today);
      await this.keeper.save(task, task.responsibleId);
      if (next) await this.make(task, next);
    });
  }

  private async make(task: Task, { period, day }: { period: number; day: string }) {
    const { kind, title, note, dueTime, clientId, dealId, departmentId, remindMinutes } = task;
    const { every, unit, workingDays, untilOn, anchorOn, id: previousId } = task;
    const responsibleId = await this.whoStays(task.responsibleId);
    const follower = Object.assign(this.keeper.blank(), {
      ...{ kind, title, note, dueTime, clientId, dealId, departmentId, remindMinutes, responsibleId, previousId },
      ...{ every, unit, workingDays, untilOn, anchorOn, period, dueOn: day },
    });
    follower.expectNext();
    await this.keeper.save(follower, responsibleId);
    await this.events.publish(new TaskMade(follower.id));
  }

  /** Whoever left is given nothing any more: then it is nobody's. */
  private async whoStays(user: number | null): Promise<number | null> {
    const members = await this.database.query<{ user_id: number }[]>(
      `select m.user_id from memberships m join users u on u.account_id = m.account_id and u.id = m.user_id and u.left_at is null
        where m.user_id = $1 and m.side = 'crm' and m.ended_at is null`,
      [user],
    );
    return members.length ? user : null;
  }
}
