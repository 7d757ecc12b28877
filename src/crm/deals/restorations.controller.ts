import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { DealsService } from './deals.service';

/** Bringing a deleted deal back. */
@Side('crm')
@Controller('crm/deals/:id/restoration')
export class RestorationsController {
  constructor(private readonly deals: DealsService) {}

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    await this.deals.restore(id);
    flash(request, 'success', 'deals.restored');
    return redirect(`/crm/deals/${id}`);
  }
}
