import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../../database/database';
import { say } from '../../../web/say';
import { TASK_KINDS } from '../../tasks/task.entity';
import type { Facts } from '../conditions';
import { type FactField, type Knower, MacroFacts, type Named } from '../macro-facts.service';
import { MacroLists } from '../macro-lists.service';

/** What macros may ask of tasks (R77). */
@Injectable()
export class TaskFacts implements Knower, OnModuleInit {
  constructor(
    private readonly macroFacts: MacroFacts,
    private readonly database: Database,
    private readonly lists: MacroLists,
  ) {}

  onModuleInit() {
    this.macroFacts.knows('task', this);
  }

  async fields(): Promise<FactField[]> {
    const people = (await this.lists.of()).people.filter(({ crm }) => crm);
    const kinds = TASK_KINDS.map((value) => ({ value, label: say(`macros.task.kind.${value}`) }));
    const label = (field: string) => say(`macros.field.task.${field}`);
    return [
      { key: 'task.title', label: label('title'), type: 'text' },
      { key: 'task.kind', label: label('kind'), type: 'choice', options: kinds },
      { key: 'task.note', label: label('note'), type: 'text' },
      { key: 'task.dueOn', label: label('due_on'), type: 'day' },
      { key: 'task.responsible', label: label('responsible'), type: 'choice', options: people },
    ];
  }

  async facts(ids: number[]): Promise<Map<number, Facts>> {
    const rows = await this.database.query<Record<'title' | 'kind' | 'note' | 'dueOn' | 'responsible', string | null>[]>(
      `select id, title, kind, note, due_on::text "dueOn", responsible_id::text responsible from tasks where id = any ($1)`,
      [ids],
    );
    return new Map(
      rows.map(({ id, ...row }: Record<string, unknown>) => [
        id as number,
        Object.fromEntries(Object.entries(row).map(([field, value]) => [`task.${field}`, value])) as Facts,
      ]),
    );
  }

  async named(ids: number[]): Promise<Map<number, Named>> {
    const rows = await this.database.query<{ id: number; title: string }[]>('select id, title from tasks where id = any ($1)', [
      ids,
    ]);
    return new Map(rows.map(({ id, title }) => [id, { label: title, href: `/crm/tasks/${id}` }]));
  }
}
