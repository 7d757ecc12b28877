import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import type { Invoice } from '../invoices/invoice.entity';
import { type Envelope, envelopeOf, type Sending } from './envelope';

/** What the envelope of a document follows from. */
export type SentDocument = Pick<Invoice, 'id' | 'version' | 'issuedAt' | 'mailState'>;

/** Tells of documents whether they were sent, and what became of it (R54). */
@Injectable()
export class Envelopes {
  constructor(private readonly database: Database) {}

  /** By document; drafts have none. One statement, and none where nothing was sent. */
  async of(documents: readonly SentDocument[]): Promise<Map<number, Envelope>> {
    const newest = await this.newest(documents.filter(({ mailState }) => mailState !== null).map(({ id }) => id));
    const issued = documents.filter(({ issuedAt }) => issuedAt !== null);
    return new Map(
      issued.map(({ id, version }) => [
        id,
        envelopeOf(
          version,
          newest.find(({ invoiceId }) => invoiceId === id),
        ),
      ]),
    );
  }

  private async newest(ids: number[]): Promise<Sending[]> {
    if (!ids.length) return [];
    return this.database.query(
      `select distinct on (invoice_id) id, invoice_id "invoiceId", invoice_version "version", state, reason, words, recipients, state_at "stateAt"
        from sent_documents where invoice_id = any ($1) and state <> 'withdrawn' order by invoice_id, id desc`,
      [ids],
    );
  }
}
