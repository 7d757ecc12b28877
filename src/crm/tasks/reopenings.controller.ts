import { Body, Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, type Request, redirect } from '../../web/http';
import { backTo } from './back';
import { ChosenTasks } from './task.input';
import { TaskSteps } from './task-steps.service';

/** Tasks that are to be done after all. */
@Side('crm')
@Controller('crm/tasks/reopenings')
export class ReopeningsController {
  constructor(private readonly steps: TaskSteps) {}

  @Post()
  async create(@Body() input: ChosenTasks, @Req() request: Request) {
    const count = await this.steps.reopen(input.chosen);
    flash(request, count ? 'success' : 'warning', 'tasks.reopened', { count });
    return redirect(backTo(input.back));
  }
}
