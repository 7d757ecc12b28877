import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Events } from '../../events/events';
import { History } from '../../history/history.service';
import { changedMeanwhile, merged } from '../../web/merging';
import { TaskMade } from '../crm.events';
import { DealParties } from '../deals/deal-parties.service';
import { Task } from './task.entity';
import type { TaskInput } from './task.input';
import { TaskKeeper } from './task-keeper.service';
import { TaskParties } from './task-parties.service';
import { type NewTask, ONCE, sayingOf, type TaskSaying } from './task-saying';

/** Tasks as people write them down (R93), and how other rooms make them. */
@Injectable()
export class Tasks {
  constructor(
    @InjectRepository(Task) private readonly tasks: Repository<Task>,
    private readonly keeper: TaskKeeper,
    private readonly parties: TaskParties,
    private readonly dealParties: DealParties,
    private readonly history: History,
    private readonly events: Events,
  ) {}

  /** A task, a deleted one too. @throws EntityNotFoundError when there is none or it is not for this person */
  find(id: number): Promise<Task> {
    return this.tasks.findOneByOrFail({ id });
  }

  /** What other rooms make of what happened. @returns its id @throws BrokenRule when whoever asks could not see it */
  make(saying: NewTask): Promise<number> {
    return this.insert({ ...saying, ...ONCE });
  }

  /** @returns its id @throws BrokenRule at the field of what cannot be, or when its maker could not see it */
  async create(typed: TaskInput): Promise<number> {
    const saying = await this.said(typed);
    await this.parties.check(saying);
    return this.insert(saying);
  }

  /** @throws BrokenRule as create, InvalidInput when somebody else changed the same fields since the form was opened (R117) */
  async update(id: number, typed: TaskInput) {
    const task = await this.keeper.lockOne(id);
    if (task.deleted) throw new BrokenRule('task_is_deleted');
    const before = sayingOf(task);
    const { input, conflicts } = merged(await this.said(typed), typed.opened, before);
    if (conflicts.length)
      throw changedMeanwhile(
        conflicts,
        typed.opened,
        await this.history.lastWriter('tasks', id),
        await this.parties.labelsOf(before),
      );
    await this.parties.check(input, before);
    task.describe(input, await this.keeper.heldBy(input));
    await this.keeper.save(task, before.responsibleId);
  }

  /** Deletes it, and with it the ones that would follow; once deleted, a second time changes nothing. */
  async delete(id: number) {
    const task = await this.keeper.lockOne(id);
    if (task.deleted) return;
    task.delete(Person.current.user);
    await this.keeper.save(task, task.responsibleId);
  }

  async restore(id: number) {
    const task = await this.keeper.lockOne(id);
    if (!task.deleted) return;
    task.restore();
    await this.keeper.save(task, task.responsibleId);
  }

  private async insert(saying: TaskSaying): Promise<number> {
    const task = this.keeper.blank();
    task.describe(saying, await this.keeper.heldBy(saying));
    await this.keeper.save(task, null);
    await this.events.publish(new TaskMade(task.id));
    return task.id;
  }

  /** What the form says: the client whom its words mean, and a rhythm only where one was chosen. */
  private async said(typed: TaskInput): Promise<TaskSaying> {
    const { kind, title, note, dueOn, dueTime, responsibleId, dealId, remindMinutes, unit, workingDays, untilOn } = typed;
    const clientId = await this.dealParties.clientMeant(typed);
    if (unit !== null && typed.every === null) throw new BrokenRule('task_every_missing', {}, 'every');
    const rhythm = unit === null ? ONCE : { every: typed.every, unit, workingDays, untilOn };
    return { ...{ kind, title, note, dueOn, dueTime, responsibleId, dealId, remindMinutes, clientId }, ...rhythm };
  }
}
