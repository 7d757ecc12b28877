import { Injectable } from '@nestjs/common';
import { ClientMerged } from '../../clients/clients.events';
import { Database } from '../../database/database';
import { Events } from '../../events/events';
import { On } from '../../events/on';
import { DealChanged } from '../crm.events';

/** What follows for deals when two cards become one (R127). */
@Injectable()
export class OnClientMerged {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
  ) {}

  /** Deals of the deleted card are deals of the kept one, those too that the person may not see; locked in order of their ids. */
  @On(ClientMerged)
  async followToKeptCard({ from, into }: ClientMerged) {
    const deals = await this.database.asAccount(async () => {
      const locked = await this.database.query<{ id: number }[]>(
        'select id from deals where client_id = $1 order by id for no key update',
        [from],
      );
      await this.database.query(
        'update deals set client_id = $2, version = version + 1, updated_at = now() where client_id = $1',
        [from, into],
      );
      return locked;
    });
    for (const { id } of deals) await this.events.publish(new DealChanged(id));
  }
}
