import { Controller, Post, Req } from '@nestjs/common';
import { Administrators } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { BACKFILLS } from './backfills.controller';
import { Backfills } from './backfills.service';
import { refuseOthers } from './who-may';

/** Going on with a backfill that was stopped (R87). */
@Administrators()
@Controller('settings/integration/backfills/:id/resumption')
export class ResumptionsController {
  constructor(private readonly backfills: Backfills) {}

  @Post()
  async create(@Req() request: Request) {
    refuseOthers(request);
    const id = idOf(request);
    await this.backfills.resume(id);
    flash(request, 'success', 'backfills.resumed');
    return redirect(`${BACKFILLS}/${id}`);
  }
}
