import { Controller, Get, Render, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import type { Request } from '../../web/http';
import { TaskParties } from './task-parties.service';

/** Deals to choose from when a client was chosen; a fragment of a task's form. */
@Side('crm')
@Controller('crm/tasks/deals')
export class TaskDealsController {
  constructor(private readonly parties: TaskParties) {}

  @Get()
  @Render('crm/tasks/_deals')
  async index(@Req() { query, person }: Request) {
    const client = /^[1-9]\d{0,15}$/.test(query.client ?? '') ? Number(query.client) : null;
    return { deals: await this.parties.deals(client, person.user, null), value: null };
  }
}
