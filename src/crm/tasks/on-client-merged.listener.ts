import { Injectable } from '@nestjs/common';
import { ClientMerged } from '../../clients/clients.events';
import { Database } from '../../database/database';
import { On } from '../../events/on';

/** Lets the tasks of a deleted card be the kept card's (R127). */
@Injectable()
export class OnClientMerged {
  constructor(private readonly database: Database) {}

  /** Those too that the person may not see; by whose levels they are seen stays as it was. */
  @On(ClientMerged)
  async followToKeptCard({ from, into }: ClientMerged) {
    await this.database.asAccount(() =>
      this.database.query('update tasks set client_id = $2, version = version + 1, updated_at = now() where client_id = $1', [
        from,
        into,
      ]),
    );
  }
}
