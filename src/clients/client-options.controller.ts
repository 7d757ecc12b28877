import { Controller, Get, Render, Req } from '@nestjs/common';
import { Side } from '../web/doors';
import type { Request } from '../web/http';
import { wordsOf } from './client-filter';
import { ClientListsService } from './client-lists.service';

/** Cards to choose from while one types (R1, R14); a fragment of a form. */
@Side()
@Controller(['crm/clients/options', 'invoicing/clients/options'])
export class ClientOptionsController {
  constructor(private readonly lists: ClientListsService) {}

  @Get()
  @Render('clients/_options')
  async index(@Req() request: Request) {
    return { clients: await this.lists.options(wordsOf(request)) };
  }
}
