import { Controller, Post, Req } from '@nestjs/common';
import { Administrators, Side } from '../../../web/doors';
import { flash, idOf, type Request, redirect } from '../../../web/http';
import { Macros } from '../macros.service';

/** Bringing deleted macros back, switched off. */
@Side('crm')
@Administrators()
@Controller('settings/macros/:id/restoration')
export class MacroRestorationsController {
  constructor(private readonly macros: Macros) {}

  @Post()
  async create(@Req() request: Request) {
    await this.macros.restore(idOf(request));
    flash(request, 'success', 'macros.restored');
    return redirect('/settings/macros');
  }
}
