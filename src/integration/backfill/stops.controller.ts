import { Controller, Post, Req } from '@nestjs/common';
import { Administrators } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { BACKFILLS } from './backfills.controller';
import { Backfills } from './backfills.service';
import { refuseOthers } from './who-may';

/** Stopping a backfill; what is done stays done (R87). */
@Administrators()
@Controller('settings/integration/backfills/:id/stop')
export class StopsController {
  constructor(private readonly backfills: Backfills) {}

  @Post()
  async create(@Req() request: Request) {
    refuseOthers(request);
    const id = idOf(request);
    await this.backfills.stop(id);
    flash(request, 'success', 'backfills.stopped');
    return redirect(`${BACKFILLS}/${id}`);
  }
}
