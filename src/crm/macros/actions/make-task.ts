import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BrokenRule } from '../../../broken-rule';
import { addDays, today } from '../../../clock';
import { say } from '../../../web/say';
import { TASK_KINDS, type TaskKind } from '../../tasks/task.entity';
import { Tasks } from '../../tasks/tasks.service';
import {
  type ActionField,
  type Deed,
  type MacroAction,
  MacroActions,
  type Situation,
  type Typed,
} from '../macro-actions.service';
import { MacroPeople } from '../macro-people.service';
import { MacroTexts } from '../macro-texts.service';

/** So long a title may be. */
const LONGEST_TITLE = 255;

/** Makes a task for somebody, about the deal or client that it happened to (R77). */
@Injectable()
export class MakeTask implements MacroAction, OnModuleInit {
  readonly needs = null;

  constructor(
    private readonly actions: MacroActions,
    private readonly people: MacroPeople,
    private readonly texts: MacroTexts,
    private readonly tasks: Tasks,
  ) {}

  onModuleInit() {
    this.actions.register('make_task', this);
  }

  async fields(): Promise<ActionField[]> {
    return [
      { name: 'kind', type: 'choice', label: say('macros.task.kind'), options: kinds(), required: true },
      { name: 'title', type: 'text', label: say('macros.task.title'), hint: say('macros.text.hint'), required: true },
      { name: 'inDays', type: 'whole', label: say('macros.task.in_days'), hint: say('macros.task.in_days.hint'), required: true },
      {
        name: 'responsible',
        type: 'choice',
        label: say('macros.task.responsible'),
        options: await this.persons(),
        required: true,
      },
    ];
  }

  async check({ kind, title, inDays, responsible }: Typed): Promise<Typed> {
    if (!TASK_KINDS.includes(kind as TaskKind)) throw new BrokenRule('macro_field_missing', {}, 'kind');
    const said = await this.texts.check(title, 'title');
    if (!/^\d{1,3}$/.test(String(inDays)) || Number(inDays) > 366) throw new BrokenRule('macro_days', {}, 'inDays');
    if (!(await this.persons()).some(({ value }) => value === responsible))
      throw new BrokenRule('macro_person_gone', { names: (await this.nameOf(responsible)) ?? '' }, 'responsible');
    return { kind, title: said, inDays: String(Number(inDays)), responsible };
  }

  async words({ kind, title, responsible }: Typed): Promise<string> {
    const values = { kind: say(`macros.task.kind.${kind}`), title: String(title), name: (await this.nameOf(responsible)) ?? '' };
    return say('macros.would.make_task', values);
  }

  async do({ kind, title, inDays, responsible }: Typed, { about }: Situation): Promise<Deed> {
    const name = (await this.texts.fillLine(String(title), about)).slice(0, LONGEST_TITLE);
    if (!name) throw new BrokenRule('macro_says_nothing');
    const [person] = await this.people.meantBy([responsible === 'responsible' ? responsible : `user:${responsible}`], about);
    if (!person && responsible !== 'responsible') throw new BrokenRule('macro_nobody_left');
    const id = await this.tasks.make({
      ...{ kind: kind as TaskKind, title: name, dueOn: addDays(today(), Number(inDays)), dueTime: null },
      ...{ responsibleId: person?.id ?? null, clientId: about.clientId, dealId: about.dealId, note: null, remindMinutes: null },
    });
    return { words: { key: 'macros.did.make_task', values: {} }, record: { subject: 'task', id } };
  }

  private async persons() {
    return [{ value: 'responsible', label: say('macros.people.responsible') }, ...(await this.people.members())];
  }

  private async nameOf(responsible: Typed[string]) {
    const [name] = await this.people.namesOf([responsible === 'responsible' ? responsible : `user:${responsible}`]);
    return name;
  }
}

function kinds() {
  return TASK_KINDS.map((value) => ({ value, label: say(`macros.task.kind.${value}`) }));
}
