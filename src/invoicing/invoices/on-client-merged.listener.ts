import { Injectable } from '@nestjs/common';
import { ClientMerged, ClientMerging } from '../../clients/clients.events';
import { Database } from '../../database/database';
import { On } from '../../events/on';

/** What follows for documents when two cards become one (R127). */
@Injectable()
export class OnClientMerged {
  constructor(private readonly database: Database) {}

  /** Before the cards are, as whoever writes a document locks it first and its buyer's card after it. */
  @On(ClientMerging)
  async lockDocuments({ from }: ClientMerging) {
    await this.database.asAccount(() =>
      this.database.query('select from invoices where client_id = $1 or recipient_id = $1 order by id for no key update', [from]),
    );
  }

  /**
   * Documents of the deleted card, as buyer's or recipient's, are documents of the kept one, those too that the person may not see. What they
   * say of the buyer stays as it is (R11).
   */
  @On(ClientMerged)
  async followToKeptCard({ from, into }: ClientMerged) {
    await this.database.asAccount(() =>
      this.database.query(
        `update invoices set client_id = case client_id when $1 then $2 else client_id end,
           recipient_id = case recipient_id when $1 then $2 else recipient_id end, version = version + 1, updated_at = now()
         where client_id = $1 or recipient_id = $1`,
        [from, into],
      ),
    );
  }
}
