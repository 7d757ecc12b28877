import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Side } from '../web/doors';
import { flash, idOf, type Request, redirect } from '../web/http';
import { Flag } from '../web/input';
import { ClientDeletionsService } from './client-deletions.service';
import { clientsOf } from './clients.controller';
import { ClientsService } from './clients.service';

class ClientRestorationInput {
  /** It is to stand beside the cards of the same tax number. */
  @Flag() second = false;
}

/** Brings a deleted card back to both sides (R7), or asks first when another of the same tax number is there (R127). */
@Side()
@Controller(['crm/clients/:id/restoration', 'invoicing/clients/:id/restoration'])
export class ClientRestorationsController {
  constructor(
    private readonly clients: ClientsService,
    private readonly deletions: ClientDeletionsService,
  ) {}

  @Get('new')
  @Render('clients/restoration')
  async blank(@Req() request: Request) {
    const client = await this.clients.find(idOf(request));
    const twins = await this.deletions.twinsOf(client);
    const base = clientsOf(request);
    const merger = `${base}/${client.id}/merger`;
    return { base, client: { ...client }, twins: twins.map((twin) => ({ ...twin, card: `${base}/${twin.id}`, merger })) };
  }

  @Post()
  async create(@Body() { second }: ClientRestorationInput, @Req() request: Request) {
    const card = `${clientsOf(request)}/${idOf(request)}`;
    const client = await this.clients.find(idOf(request));
    if (!second && (await this.deletions.twinsOf(client)).length) return redirect(`${card}/restoration/new`);
    await this.deletions.restore(client.id);
    flash(request, 'success', 'clients.restored');
    return redirect(card);
  }
}
