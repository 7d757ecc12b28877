import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { cardOf } from './contacts.controller';
import { ContactsService } from './contacts.service';

/** Puts a deleted contact person back on the card (R14). */
@Side()
@Controller(['crm/clients/:id/contacts/:contact/restoration', 'invoicing/clients/:id/contacts/:contact/restoration'])
export class ContactRestorationsController {
  constructor(private readonly contacts: ContactsService) {}

  @Post()
  async create(@Req() request: Request) {
    await this.contacts.restore(idOf(request), idOf(request, 'contact'));
    flash(request, 'success', 'contacts.restored');
    return redirect(cardOf(request));
  }
}
