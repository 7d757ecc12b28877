import { Controller, Post, Req } from '@nestjs/common';
import { Administrators } from '../web/doors';
import { flash, idOf, type Request, redirect } from '../web/http';
import { DepartmentsService } from './departments.service';

/** Hides a department from new records. */
@Administrators()
@Controller('settings/departments/:id/archiving')
export class DepartmentArchivingsController {
  constructor(private readonly departments: DepartmentsService) {}

  @Post()
  async create(@Req() request: Request) {
    await this.departments.archive(idOf(request));
    flash(request, 'success', 'departments.archived');
    return redirect('/settings/departments');
  }
}
