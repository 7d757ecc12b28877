import { Controller, Get, Render, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import type { Request } from '../../web/http';
import { foreseenOf } from './task-form';
import { Tasks } from './tasks.service';

/** The days that follow while a rhythm is typed; a fragment of a task's form. */
@Side('crm')
@Controller('crm/tasks/following-days')
export class FollowingDaysController {
  constructor(private readonly tasks: Tasks) {}

  @Get()
  @Render('crm/tasks/_foreseen')
  async index(@Req() { query }: Request) {
    const task = /^[1-9]\d{0,15}$/.test(query.task ?? '') ? await this.tasks.find(Number(query.task)) : null;
    return { foreseen: foreseenOf(query, task) };
  }
}
