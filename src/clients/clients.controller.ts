import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Person } from '../accounts/person';
import { type Entry, History, newestFirst } from '../history/history.service';
import { OwnValues } from '../own-fields/own-values.service';
import { Side } from '../web/doors';
import { FormOf } from '../web/form';
import { flash, idOf, type Request, redirect } from '../web/http';
import { openedOf } from '../web/merging';
import { languageOf } from '../web/page';
import { Panels, primaryFirst } from '../web/panels';
import { translate } from '../web/translations';
import type { Client } from './client.entity';
import { ClientInput, typedOf } from './client.input';
import { filterOf, listHref } from './client-filter';
import { ClientListsService } from './client-lists.service';
import { ClientsService } from './clients.service';
import { ContactsService } from './contacts/contacts.service';

/** The clients' address on the side the person works on: both sides have the same pages. */
export const clientsOf = (request: Request) => `/${request.url.split('/')[1]}/clients`;

/** The same cards from both sides (R1). */
@Side()
@Controller(['crm/clients', 'invoicing/clients'])
export class ClientsController {
  constructor(
    private readonly clients: ClientsService,
    private readonly lists: ClientListsService,
    private readonly contacts: ContactsService,
    private readonly panels: Panels,
    private readonly history: History,
    private readonly own: OwnValues,
  ) {}

  @Get()
  @Render('clients/index')
  async index(@Req() request: Request) {
    const filter = filterOf(request);
    const { category, tag } = filter;
    const base = clientsOf(request);
    const isDeletedView = Boolean(request.query.deleted);
    const mine = filter.responsibleId !== null;
    const hrefWith = (changes: object) => listHref(base, { q: filter.words, mine: mine ? '1' : '', category, tag, ...changes });
    const { clients, next, previous } = isDeletedView
      ? { clients: await this.lists.deleted(), next: null, previous: null }
      : await this.lists.page(filter, { after: numberOf(request.query.after), before: numberOf(request.query.before) });
    return {
      base,
      clients,
      isDeletedView,
      q: filter.words,
      mine,
      mineHref: hrefWith({ mine: mine ? '' : '1' }),
      category,
      tag,
      chips: [
        ...(category ? [{ key: 'clients.category', value: category, href: hrefWith({ category: '' }) }] : []),
        ...(tag ? [{ key: 'clients.tag', value: tag, href: hrefWith({ tag: '' }) }] : []),
      ],
      filtered: mine || Boolean(filter.words || category || tag),
      next: next && hrefWith({ after: next }),
      previous: previous && hrefWith({ before: previous }),
    };
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
    const ownFields = await this.own.inputs('client', null, request.body);
    return { base: clientsOf(request), values, ownFields, ...(await this.lists.holders()) };
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
    const base = clientsOf(request);
    const around = await this.lists.surroundings(client);
    const contacts = await this.contacts.of(client.id);
    const subject = { ...client, side: base.split('/')[1] };
    return {
      base,
      client: { ...client },
      ownFacts: await this.own.facts('client', client),
      ...around,
      categoryHref: `${base}?${new URLSearchParams({ category: client.category ?? '' })}`,
      tagLinks: client.tags.map((tag) => ({ tag, href: `${base}?${new URLSearchParams({ tag })}` })),
      newContactHref: client.deletedAt ? null : `${base}/${client.id}/contacts/new`,
      contacts: contacts.filter(({ deletedAt }) => !deletedAt),
      deletedContacts: contacts.filter(({ deletedAt }) => deletedAt),
      refusal: refusalOf(client, around.inDrafts, request),
      actions: client.deletedAt ? [] : primaryFirst(await this.panels.at('client.actions', subject)),
      documents: await this.panels.at('client.documents', subject),
      beside: await this.panels.at('client.beside', subject),
      entries: newestFirst([
        ...(await this.history.of(
          [{ table: 'clients', id: client.id }, ...contacts.map(({ id }) => ({ table: 'contacts', id }))],
          languageOf(request),
        )),
        ...((await this.panels.at('client.timeline.more', subject)) as Entry[]),
      ]),
    };
  }

  @Get(':id/edit')
  @Render('clients/edit')
  async edit(@Req() request: Request) {
    const client = await this.clients.find(idOf(request));
    const { own: _, ...typed } = typedOf(client, await this.lists.nameOf(client.payerId));
    const own = await this.own.current('client', client);
    const shown = { company: client.company ? 'yes' : 'no', discount: client.discount?.toString() ?? null };
    return {
      base: clientsOf(request),
      id: client.id,
      values: { ...typed, ...shown, opened: openedOf({ ...typed, ...own }) },
      ownFields: await this.own.inputs('client', client, request.body),
      ...(await this.lists.holders(client.departmentId, client.responsibleId)),
    };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() { opened, ...input }: ClientInput, @Req() request: Request) {
    const id = idOf(request);
    await this.clients.update(id, input, opened);
    flash(request, 'success', 'clients.saved', { name: input.name });
    return redirect(`${clientsOf(request)}/${id}`);
  }
}

/** Why the card cannot be deleted, or restored when it is deleted, in the person's words (R75). */
function refusalOf(client: Client, inDrafts: boolean, request: Request) {
  const { person } = request;
  const rule = client.deletedAt ? client.whyNotRestore(person) : client.whyNotDelete(person, inDrafts);
  return rule ? translate(languageOf(request), `broken.${rule.key}`, rule.values) : null;
}

const numberOf = (text: string | undefined) => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : undefined);
