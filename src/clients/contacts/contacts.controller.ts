import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { openedOf } from '../../web/merging';
import { clientsOf } from '../clients.controller';
import { ClientsService } from '../clients.service';
import { ContactInput } from './contact.input';
import { ContactsService } from './contacts.service';

/** The address of the card on which a contact person stands. */
export const cardOf = (request: Request) => `${clientsOf(request)}/${idOf(request)}`;

/** Contact persons; their list is on the client's card (R14). */
@Side()
@Controller(['crm/clients/:id/contacts', 'invoicing/clients/:id/contacts'])
export class ContactsController {
  constructor(
    private readonly clients: ClientsService,
    private readonly contacts: ContactsService,
  ) {}

  @Get('new')
  @Render('clients/contacts/blank')
  async blank(@Req() request: Request) {
    const client = await this.clients.find(idOf(request));
    return { card: cardOf(request), clientName: client.name, values: { ...new ContactInput(), name: null } };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: ContactInput, @Req() request: Request) {
    await this.contacts.create(idOf(request), input);
    flash(request, 'success', 'contacts.created', { name: input.name });
    return redirect(cardOf(request));
  }

  @Get(':contact/edit')
  @Render('clients/contacts/edit')
  async edit(@Req() request: Request) {
    const client = await this.clients.find(idOf(request));
    const { id, typed } = await this.contacts.find(client.id, idOf(request, 'contact'));
    return { card: cardOf(request), clientName: client.name, id, values: { ...typed, opened: openedOf(typed) } };
  }

  @Post(':contact')
  @FormOf('edit')
  async update(@Body() input: ContactInput, @Req() request: Request) {
    await this.contacts.update(idOf(request), idOf(request, 'contact'), input);
    flash(request, 'success', 'contacts.saved', { name: input.name });
    return redirect(cardOf(request));
  }
}
