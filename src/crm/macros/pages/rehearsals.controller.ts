import { Controller, Get, Render, Req } from '@nestjs/common';
import { Administrators, Side } from '../../../web/doors';
import { idOf, type Request } from '../../../web/http';
import { Macros } from '../macros.service';
import { Rehearsals } from '../running/rehearsals.service';
import { listed } from './macros.controller';

/** On which of the last happenings a macro would have fired, and with what result. */
@Side('crm')
@Administrators()
@Controller('settings/macros/:id/rehearsal')
export class RehearsalsController {
  constructor(
    private readonly macros: Macros,
    private readonly rehearsals: Rehearsals,
  ) {}

  @Get()
  @Render('crm/macros/rehearsal')
  async show(@Req() request: Request) {
    const macro = await this.macros.find(idOf(request));
    return { macro: listed(macro), ...(await this.rehearsals.of(macro)) };
  }
}
