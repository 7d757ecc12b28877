import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Entry } from '../../history/history.service';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';
import { type FollowedTask, TaskList } from './task-list.service';
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

/** Hangs tasks on the pages of their deals and clients; on Invoicing's side of a client's card there are none (R68, R90). */
@Injectable()
export class TaskPanels implements OnModuleInit {
  /** What one page shows in two places. */
  private readonly known = new WeakMap<Subject, Promise<FollowedTask[]>>();

  constructor(
    private readonly panels: Panels,
    private readonly list: TaskList,
  ) {}

  onModuleInit() {
    for (const noun of ['deal', 'client'] as const) {
      this.panels.hang(`${noun}.beside`, async (subject: Subject) => (isCrm(subject) ? [await this.card(noun, subject)] : []));
      this.panels.hang(`${noun}.timeline.more`, async (subject: Subject) => (isCrm(subject) ? this.entries(noun, subject) : []));
    }
  }

  private tasksOf(of: 'deal' | 'client', subject: Subject): Promise<FollowedTask[]> {
    const known = this.known.get(subject) ?? this.list.about(of, subject.id, { open: ON_CARD, newest: IN_TIMELINE });
    this.known.set(subject, known);
    return known;
  }

  private async card(of: 'deal' | 'client', subject: Subject) {
    const { id, deletedAt } = subject;
    const tasks = (await this.tasksOf(of, subject)).filter(({ doneAt }) => doneAt === null);
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
  private async entries(of: 'deal' | 'client', subject: Subject): Promise<Entry[]> {
    const tasks = await this.tasksOf(of, subject);
    return tasks.flatMap(({ id, title, madeAt, maker, doneAt, doer }) => [
      entry({ id, title, at: madeAt, who: maker, done: false }),
      ...(doneAt ? [entry({ id, title, at: doneAt, who: doer, done: true })] : []),
    ]);
  }
}

function entry({ id, title, at, who, done }: { id: number; title: string; at: Date; who: string | null; done: boolean }): Entry {
  return {
    ...{ at, who, icon: done ? 'circle-check' : 'checkbox', href: `/crm/tasks/${id}`, note: null },
    text: say(done ? 'tasks.done_entry' : 'tasks.made_entry', { title }),
    ...{ changes: [], columns: [], values: {}, record: { table: 'tasks', id } },
  };
}

const isCrm = ({ side = 'crm' }: Subject) => side === 'crm';
