import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { cardOf } from './contacts.controller';
import { ContactsService } from './contacts.service';

/** Takes a contact person off the card; deals that name the person keep the name (R14). */
@Side()
@Controller(['crm/clients/:id/contacts/:contact/deletion', 'invoicing/clients/:id/contacts/:contact/deletion'])
export class ContactDeletionsController {
  constructor(private readonly contacts: ContactsService) {}

  @Post()
  async create(@Req() request: Request) {
    await this.contacts.delete(idOf(request), idOf(request, 'contact'));
    flash(request, 'success', 'contacts.deleted');
    return redirect(cardOf(request));
  }
}
