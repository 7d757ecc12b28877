import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { today } from '../../clock';
import { Followers } from './followers.service';
import type { Task } from './task.entity';
import { TaskKeeper } from './task-keeper.service';

/** What becomes of tasks: done, to be done after all, put off. Of several those are taken that are to be seen and not deleted. */
@Injectable()
export class TaskSteps {
  constructor(
    private readonly keeper: TaskKeeper,
    private readonly followers: Followers,
  ) {}

  /** Those that are done already stay as they are (R118). One that recurs is followed by the next. @returns how many it was */
  complete(ids: number[]): Promise<number> {
    return this.each(
      ids,
      ({ done }) => !done,
      async (task) => {
        task.complete(Person.current.user);
        await this.keeper.save(task, task.responsibleId);
        await this.followers.follow(task, today());
      },
    );
  }

  /** To be done after all; what followed it stays, and a reminder whose time has not come is given. */
  reopen(ids: number[]): Promise<number> {
    return this.each(
      ids,
      ({ done }) => done,
      async (task) => {
        task.reopen();
        await this.keeper.save(task, task.responsibleId);
      },
    );
  }

  /** By so many days; of open ones. */
  postpone(ids: number[], days: number): Promise<number> {
    return this.each(
      ids,
      ({ done }) => !done,
      async (task) => {
        task.postpone(days, today());
        await this.keeper.save(task, task.responsibleId);
      },
    );
  }

  /** Nothing follows it any more. */
  async stop(id: number) {
    const task = await this.keeper.lockOne(id);
    if (task.series === null || task.followed || task.deleted) return;
    task.stop();
    await this.keeper.save(task, task.responsibleId);
  }

  private async each(ids: number[], concerns: (task: Task) => boolean, step: (task: Task) => Promise<void>): Promise<number> {
    const tasks = (await this.keeper.lock(ids)).filter((task) => !task.deleted && concerns(task));
    for (const task of tasks) await step(task);
    return tasks.length;
  }
}
