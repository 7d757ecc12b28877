import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { History } from '../../history/history.service';
import { Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { writtenDay } from '../../web/formats';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { InvalidInput } from '../../web/input.pipe';
import { say } from '../../web/say';
import { foreseen } from './series';
import { TASK_KINDS } from './task.entity';
import { TaskInput } from './task.input';
import { filtersOf, listHref, STATES } from './task-filters';
import { blankValues, valuesOf } from './task-form';
import { TaskFormChoices } from './task-form-choices.service';
import { isForwards, TaskList } from './task-list.service';
import { TaskParties } from './task-parties.service';
import { isLate, SIGNS, shownTask } from './task-rows';
import { Tasks } from './tasks.service';

/** Tasks: the list, the page of one, the form. */
@Side('crm')
@Controller('crm/tasks')
export class TasksController {
  constructor(
    private readonly tasks: Tasks,
    private readonly list: TaskList,
    private readonly parties: TaskParties,
    private readonly choices: TaskFormChoices,
    private readonly history: History,
  ) {}

  @Get()
  @Render('crm/tasks/index')
  async index(@Req() request: Request) {
    const filters = filtersOf(request);
    const { rows, previous, next } = await this.list.page(filters);
    const { client, deal } = await this.parties.namesOf({ clientId: filters.client, dealId: filters.deal, responsibleId: null });
    const about = [
      ...(client ? [{ text: client, href: listHref({ ...filters, client: null }) }] : []),
      ...(deal ? [{ text: deal, href: listHref({ ...filters, deal: null }) }] : []),
    ];
    const chip = (key: string, changes: object, active: boolean) => ({
      text: say(key),
      href: listHref({ ...filters, ...changes }),
      active,
    });
    return {
      rows: rows.map(shownTask),
      count: await this.list.count(filters),
      filters,
      about,
      isOpen: isForwards(filters),
      narrowed: listHref(filters) !== '/crm/tasks',
      whose: (['mine', 'all'] as const).map((whose) =>
        chip(whose === 'all' ? 'tasks.everybodys' : 'tasks.mine', { whose }, filters.whose === whose),
      ),
      states: STATES.map((state) =>
        chip(state === 'deleted' ? 'tasks.deleted_list' : `tasks.${state}`, { state }, filters.state === state),
      ),
      kinds: TASK_KINDS.map((kind) => ({
        ...chip(`tasks.kind.${kind}`, { kind: filters.kind === kind ? null : kind }, filters.kind === kind),
        sign: SIGNS[kind],
      })),
      here: listHref(filters),
      newHref: newHref(filters),
      previousHref: previous ? listHref(filters, { before: previous }) : null,
      nextHref: next ? listHref(filters, { after: next }) : null,
    };
  }

  @Get('new')
  @Render('crm/tasks/blank')
  async blank(@Req() request: Request) {
    const { query, person } = request;
    const values = blankValues(person.user, await this.choices.about(query));
    const back = ['today', 'deal', 'client'].find((place) => place === query.back) ?? '';
    return { values: { ...values, back }, ...(await this.choices.of(values, request, null)) };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: TaskInput, @Req() request: Request) {
    if (input.next === 'preview') throw new InvalidInput([]);
    const id = await this.tasks.create(input);
    flash(request, 'success', 'tasks.created');
    if (input.back === 'today') return redirect('/crm/today');
    const { dealId, clientId } = await this.tasks.find(id);
    if (input.back === 'deal' && dealId !== null) return redirect(`/crm/deals/${dealId}`);
    return redirect(input.back === 'client' && clientId !== null ? `/crm/clients/${clientId}` : `/crm/tasks/${id}`);
  }

  @Get(':id')
  @Render('crm/tasks/show')
  async show(@Req() request: Request) {
    const task = await this.tasks.find(idOf(request));
    const { id, kind, done, deleted, every, unit, series, followed } = task;
    return {
      task: { ...task, done, deleted, followed, late: isLate(task), sign: SIGNS[kind], kindName: say(`tasks.kind.${kind}`) },
      reminder: task.remindMinutes === null ? null : say('tasks.remind.before', { minutes: task.remindMinutes }),
      rhythm: every === null ? null : say(`tasks.every.${unit}`, { every }),
      foreseen: series && !followed && !deleted ? foreseen(series, task.period) : [],
      untilOn: task.untilOn && writtenDay(task.untilOn, request.person.language),
      deletionKey: series && !followed ? 'tasks.delete.recurring' : 'tasks.delete.text',
      followerHref: followed ? await this.choices.followerOf(id) : null,
      names: await this.parties.namesOf(task),
      entries: await this.history.of([{ table: 'tasks', id }], request.person.language),
    };
  }

  @Get(':id/edit')
  @Render('crm/tasks/edit')
  async edit(@Req() request: Request) {
    const task = await this.tasks.find(idOf(request));
    const { client } = await this.parties.namesOf(task);
    const values = valuesOf(task, client);
    return {
      task: { id: task.id, title: task.title },
      values: { ...values, back: '' },
      ...(await this.choices.of(values, request, task)),
    };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: TaskInput, @Req() request: Request) {
    const id = idOf(request);
    if (input.next === 'preview') throw new InvalidInput([]);
    await this.tasks.update(id, input);
    flash(request, 'success', 'tasks.saved');
    return redirect(`/crm/tasks/${id}`);
  }
}

/** The blank form, of the deal or client whose tasks are listed. */
function newHref({ deal, client }: { deal: number | null; client: number | null }) {
  if (deal !== null) return `/crm/tasks/new?deal=${deal}`;
  return client === null ? '/crm/tasks/new' : `/crm/tasks/new?client=${client}`;
}
