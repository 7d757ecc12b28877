import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../web/doors';
import { flash, idOf, type Request, redirect } from '../web/http';
import { clientsOf } from './clients.controller';
import { ClientsService } from './clients.service';

/** Brings a deleted card back to both sides (R7). */
@Side()
@Controller(['crm/clients/:id/restoration', 'invoicing/clients/:id/restoration'])
export class ClientRestorationsController {
  constructor(private readonly clients: ClientsService) {}

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    await this.clients.restore(id);
    flash(request, 'success', 'clients.restored');
    return redirect(`${clientsOf(request)}/${id}`);
  }
}
