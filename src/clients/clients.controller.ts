import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Person } from '../accounts/person';
import { Side } from '../web/doors';
import { FormOf } from '../web/form';
import { flash, idOf, type Request, redirect } from '../web/http';
import { ClientInput, typedOf } from './client.input';
import { ClientListsService } from './client-lists.service';
import { ClientsService } from './clients.service';

/** The clients' address on the side the person works on: both sides have the same pages. */
export const clientsOf = (request: Request) => `/${request.url.split('/')[1]}/clients`;

/** The same cards from both sides (R1). */
@Side()
@Controller(['crm/clients', 'invoicing/clients'])
export class ClientsController {
  constructor(
    private readonly clients: ClientsService,
    private readonly lists: ClientListsService,
  ) {}

  @Get()
  @Render('clients/index')
  async index(@Req() request: Request) {
    const { deleted } = request.query;
    const q = wordsOf(request);
    const base = clientsOf(request);
    const found = { base, q, isDeletedView: Boolean(deleted), older: null, newer: null };
    if (deleted) return { ...found, clients: await this.lists.deleted() };
    if (q) return { ...found, clients: await this.lists.search(q) };
    const { clients, older, newer } = await this.lists.page({
      after: numberOf(request.query.after),
      before: numberOf(request.query.before),
    });
    return { ...found, clients, older: older && `${base}?after=${older}`, newer: newer && `${base}?before=${newer}` };
  }

  @Get('options')
  @Render('clients/_options')
  async options(@Req() request: Request) {
    return { clients: await this.lists.options(wordsOf(request)) };
  }

  @Get('new')
  @Render('clients/blank')
  async blank(@Req() request: Request) {
    const values = {
      ...new ClientInput(),
      name: null,
      country: 'PL',
      taxCountry: 'PL',
      company: 'yes',
      responsibleId: Person.current.user,
    };
    return { base: clientsOf(request), values, ...(await this.lists.holders()) };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: ClientInput, @Req() request: Request) {
    const { id, created } = await this.clients.create(input);
    flash(request, 'success', created ? 'clients.created' : 'clients.saved', { name: input.name });
    return redirect(`${clientsOf(request)}/${id}`);
  }

  @Get(':id')
  @Render('clients/show')
  async show(@Req() request: Request) {
    const client = await this.clients.find(idOf(request));
    const payer = client.payerId && { id: client.payerId, name: await this.lists.nameOf(client.payerId) };
    const contacts = await this.lists.contacts(client.id);
    return { base: clientsOf(request), client: { ...client }, payer, contacts, ...(await this.lists.holderNames(client)) };
  }

  @Get(':id/edit')
  @Render('clients/edit')
  async edit(@Req() request: Request) {
    const client = await this.clients.find(idOf(request));
    const typed = typedOf(client, await this.lists.nameOf(client.payerId));
    const values = { ...typed, company: client.company ? 'yes' : 'no', discount: client.discount?.toString() ?? null };
    return {
      base: clientsOf(request),
      id: client.id,
      values,
      ...(await this.lists.holders(client.departmentId, client.responsibleId)),
    };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: ClientInput, @Req() request: Request) {
    const id = idOf(request);
    await this.clients.update(id, input);
    flash(request, 'success', 'clients.saved', { name: input.name });
    return redirect(`${clientsOf(request)}/${id}`);
  }
}

const numberOf = (text: string | undefined) => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : undefined);

/** What is searched for; an address may hold anything, and Postgres refuses NUL. */
const wordsOf = (request: Request) =>
  String(request.query.q ?? '')
    .replaceAll('\0', '')
    .trim()
    .slice(0, 200);
