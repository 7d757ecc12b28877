import { Body, Controller, Get, NotFoundException, Post, Render, Req } from '@nestjs/common';
import { Administrators, Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { valuesOf } from './number-patterns.controller';
import { NumberPatternsInput } from './number-patterns.input';
import { NumberPatterns } from './number-patterns.service';
import { NumberingPreview } from './numbering-preview.service';
import { explainedTokens, shownNumbering } from './numbering-words';

/** Lets one department number its documents by itself, under its mark (R96). */
@Side('invoicing')
@Administrators()
@Controller('settings/departments/:id/number-patterns')
export class DepartmentPatternsController {
  constructor(
    private readonly patterns: NumberPatterns,
    private readonly preview: NumberingPreview,
  ) {}

  @Get()
  @Render('invoicing/numbering/department')
  async edit(@Req() request: Request) {
    const department = await this.find(idOf(request));
    const families = (await this.preview.of(department)).map(shownNumbering);
    const { id, name, mark } = department;
    return { values: valuesOf(families), families, tokens: explainedTokens(), department: { id, name, mark } };
  }

  @Post()
  @FormOf('edit')
  async update(@Body() input: NumberPatternsInput, @Req() request: Request) {
    const id = idOf(request);
    await this.patterns.save(id, input.patterns);
    flash(request, 'success', 'number_patterns.saved');
    return redirect(`/settings/departments/${id}/edit`);
  }

  private async find(id: number) {
    const department = (await this.patterns.departments()).find((one) => one.id === id);
    if (!department) throw new NotFoundException();
    return department;
  }
}
