import { Controller, Post, Req } from '@nestjs/common';
import { Administrators, Side } from '../web/doors';
import { flash, idOf, type Request, redirect } from '../web/http';
import { OWN_FIELDS } from './own-fields.controller';
import { OwnFields } from './own-fields.service';

/** Bringing a removed own field back, with what it held (R13). */
@Side('crm')
@Administrators()
@Controller('settings/own-fields/:id/restoration')
export class OwnFieldRestorationsController {
  constructor(private readonly fields: OwnFields) {}

  @Post()
  async create(@Req() request: Request) {
    await this.fields.restore(idOf(request));
    flash(request, 'success', 'own_fields.restored');
    return redirect(OWN_FIELDS);
  }
}
