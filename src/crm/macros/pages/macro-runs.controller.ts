import { Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Administrators, Side } from '../../../web/doors';
import { flash, idOf, type Request, redirect } from '../../../web/http';
import { Macros } from '../macros.service';
import { MacroLog } from '../running/macro-log.service';
import { MacroRepetitions } from '../running/macro-repetitions.service';
import { listed } from './macros.controller';

/** What macros did, each run with its cause and result (R79). */
@Side('crm')
@Administrators()
@Controller('settings')
export class MacroRunsController {
  constructor(
    private readonly macros: Macros,
    private readonly log: MacroLog,
    private readonly repetitions: MacroRepetitions,
  ) {}

  @Get('macro-runs')
  @Render('crm/macros/runs')
  async index(@Req() request: Request) {
    return { macro: null, ...(await this.page(null, '/settings/macro-runs', request)) };
  }

  @Get('macros/:id/runs')
  @Render('crm/macros/runs')
  async show(@Req() request: Request) {
    const macro = await this.macros.find(idOf(request));
    return { macro: listed(macro), ...(await this.page(macro.id, `/settings/macros/${macro.id}/runs`, request)) };
  }

  /** Once more what had failed. */
  @Post('macro-runs/:id/repetition')
  async create(@Req() request: Request) {
    const macro = await this.repetitions.ask(idOf(request));
    flash(request, 'success', 'macros.tried_again');
    return redirect(`/settings/macros/${macro}/runs`);
  }

  private async page(macro: number | null, href: string, { query }: Request) {
    const id = (text = '') => (/^[1-9]\d{0,15}$/.test(text) ? Number(text) : null);
    const { runs, newer, older } = await this.log.page(macro, { before: id(query.before), after: id(query.after) });
    return { runs, newerHref: newer ? `${href}?after=${newer}` : null, olderHref: older ? `${href}?before=${older}` : null };
  }
}
