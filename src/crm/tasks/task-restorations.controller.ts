import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Tasks } from './tasks.service';

/** Bringing a deleted task back. */
@Side('crm')
@Controller('crm/tasks/:id/restoration')
export class TaskRestorationsController {
  constructor(private readonly tasks: Tasks) {}

  @Post()
  async create(@Req() request: Request) {
    const id = idOf(request);
    await this.tasks.restore(id);
    flash(request, 'success', 'tasks.restored');
    return redirect(`/crm/tasks/${id}`);
  }
}
