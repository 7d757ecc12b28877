import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Tasks } from './tasks.service';

/** Deleting a task. */
@Side('crm')
@Controller('crm/tasks/:id/deletion')
export class TaskDeletionsController {
  constructor(private readonly tasks: Tasks) {}

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    await this.tasks.delete(id);
    flash(request, 'success', 'tasks.deleted');
    return redirect(`/crm/tasks/${id}`);
  }
}
