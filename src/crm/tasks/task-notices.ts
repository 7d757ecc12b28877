import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { Database } from '../../database/database';
import type { Told, Words } from '../../notices/notice';
import { Notices } from '../../notices/notices.service';
import { writtenDay } from '../../web/formats';
import { say } from '../../web/say';
import { TASK_GIVEN, TASK_REMINDER } from './notice-kinds';

interface Row {
  id: number;
  title: string;
  dueOn: string;
  dueTime: string | null;
}

/** Tells people of their tasks, as far as they may see them (R131). */
@Injectable()
export class TaskNotices implements OnModuleInit {
  constructor(
    private readonly notices: Notices,
    private readonly database: Database,
  ) {}

  onModuleInit() {
    const tell = (all: Told[]) => this.told(all); // one and the same, so that both kinds are asked for together
    this.notices.tells(TASK_REMINDER, { inApp: true, byMail: true, side: 'crm' }, tell);
    this.notices.tells(TASK_GIVEN, { inApp: true, byMail: false, side: 'crm' }, tell);
  }

  private async told(all: Told[]): Promise<Words[]> {
    const rows = await this.database.query<Row[]>(
      `select t.id, t.title, t.due_on::text "dueOn", t.due_time "dueTime" from tasks t where t.id = any ($1) and t.deleted_at is null`,
      [all.map(({ ids }) => ids.task)],
    );
    const people = await this.database.query<{ id: number; name: string }[]>('select id, name from users where id = any ($1)', [
      all.flatMap(({ ids }) => ids.by ?? []),
    ]);
    return all.map(({ kind, ids }) => {
      const task = rows.find(({ id }) => id === ids.task);
      if (!task) return { text: say(`tasks.notice.${kind}.closed`), href: null };
      const { title, dueOn, dueTime } = task;
      const due = [writtenDay(dueOn, Person.current.language), dueTime].filter(Boolean).join(', ');
      const by = people.find(({ id }) => id === ids.by)?.name ?? 'Tandem';
      return { text: say(`tasks.notice.${kind}`, { title, due, by }), href: `/crm/tasks/${task.id}` };
    });
  }
}
