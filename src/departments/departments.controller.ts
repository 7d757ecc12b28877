import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { CURRENCIES } from '../money/currencies';
import { Administrators } from '../web/doors';
import { FormOf } from '../web/form';
import { flash, idOf, type Request, redirect } from '../web/http';
import { openedOf } from '../web/merging';
import { languageOf } from '../web/page';
import { Panels } from '../web/panels';
import { BankAccountInput } from './bank-account.input';
import { BankAccountsService } from './bank-accounts.service';
import { DepartmentInput } from './department.input';
import { DepartmentHistory } from './department-history.service';
import { DepartmentLogos } from './department-logos.service';
import { formOf } from './department-merging';
import { DepartmentsService } from './departments.service';

/** Departments in the settings (R69): list and form. */
@Administrators()
@Controller('settings/departments')
export class DepartmentsController {
  constructor(
    private readonly departments: DepartmentsService,
    private readonly bankAccounts: BankAccountsService,
    private readonly logos: DepartmentLogos,
    private readonly history: DepartmentHistory,
    private readonly panels: Panels,
  ) {}

  @Get()
  @Render('departments/departments/index')
  async index(@Req() _: Request) {
    const departments = await this.departments.list();
    return { departments: departments.map((department) => ({ ...department })) };
  }

  @Get('new')
  @Render('departments/departments/blank')
  async blank(@Req() _: Request) {
    const values = { ...new DepartmentInput(), name: null, sellerName: null, taxCountry: 'PL', country: 'PL' };
    return { values: { ...values, bankAccounts: [spareRow()] }, currencies };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: DepartmentInput, @Req() request: Request) {
    const id = await this.departments.create(input);
    flash(request, 'success', 'departments.created', { name: input.name });
    return redirect(`/settings/departments/${id}/edit`);
  }

  @Get(':id/edit')
  @Render('departments/departments/edit')
  async edit(@Req() request: Request) {
    const department = await this.departments.find(idOf(request));
    const { id, name, main, archivedAt, updatedAt: _, ...typed } = department;
    const accounts = await this.bankAccounts.of(id);
    return {
      values: { name, ...typed, bankAccounts: [...accounts, spareRow()], opened: openedOf(formOf(department, accounts)) },
      currencies,
      department: { id, name, main, archivedAt },
      people: await this.departments.people(id),
      panels: await this.panels.at('department.patterns', { id }),
      logo: (await this.logos.idOf(id)) ?? null,
      history: await this.history.of(id, languageOf(request)),
    };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: DepartmentInput, @Req() request: Request) {
    const id = idOf(request);
    await this.departments.update(id, input);
    flash(request, 'success', 'departments.saved', { name: input.name });
    return redirect(`/settings/departments/${id}/edit`);
  }
}

const currencies = CURRENCIES.map((code) => ({ value: code, label: code }));

/** An empty row to type the next bank account into, without script. */
function spareRow() {
  return Object.assign(new BankAccountInput(), { currency: 'PLN' });
}
