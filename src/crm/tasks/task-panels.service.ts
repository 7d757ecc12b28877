import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database';
import type { Entry } from '../../history/history.service';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';
import { TaskList } from './task-list.service';
import { shownTask } from './task-rows';

/** So many of the next ones stand on a card, and so many tasks in a timeline. */
const ON_CARD = 5;
const IN_TIMELINE = 50;

/** A deal or client as its page gives it to the places; side: of a client's page. */
interface Subject {
  id: number;
  side?: string;
  deletedAt?: Date | null;
}

interface Happened {
  id: number;
  title: string;
  at: Date;
  who: string | null;
  done: boolean;
}

/** Hangs tasks on the pages of their deals and clients; on Invoicing's side of a client's card there are none (R68, R90). */
@Injectable()
export class TaskPanels implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly list: TaskList,
    private readonly database: Database,
  ) {}

  onModuleInit() {
    for (const noun of ['deal', 'client'] as const) {
      this.panels.hang(`${noun}.beside`, async (subject: Subject) => (isCrm(subject) ? [await this.card(noun, subject)] : []));
      this.panels.hang(`${noun}.timeline.more`, async (subject: Subject) => (isCrm(subject) ? this.entries(noun, subject) : []));
    }
  }

  private async card(of: 'deal' | 'client', { id, deletedAt }: Subject) {
    const tasks = await this.list.openOf(of, id, ON_CARD + 1);
    return {
      template: 'crm/tasks/_card',
      tasks: tasks
        .slice(0, ON_CARD)
        .map((task) => ({ ...shownTask(task), ...(of === 'deal' ? { deal: null, client: null } : { client: null }) })),
      back: `/crm/${of}s/${id}`,
      allHref: `/crm/tasks?${of}=${id}`,
      newHref: deletedAt ? null : `/crm/tasks/new?${of}=${id}&back=${of}`,
    };
  }

  /** When its tasks were made and when they were done; a task's own page tells the rest. */
  private async entries(of: 'deal' | 'client', { id: subject }: Subject): Promise<Entry[]> {
    const rows = await this.database.query<Happened[]>(
      `select t.id, t.title, h.at, u.name who, h.done
       from (select * from tasks where ${of}_id = $1 and deleted_at is null order by id desc limit ${IN_TIMELINE}) t
         cross join lateral (values (t.created_at, t.created_by, false), (t.done_at, t.done_by, true)) h (at, by, done)
         left join users u on u.account_id = t.account_id and u.id = h.by where h.at is not null`,
      [subject],
    );
    return rows.map(({ id, title, at, who, done }) => ({
      ...{ at, who, icon: done ? 'circle-check' : 'checkbox', href: `/crm/tasks/${id}`, note: null },
      text: say(done ? 'tasks.done_entry' : 'tasks.made_entry', { title }),
      ...{ changes: [], columns: [], values: {}, record: { table: 'tasks', id } },
    }));
  }
}

const isCrm = ({ side = 'crm' }: Subject) => side === 'crm';
