import { Body, Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, type Request, redirect } from '../../web/http';
import { backTo } from './back';
import { PostponementInput } from './task.input';
import { TaskSteps } from './task-steps.service';

/** Tasks put off by a day or a week. */
@Side('crm')
@Controller('crm/tasks/postponements')
export class PostponementsController {
  constructor(private readonly steps: TaskSteps) {}

  @Post()
  async create(@Body() input: PostponementInput, @Req() request: Request) {
    const count = await this.steps.postpone(input.chosen, input.by === 'week' ? 7 : 1);
    flash(request, count ? 'success' : 'warning', 'tasks.postponed', { count });
    return redirect(backTo(input.back));
  }
}
