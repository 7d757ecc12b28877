import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Not, type Repository } from 'typeorm';
import { Person } from '../accounts/person';
import { Database } from '../database/database';
import { Events } from '../events/events';
import { Client } from './client.entity';
import { ClientDeleted, ClientRestored } from './clients.events';

/** Takes cards away from both sides and gives them back (R6, R7, R75). */
@Injectable()
export class ClientDeletionsService {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    @InjectRepository(Client) private readonly clients: Repository<Client>,
  ) {}

  /** @throws BrokenRule while a draft names it, or when it is not this person's to delete (R75) */
  async delete(id: number) {
    const client = await this.locked(id);
    const [{ drafts }] = await this.database.query<{ drafts: boolean }[]>('select client_in_drafts($1) as drafts', [id]);
    client.delete(Person.current, drafts);
    await this.clients.save(client);
    await this.events.publish(new ClientDeleted(id));
  }

  /** Restored before, nothing happens, so that a double click is harmless (R118). @throws BrokenRule why not */
  async restore(id: number) {
    const client = await this.locked(id);
    if (!client.deletedAt) return;
    client.restore(Person.current);
    await this.clients.save(client);
    await this.events.publish(new ClientRestored(id));
  }

  /** Cards of the same tax number that are there while this one is deleted: what it could be merged into (R127). */
  async twinsOf({ id, deletedAt, taxKey }: Client): Promise<Client[]> {
    if (!deletedAt || !taxKey) return [];
    return this.clients.find({ where: { taxKey, deletedAt: IsNull(), id: Not(id) }, order: { id: 'asc' }, take: 10 });
  }

  private locked(id: number) {
    return this.clients.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }
}
