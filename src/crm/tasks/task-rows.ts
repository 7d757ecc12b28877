import { Person } from '../../accounts/person';
import { timeOf, today } from '../../clock';
import { say } from '../../web/say';
import type { TaskKind } from './task.entity';

/** A task as lists ask for it; names are null where there is nothing or it is closed to the reader. */
export interface TaskRow {
  id: number;
  kind: TaskKind;
  title: string;
  dueOn: string;
  dueTime: string | null;
  doneAt: Date | null;
  deletedAt: Date | null;
  clientId: number | null;
  client: string | null;
  clientSeen: boolean;
  dealId: number | null;
  deal: string | null;
  responsibleId: number | null;
  responsible: string | null;
  recurs: boolean;
}

/** Of tasks t: what a row of a list says. Whoever sees a task sees its client's name, nothing more of one closed to them (R131). */
export const TASK_ROWS = `select t.id, t.kind, t.title, t.due_on::text "dueOn", t.due_time "dueTime", t.done_at "doneAt",
    t.deleted_at "deletedAt", t.client_id "clientId", client_name(t.client_id) client, c.id is not null "clientSeen",
    t.deal_id "dealId", coalesce(d.mirrored_name, d.name) deal, t.responsible_id "responsibleId", u.name responsible, t.every is not null recurs
  from tasks t left join clients c on c.account_id = t.account_id and c.id = t.client_id
    left join deals d on d.account_id = t.account_id and d.id = t.deal_id
    left join users u on u.account_id = t.account_id and u.id = t.responsible_id`;

/** By when tasks are due, the next ones first; those of a day without a time before the others. */
export const IN_ORDER = `t.due_on, coalesce(t.due_time, ''), t.id`;

/** The picture of each kind. */
export const SIGNS: Record<TaskKind, string> = { call: 'phone', meeting: 'users', mail: 'mail', todo: 'checkbox' };

/** Whether the moment has passed at which it was due. */
export function isLate({ dueOn, dueTime, doneAt }: Pick<TaskRow, 'dueOn' | 'dueTime' | 'doneAt'>, now = new Date()): boolean {
  const day = today();
  return doneAt === null && (dueOn < day || (dueOn === day && dueTime !== null && dueTime <= timeOf(now)));
}

/** A task as lists and cards show it; one's own name is left out. */
export function shownTask(row: TaskRow) {
  const { id, kind, clientId, clientSeen, dealId, deal, doneAt, deletedAt, responsible, responsibleId } = row;
  return {
    ...row,
    href: `/crm/tasks/${id}`,
    sign: SIGNS[kind],
    kindName: say(`tasks.kind.${kind}`),
    done: doneAt !== null,
    deleted: deletedAt !== null,
    late: isLate(row),
    clientHref: clientSeen ? `/crm/clients/${clientId}` : null,
    deal: dealId === null ? null : (deal ?? say('tasks.a_deal')),
    dealHref: deal === null ? null : `/crm/deals/${dealId}`,
    other: responsibleId === Person.current.user ? null : (responsible ?? say('tasks.nobody')),
  };
}

/** A task as lists show it. */
export type ShownTask = ReturnType<typeof shownTask>;
