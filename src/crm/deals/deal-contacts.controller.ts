import { Controller, Get, Render, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import type { Request } from '../../web/http';
import { DealParties } from './deal-parties.service';

/** Contact persons to choose from once a deal's form has a client (R14); a fragment of its page. */
@Side('crm')
@Controller('crm/deals/contacts')
export class DealContactsController {
  constructor(private readonly parties: DealParties) {}

  @Get()
  @Render('crm/deals/_contacts')
  async index(@Req() { query }: Request) {
    const client = /^[1-9]\d{0,15}$/.test(query.client ?? '') ? Number(query.client) : null;
    return { contacts: await this.parties.contacts(client), value: null };
  }
}
