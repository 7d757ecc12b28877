import { Controller, Post, Req } from '@nestjs/common';
import { Administrators } from '../web/doors';
import { flash, idOf, type Request, redirect } from '../web/http';
import { DepartmentsService } from './departments.service';

/** Offers an archived department again. */
@Administrators()
@Controller('settings/departments/:id/unarchiving')
export class DepartmentUnarchivingsController {
  constructor(private readonly departments: DepartmentsService) {}

  @Post()
  async create(@Req() request: Request) {
    await this.departments.unarchive(idOf(request));
    flash(request, 'success', 'departments.unarchived');
    return redirect('/settings/departments');
  }
}
