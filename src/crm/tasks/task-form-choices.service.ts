import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import type { Request } from '../../web/http';
import { DealParties } from '../deals/deal-parties.service';
import type { Task } from './task.entity';
import { fixedChoices, foreseenOf, type Values } from './task-form';
import { TaskParties } from './task-parties.service';

/** What a task's form begins with and offers to choose from. */
@Injectable()
export class TaskFormChoices {
  constructor(
    private readonly database: Database,
    private readonly dealParties: DealParties,
    private readonly parties: TaskParties,
  ) {}

  /** The deal (?deal=7) or client (?client=8) that a new task is about; one that the person may not see is none. */
  async about(query: Request['query']) {
    const id = (name: string) => (/^[1-9]\d{0,15}$/.test(query[name] ?? '') ? Number(query[name]) : null);
    const [found] = await this.database.query<{ clientId: number | null; client: string | null; dealId: number | null }[]>(
      `select c.id "clientId", client_name(c.id) client, d.id "dealId" from (select) one
         left join deals d on d.id = $1 and d.deleted_at is null
         left join clients c on c.id = coalesce(d.client_id, $2) and c.deleted_at is null`,
      [id('deal'), id('client')],
    );
    return found;
  }

  /** Whom and what the task names stays offered though nobody new may choose it. @param task the one that is edited */
  async of(values: Values, { person, body }: Request, task: Task | null) {
    const typed = { ...values, ...(body as Values | undefined) };
    const clientId = idIn(typed.pickedId) ?? idIn(typed.client);
    return {
      ...fixedChoices(String(typed.remindMinutes ?? '')),
      people: await this.dealParties.people(idIn(values.responsibleId)),
      deals: await this.parties.deals(clientId, person.user, idIn(values.dealId)),
      isFollowed: task?.followed ?? false,
      foreseen: foreseenOf({ ...typed, ...(body && { workingDays: (body as Values).workingDays }) }, task),
      daysHref: `/crm/tasks/following-days?task=${task?.id ?? ''}`,
    };
  }

  /** The page of the task that follows it; null when that is closed to the person. */
  async followerOf(id: number): Promise<string | null> {
    const [follower] = await this.database.query<{ id: number }[]>('select id from tasks where previous_id = $1', [id]);
    return follower ? `/crm/tasks/${follower.id}` : null;
  }
}

/** The id that a field holds alone or before a name ('1003 · Name'). */
function idIn(text: unknown): number | null {
  return Number(/^(\d{1,15})(?: ·|$)/.exec(String(text ?? ''))?.[1]) || null;
}
