import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../web/doors';
import { flash, idOf, type Request, redirect } from '../web/http';
import { ClientDeletionsService } from './client-deletions.service';
import { clientsOf } from './clients.controller';

/** Deletes a card on both sides (R6). */
@Side()
@Controller(['crm/clients/:id/deletion', 'invoicing/clients/:id/deletion'])
export class ClientDeletionsController {
  constructor(private readonly deletions: ClientDeletionsService) {}

  @Post()
  async create(@Req() request: Request) {
    await this.deletions.delete(idOf(request));
    flash(request, 'success', 'clients.deleted');
    return redirect(clientsOf(request));
  }
}
