import { Injectable } from '@nestjs/common';
import { ClientMerged } from '../../clients/clients.events';
import { Database } from '../../database/database';
import { On } from '../../events/on';

/** Lets what was written to a deleted card be the kept card's (R127). */
@Injectable()
export class OnClientMerged {
  constructor(private readonly database: Database) {}

  /** Messages that are no letters, as those with documents, follow too; as the account, for not all are the person's to see. */
  @On(ClientMerged)
  async followToKeptCard({ from, into }: ClientMerged) {
    await this.database.asAccount(async () => {
      for (const table of ['mail_messages', 'letters'])
        await this.database.query(`update ${table} set client_id = $2 where client_id = $1`, [from, into]);
    });
  }
}
