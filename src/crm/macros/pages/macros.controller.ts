import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Person } from '../../../accounts/person';
import { Administrators, Side } from '../../../web/doors';
import { FormOf } from '../../../web/form';
import { flash, idOf, type Request, redirect } from '../../../web/http';
import { InvalidInput } from '../../../web/input.pipe';
import { say } from '../../../web/say';
import { Webhooks } from '../../../webhooks/webhooks.service';
import { EXAMPLES, type Example, exampleOf } from '../examples';
import type { Macro } from '../macro.entity';
import { MacroInput } from '../macro.input';
import { MacroForm } from '../macro-form.service';
import { MacroLists } from '../macro-lists.service';
import { BLANK, valuesOf } from '../macro-values';
import { Macros } from '../macros.service';
import { MacroLog } from '../running/macro-log.service';

/** Macros: the list and the form "When – If – Then" (R76, R77), for administrators of CRM. */
@Side('crm')
@Administrators()
@Controller('settings/macros')
export class MacrosController {
  constructor(
    private readonly macros: Macros,
    private readonly form: MacroForm,
    private readonly lists: MacroLists,
    private readonly log: MacroLog,
    private readonly webhooks: Webhooks,
  ) {}

  @Get()
  @Render('crm/macros/index')
  async index(@Req() { query }: Request) {
    const deleted = query.deleted === '1';
    const macros = await this.macros.list(deleted);
    const newest = await this.log.newest(macros.map(({ id }) => id));
    return {
      deleted,
      secret: this.webhooks.secretOf(Person.current.account),
      macros: macros.map((macro) => ({ ...listed(macro), last: newest.get(macro.id) ?? null })),
      examples: EXAMPLES.map((example) => ({
        href: `/settings/macros/new?example=${example}`,
        ...{ name: say(`macros.example.${example}.name`), text: say(`macros.example.${example}.about`) },
      })),
    };
  }

  @Get('new')
  @Render('crm/macros/blank')
  async blank(@Req() request: Request) {
    const example = EXAMPLES.find((each) => each === request.query.example);
    return this.form.of(example ? await this.example(example) : BLANK, request);
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: MacroInput, @Req() request: Request) {
    if (input.next) throw new InvalidInput([]);
    const id = await this.macros.create(input);
    flash(request, 'success', 'macros.created');
    return redirect(`/settings/macros/${id}/rehearsal`);
  }

  @Get(':id/edit')
  @Render('crm/macros/edit')
  async edit(@Req() request: Request) {
    const macro = await this.macros.find(idOf(request));
    return { macro: listed(macro), ...(await this.form.of(valuesOf(macro), request)) };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: MacroInput, @Req() request: Request) {
    if (input.next) throw new InvalidInput([]);
    const id = idOf(request);
    await this.macros.update(id, input);
    flash(request, 'success', 'macros.saved');
    return redirect(`/settings/macros/${id}/rehearsal`);
  }

  @Post(':id/deletion')
  async destroy(@Req() request: Request) {
    await this.macros.delete(idOf(request));
    flash(request, 'success', 'macros.deleted');
    return redirect('/settings/macros');
  }

  private async example(example: Example) {
    return exampleOf(example, await this.lists.of());
  }
}

/** A macro as lists and heads show it. */
export function listed({ id, name, happening, actions, conditions, delayMinutes, active, deletedAt }: Macro) {
  return {
    ...{ id, name, active, deleted: deletedAt !== null, conditions: conditions.length },
    when: say(`macros.when.${happening}`),
    delay: delayMinutes ? say('macros.delay.told', delayIn(delayMinutes)) : null,
    actions: actions.map((action) => say(`macros.then.${action.name}`)).join(', '),
  };
}

function delayIn(minutes: number) {
  if (minutes % 1440 === 0) return { count: minutes / 1440, unit: 'days' };
  return minutes % 60 === 0 ? { count: minutes / 60, unit: 'hours' } : { count: minutes, unit: 'minutes' };
}
