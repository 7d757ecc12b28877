import { Controller, Post, Req } from '@nestjs/common';
import { Administrators, Side } from '../web/doors';
import { flash, idOf, type Request, redirect } from '../web/http';
import { OWN_FIELDS } from './own-fields.controller';
import { OwnFields } from './own-fields.service';

/** Taking an own field out of use; its values are kept (R13). */
@Side('crm')
@Administrators()
@Controller('settings/own-fields/:id/removal')
export class OwnFieldRemovalsController {
  constructor(private readonly fields: OwnFields) {}

  @Post()
  async create(@Req() request: Request) {
    await this.fields.remove(idOf(request));
    flash(request, 'success', 'own_fields.removed');
    return redirect(OWN_FIELDS);
  }
}
