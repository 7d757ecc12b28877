import { Body, Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, type Request, redirect } from '../../web/http';
import { backTo } from './back';
import { ChosenTasks } from './task.input';
import { TaskSteps } from './task-steps.service';

/** Tasks that are done: one by its own button, or all that were ticked. */
@Side('crm')
@Controller('crm/tasks/completions')
export class CompletionsController {
  constructor(private readonly steps: TaskSteps) {}

  @Post()
  async create(@Body() input: ChosenTasks, @Req() request: Request) {
    const count = await this.steps.complete(input.chosen);
    flash(request, count ? 'success' : 'warning', 'tasks.completed', { count });
    return redirect(backTo(input.back));
  }
}
