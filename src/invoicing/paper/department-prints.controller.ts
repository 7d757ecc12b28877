import { Body, Controller, Get, NotFoundException, Post, Render, Req } from '@nestjs/common';
import { Administrators, Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { DepartmentPrintInput } from './department-print.input';
import { DepartmentPrints } from './department-prints.service';

/** How a department's documents are printed (R101): one form, for administrators of Invoicing. */
@Side('invoicing')
@Administrators()
@Controller('settings/departments/:id/print')
export class DepartmentPrintsController {
  constructor(private readonly prints: DepartmentPrints) {}

  @Get()
  @Render('invoicing/paper/edit')
  async edit(@Req() request: Request) {
    const print = await this.prints.of(idOf(request));
    if (!print) throw new NotFoundException();
    return { ...print, languages: LANGUAGES };
  }

  @Post()
  @FormOf('edit')
  async update(@Body() input: DepartmentPrintInput, @Req() request: Request) {
    const id = idOf(request);
    if (!(await this.prints.of(id))) throw new NotFoundException();
    await this.prints.save(id, input);
    flash(request, 'success', 'paper.settings.saved');
    return redirect(`/settings/departments/${id}/edit`);
  }
}

const LANGUAGES = ['Pl', 'En', 'De'].map((code) => ({ code, title: `documents.languages.${code.toLowerCase()}` }));
