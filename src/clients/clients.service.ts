import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { BrokenRule } from '../broken-rule';
import { Database } from '../database/database';
import { Events } from '../events/events';
import { History } from '../history/history.service';
import { type OwnSaying, OwnValues } from '../own-fields/own-values.service';
import { changedMeanwhile, merged } from '../web/merging';
import { Client } from './client.entity';
import { type ClientInput, type TypedClient, typedOf } from './client.input';
import { ClientListsService } from './client-lists.service';
import { ClientChanged, ClientCreated } from './clients.events';

/** The one client base of both sides (R1): every verb that changes a card. */
@Injectable()
export class ClientsService {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly lists: ClientListsService,
    private readonly history: History,
    private readonly own: OwnValues,
    @InjectRepository(Client) private readonly clients: Repository<Client>,
  ) {}

  /** A card that the asking person may see, deleted or not. @throws EntityNotFoundError */
  find(id: number) {
    return this.clients.findOneByOrFail({ id });
  }

  /** The same, locked until the transaction ends: for whoever says a part of the card and leaves the rest as it is. */
  lock(id: number) {
    return this.clients.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /**
   * The card that a new deal or document may name (R127).
   * @throws BrokenRule client_unknown at the field, when it is deleted, another account's or closed to the person
   */
  async choose(id: number, field = 'clientId') {
    const client = await this.clients.findOneBy({ id });
    if (!client || client.deletedAt) throw new BrokenRule('client_unknown', {}, field);
    return client;
  }

  /**
   * Adds a card; an external id that is known already means its card, and what was sent is applied to that (R17).
   * @throws BrokenRule
   */
  async create(input: ClientInput): Promise<{ id: number; created: boolean }> {
    const known = input.externalId && (await this.holderOf(input.externalId));
    if (known) return { id: await this.applySent(known, input), created: false };
    const client = this.clients.create({ own: {} });
    const { opened: _, ...typed } = input;
    client.describe(typed, await this.payerOf(typed, null));
    await this.save(client, await this.own.said('client', input.own));
    await this.events.publish(new ClientCreated(client.id));
    return { id: client.id, created: true };
  }

  /**
   * Saves the card, together with what others saved since the form was opened (R117).
   * @param opened how the card stood then; null for code, which overwrites
   * @throws BrokenRule, InvalidInput when somebody else changed the same field
   */
  async update(id: number, typed: TypedClient, opened: string | null = null) {
    const client = await this.lock(id);
    if (client.deletedAt) throw new BrokenRule('client_deleted', { name: client.name });
    const typedOwn = await this.own.said('client', typed.own);
    const { input, own } =
      opened === null ? { input: typed, own: typedOwn } : await this.together(client, typed, typedOwn, opened);
    const holder = input.externalId && (await this.holderOf(input.externalId));
    if (holder && holder !== id) throw new BrokenRule('client_external_id', {}, 'externalId');
    await this.describe(client, input, own);
  }

  private async together(client: Client, { own: _, ...typed }: TypedClient, typedOwn: OwnSaying, opened: string) {
    const { payer, responsible, department } = await this.lists.surroundings(client);
    const { own: __, ...card } = typedOf(client, payer ?? '');
    const own = await this.own.current('client', client);
    const [fields, ownFields] = [merged(typed, opened, card), merged(typedOwn, opened, own)];
    const conflicts = [...fields.conflicts, ...ownFields.conflicts];
    if (!conflicts.length) return { input: { ...fields.input, own: null }, own: ownFields.input };
    const labels = { responsibleId: responsible, departmentId: department, ...(await this.own.inWords('client', own)) };
    throw changedMeanwhile(conflicts, opened, await this.history.lastWriter('clients', client.id), labels);
  }

  private async describe(client: Client, input: TypedClient, own: OwnSaying) {
    client.describe(input, await this.payerOf(input, client.payerId));
    await this.save(client, own);
    await this.events.publish(new ClientChanged(client.id));
  }

  /** Nobody gives a card away to where the own level does not reach: it would vanish before their eyes (R72). */
  private async save(client: Client, own: OwnSaying) {
    const [found] = await this.database.query<{ department: boolean; person: boolean; seen: boolean }[]>(
      `select $1::bigint is null or exists (select from departments where id = $1) as department,
         $2::bigint is null or exists (select from users where id = $2) as person,
         app_sees('crm', $1, $2) or app_sees('invoicing', $1, $2) as seen`,
      [client.departmentId, client.responsibleId],
    );
    if (!found.department) throw new BrokenRule('client_department', {}, 'departmentId');
    if (!found.person) throw new BrokenRule('client_person', {}, 'responsibleId');
    if (!found.seen) throw new BrokenRule('client_given_away', {}, 'responsibleId');
    await this.own.write('client', client, own);
    await this.clients.save(client);
    await this.own.keep('client', client.id, own);
  }

  /** What was left empty stays as it is; so does the external id, which a merged card may answer to beside its own. */
  private async applySent(id: number, input: ClientInput) {
    await this.choose(id, 'externalId');
    const client = await this.lock(id);
    const sent = Object.entries(input).filter(([field, value]) => value !== null && field !== 'externalId' && field !== 'opened');
    await this.describe(
      client,
      { ...typedOf(client), ...Object.fromEntries(sent), own: null },
      await this.own.said('client', input.own),
    );
    return id;
  }

  /** Asked as the account: an external id is taken even if the person may not see by whom. The lock makes two at once one after the other. */
  private holderOf(externalId: string): Promise<number | undefined> {
    return this.database.asAccount(async () => {
      await this.database.query(`select pg_advisory_xact_lock(hashtextextended('client id:' || app_account() || ':' || $1, 0))`, [
        externalId,
      ]);
      const client = await this.clients.findOne({ where: { externalId }, select: { id: true, mergedIntoId: true } });
      return client?.mergedIntoId ?? client?.id;
    });
  }

  /** '1003 · Name' is what the form shows; anything else is searched for and has to mean one client. A payer deleted meanwhile may stay. */
  private async payerOf({ payer }: TypedClient, before: number | null): Promise<number | null> {
    if (payer === null) return null;
    const shown = Number(/^(\d{1,15}) ·/.exec(payer)?.[1] ?? 0);
    if (shown) return shown === before ? before : (await this.choose(shown, 'payer')).id;
    const found = await this.database.query<{ id: number; exact: boolean }[]>(
      `select id, app_folded(name) = app_folded($1) as exact from clients where id in (select search_clients($1, 20))`,
      [payer],
    );
    const exact = found.filter((client) => client.exact);
    const [first, ...others] = exact.length ? exact : found;
    if (!first || others.length) throw new BrokenRule(first ? 'payer_ambiguous' : 'payer_unknown', { payer }, 'payer');
    return first.id;
  }
}
