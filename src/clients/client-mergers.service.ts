import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { Person } from '../accounts/person';
import { BrokenRule } from '../broken-rule';
import { Database } from '../database/database';
import { Events } from '../events/events';
import { OwnValues } from '../own-fields/own-values.service';
import { Client } from './client.entity';
import { ClientChanged, ClientMerged, ClientMerging } from './clients.events';
import { takeOver } from './taking-over';

/** Makes one card of a deleted one and the one that took its place meanwhile (R127). */
@Injectable()
export class ClientMergersService {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly own: OwnValues,
    @InjectRepository(Client) private readonly clients: Repository<Client>,
  ) {}

  /**
   * The kept card takes what it lacks; contacts, payers and whatever else named the deleted card name the kept one from now on.
   * @throws BrokenRule client_no_twin when the two are no longer a deleted card and a present one of the same tax number
   */
  async merge(from: number, into: number) {
    await this.events.publish(new ClientMerging(from));
    const both = await this.clients.find({
      where: { id: In([from, into]) },
      order: { id: 'asc' },
      lock: { mode: 'for_no_key_update' },
    });
    const deleted = both.find(({ id }) => id === from);
    const kept = both.find(({ id }) => id === into);
    if (!deleted || !kept) throw new BrokenRule('client_unknown');
    if (deleted.mergedIntoId === into) return; // the second click of two (R118)
    takeOver(kept, deleted, Person.current);
    await this.clients.save(deleted); // first: an external id has one holder at a time
    await this.clients.save(kept);
    await this.database.asAccount(() => this.follow(from, into));
    await this.own.takeOver(from, into);
    await this.events.publish(new ClientMerged(from, into));
    await this.events.publish(new ClientChanged(into));
  }

  /** As the account: what the person may not see follows too. */
  private async follow(from: number, into: number) {
    const say = (sql: string) => this.database.query(sql, [from, into]);
    await say('update contacts set client_id = $2, version = version + 1 where client_id = $1');
    await say('update clients set payer_id = $2, version = version + 1, updated_at = now() where payer_id = $1');
    await say('update clients set merged_into_id = $2, version = version + 1, updated_at = now() where merged_into_id = $1');
  }
}
