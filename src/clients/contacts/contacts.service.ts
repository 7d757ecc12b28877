import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { BrokenRule } from '../../broken-rule';
import { Events } from '../../events/events';
import { History } from '../../history/history.service';
import { changedMeanwhile, merged } from '../../web/merging';
import { ClientChanged } from '../clients.events';
import { ClientsService } from '../clients.service';
import { Contact } from './contact.entity';
import type { ContactInput } from './contact.input';

/** The contact persons of a client, which are part of its card (R14): whoever may see the card may keep them. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly clients: ClientsService,
    private readonly events: Events,
    private readonly history: History,
    @InjectRepository(Contact) private readonly contacts: Repository<Contact>,
  ) {}

  /** All of a client, deleted ones too. */
  of(clientId: number): Promise<Contact[]> {
    return this.contacts.find({ where: { clientId }, order: { id: 'asc' } });
  }

  /** @throws EntityNotFoundError when that client has no such contact person */
  find(clientId: number, id: number): Promise<Contact> {
    return this.contacts.findOneByOrFail({ id, clientId });
  }

  /** @throws BrokenRule client_deleted */
  async create(clientId: number, input: ContactInput) {
    await this.openCard(clientId);
    const contact = this.contacts.create({ clientId });
    contact.describe(input);
    await this.keep(contact);
  }

  /** @throws BrokenRule client_deleted, or contact_deleted; InvalidInput when somebody else changed the same field meanwhile (R117) */
  async update(clientId: number, id: number, { opened, ...typed }: ContactInput) {
    const contact = await this.locked(clientId, id);
    if (contact.deletedAt) throw new BrokenRule('contact_deleted', { name: contact.name });
    const { input, conflicts } = merged(typed, opened, contact.typed);
    if (conflicts.length) throw changedMeanwhile(conflicts, opened, await this.history.lastWriter('contacts', id));
    contact.describe(input);
    await this.keep(contact);
  }

  async delete(clientId: number, id: number) {
    const contact = await this.locked(clientId, id);
    contact.delete();
    await this.keep(contact);
  }

  async restore(clientId: number, id: number) {
    const contact = await this.locked(clientId, id);
    contact.restore();
    await this.keep(contact);
  }

  private async locked(clientId: number, id: number) {
    await this.openCard(clientId);
    return this.contacts.findOneOrFail({ where: { id, clientId }, lock: { mode: 'for_no_key_update' } });
  }

  /** Nothing changes on a deleted card (R127). */
  private async openCard(clientId: number) {
    const client = await this.clients.find(clientId);
    if (client.deletedAt) throw new BrokenRule('client_deleted', { name: client.name });
  }

  private async keep(contact: Contact) {
    await this.contacts.save(contact);
    await this.events.publish(new ClientChanged(contact.clientId));
  }
}
