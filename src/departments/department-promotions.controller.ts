import { Controller, Post, Req } from '@nestjs/common';
import { Administrators } from '../web/doors';
import { flash, idOf, type Request, redirect } from '../web/http';
import { DepartmentsService } from './departments.service';

/** Makes another department the account's main one. */
@Administrators()
@Controller('settings/departments/:id/promotion')
export class DepartmentPromotionsController {
  constructor(private readonly departments: DepartmentsService) {}

  @Post()
  async create(@Req() request: Request) {
    const { name } = await this.departments.makeMain(idOf(request));
    flash(request, 'success', 'departments.promoted', { name });
    return redirect('/settings/departments');
  }
}
