import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Administrators, Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, type Request, redirect } from '../../web/http';
import { NumberPatternsInput } from './number-patterns.input';
import { NumberPatterns } from './number-patterns.service';
import { NumberingPreview } from './numbering-preview.service';
import { explainedTokens, shownNumbering } from './numbering-words';

/** How the account numbers its documents (R96): one form, for administrators of Invoicing. */
@Side('invoicing')
@Administrators()
@Controller('settings/number-patterns')
export class NumberPatternsController {
  constructor(
    private readonly patterns: NumberPatterns,
    private readonly preview: NumberingPreview,
  ) {}

  @Get()
  @Render('invoicing/numbering/account')
  async edit() {
    const families = (await this.preview.of(null)).map(shownNumbering);
    return { values: valuesOf(families), families, tokens: explainedTokens() };
  }

  @Post()
  @FormOf('edit')
  async update(@Body() input: NumberPatternsInput, @Req() request: Request) {
    await this.patterns.save(null, input.patterns);
    flash(request, 'success', 'number_patterns.saved');
    return redirect('/settings/number-patterns');
  }
}

/** What the form shows at first: only what was set here. */
export function valuesOf(families: { own: string | null }[]) {
  return { patterns: families.map(({ own }) => ({ pattern: own })) };
}
