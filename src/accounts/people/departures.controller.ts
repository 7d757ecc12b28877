import { Controller, Post, Req } from '@nestjs/common';
import { Administrators } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { People } from './people.service';

/** People leave the firm and come back. */
@Administrators()
@Controller('settings/people/:id')
export class DeparturesController {
  constructor(private readonly people: People) {}

  @Post('departure')
  async create(@Req() request: Request) {
    const { name } = await this.people.leave(idOf(request));
    flash(request, 'success', 'people.gone', { name });
    return redirect('/settings/people');
  }

  @Post('return')
  async destroy(@Req() request: Request) {
    const { name } = await this.people.comeBack(idOf(request));
    flash(request, 'success', 'people.returned', { name });
    return redirect('/settings/people');
  }
}
