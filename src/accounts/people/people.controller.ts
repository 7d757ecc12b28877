import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Administrators } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { openedOf } from '../../web/merging';
import { languageOf } from '../../web/page';
import { translate } from '../../web/translations';
import type { Member } from '../person';
import type { Colleague } from './colleague';
import { People } from './people.service';
import { ColleagueInput, LEVELS, PersonInput, ROLES } from './person.input';
import { PersonHistory } from './person-history.service';

/** Who can switch and why not, and the one form of a person's access to both sides (R67, R70). */
@Administrators()
@Controller('settings/people')
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly history: PersonHistory,
  ) {}

  @Get()
  @Render('accounts/people/index')
  async index(@Req() request: Request) {
    const says = sayerOf(request);
    return { colleagues: (await this.people.all()).map((colleague) => shown(colleague, says)) };
  }

  @Get('new')
  @Render('accounts/people/blank')
  async blank(@Req() request: Request) {
    const access = { crmRole: 'user', crmLevel: 'own', invoicingRole: '', invoicingLevel: 'own' };
    const main = (await this.people.departments()).slice(0, 1).map(({ id }) => id);
    return {
      values: { name: '', login: '', email: '', password: '', ...access },
      ...(await this.choices(request, main)),
    };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: PersonInput, @Req() request: Request) {
    const id = await this.people.add(input);
    const { name } = await this.people.find(id);
    flash(request, 'success', 'people.added', { name });
    return redirect('/settings/people');
  }

  @Get(':id/edit')
  @Render('accounts/people/edit')
  async edit(@Req() request: Request) {
    const colleague = await this.people.find(idOf(request));
    const form = await this.people.formOf(colleague);
    return {
      colleague: { ...shown(colleague, sayerOf(request)), identityOpen: colleague.identityOpenTo(request.person) },
      values: { ...form, opened: openedOf(form) },
      history: await this.history.of(colleague.id, languageOf(request)),
      ...(await this.choices(request, form.departments)),
    };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: ColleagueInput, @Req() request: Request) {
    const id = idOf(request);
    await this.people.change(id, input);
    const { name } = await this.people.find(id);
    flash(request, 'success', 'people.saved', { name });
    return redirect('/settings/people');
  }

  /** What the form offers; departments are ticked as they were typed, once the form was sent. */
  private async choices(request: Request, departments: number[]) {
    const says = sayerOf(request);
    const sent = request.method === 'POST' ? [request.body?.departments ?? []].flat() : departments;
    const ticked = new Set(sent.map(String));
    return {
      crmRoles: ROLES.crm.map((value) => ({ value, label: says(`people.role.${value}`) })),
      invoicingRoles: ROLES.invoicing.map((value) => ({ value, label: says(`people.role.${value}`) })),
      levels: LEVELS.map((value) => ({ value, label: says(`people.level.${value}`) })),
      departments: (await this.people.departments()).map(({ id, name }) => ({
        value: id,
        label: name,
        checked: ticked.has(String(id)),
      })),
    };
  }
}

type Sayer = (key: string) => string;

function sayerOf(request: Request): Sayer {
  const language = languageOf(request);
  return (key) => translate(language, key);
}

/** A person as the pages show them, in words. */
function shown({ id, name, login, email, leftAt, crm, invoicing, departments, reason, warning }: Colleague, says: Sayer) {
  const access = (member?: Member) =>
    member ? { role: says(`people.role.${member.role}`), level: says(`people.level.${member.level}`) } : null;
  return {
    id,
    name,
    login,
    email,
    leftAt,
    crm: access(crm),
    invoicing: access(invoicing),
    departments: departments.map((department) => department.name).join(', '),
    maySwitch: !reason,
    reason: reason && says(`people.reason.${reason}`),
    warning: warning && says(`people.warning.${warning}`),
  };
}
