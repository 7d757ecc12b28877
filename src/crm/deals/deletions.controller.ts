import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { DealsService } from './deals.service';

/** Deleting a deal. */
@Side('crm')
@Controller('crm/deals/:id/deletion')
export class DeletionsController {
  constructor(private readonly deals: DealsService) {}

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    await this.deals.delete(id);
    flash(request, 'success', 'deals.deleted');
    return redirect(`/crm/deals/${id}`);
  }
}
