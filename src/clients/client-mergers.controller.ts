import { Body, Controller, Post, Req } from '@nestjs/common';
import { Side } from '../web/doors';
import { flash, idOf, type Request, redirect } from '../web/http';
import { Id } from '../web/input';
import { ClientMergersService } from './client-mergers.service';
import { clientsOf } from './clients.controller';

class ClientMergerInput {
  /** The card that stays. */
  @Id({ required: true }) into: number;
}

/** Merges a deleted card into the one that was made meanwhile, instead of restoring it (R127). */
@Side()
@Controller(['crm/clients/:id/merger', 'invoicing/clients/:id/merger'])
export class ClientMergersController {
  constructor(private readonly mergers: ClientMergersService) {}

  @Post()
  async create(@Body() { into }: ClientMergerInput, @Req() request: Request) {
    await this.mergers.merge(idOf(request), into);
    flash(request, 'success', 'clients.merged');
    return redirect(`${clientsOf(request)}/${into}`);
  }
}
