import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../web/doors';
import { flash, idOf, type Request, redirect } from '../web/http';
import { clientsOf } from './clients.controller';
import { ClientsService } from './clients.service';

/** Deletes a card on both sides (R6). */
@Side()
@Controller(['crm/clients/:id/deletion', 'invoicing/clients/:id/deletion'])
export class ClientDeletionsController {
  constructor(private readonly clients: ClientsService) {}

  @Post()
  async create(@Req() request: Request) {
    await this.clients.delete(idOf(request));
    flash(request, 'success', 'clients.deleted');
    return redirect(clientsOf(request));
  }
}
