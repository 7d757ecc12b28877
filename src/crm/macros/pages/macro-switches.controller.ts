import { Controller, Post, Req } from '@nestjs/common';
import { Administrators, Side } from '../../../web/doors';
import { flash, idOf, type Request, redirect } from '../../../web/http';
import { Macros } from '../macros.service';

/** Switching macros on and off. */
@Side('crm')
@Administrators()
@Controller('settings/macros')
export class MacroSwitchesController {
  constructor(private readonly macros: Macros) {}

  @Post(':id/activation')
  async create(@Req() request: Request) {
    await this.macros.switch(idOf(request), true);
    flash(request, 'success', 'macros.switched_on');
    return redirect('/settings/macros');
  }

  @Post(':id/deactivation')
  async destroy(@Req() request: Request) {
    await this.macros.switch(idOf(request), false);
    flash(request, 'success', 'macros.switched_off');
    return redirect('/settings/macros');
  }
}
