import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { TaskSteps } from './task-steps.service';

/** Ending how a task recurs. */
@Side('crm')
@Controller('crm/tasks/:id/series-end')
export class SeriesEndsController {
  constructor(private readonly steps: TaskSteps) {}

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    await this.steps.stop(id);
    flash(request, 'success', 'tasks.stopped');
    return redirect(`/crm/tasks/${id}`);
  }
}
