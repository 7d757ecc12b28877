import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { SETTINGS, type Settings } from '../../settings';
import { DocumentReader } from '../invoices/document-reader';

/** A link that opens a document to whoever has it. */
export interface PublicLink {
  /** Its whole address. */
  url: string;
  madeAt: Date;
}

/** The links of documents that clients open without signing in (R63): at most one stands for each document. */
@Injectable()
export class PublicLinks {
  constructor(
    private readonly database: Database,
    private readonly reader: DocumentReader,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The link that stands; undefined while the document has none. */
  async standing(invoice: number): Promise<PublicLink | undefined> {
    const [link] = await this.database.query<{ token: string; madeAt: Date }[]>(
      'select token, made_at "madeAt" from public_links where invoice_id = $1 and revoked_at is null',
      [invoice],
    );
    return link && { url: `${this.settings.baseUrl}/invoice/${link.token}`, madeAt: link.madeAt };
  }

  /** The link that stands, made when there is none. @throws BrokenRule for a document that is no client's to read */
  async of(invoice: number): Promise<PublicLink> {
    return (await this.standing(invoice)) ?? this.renewed(invoice);
  }

  /** A new link in the place of the one that stood, which opens nothing any more. @throws BrokenRule as of() */
  async renewed(invoice: number): Promise<PublicLink> {
    const { state } = await this.reader.locked(invoice);
    if (state === 'draft' || state === 'deleted') throw new BrokenRule(`${state}_has_no_link`);
    await this.revoke(invoice);
    const token = randomBytes(32).toString('base64url');
    await this.database.query('insert into public_links (invoice_id, token) values ($1, $2)', [invoice, token]);
    return (await this.standing(invoice))!;
  }

  /** From now on the link that stood opens nothing; without one nothing happens. */
  async revoke(invoice: number) {
    await this.database.query(
      'update public_links set revoked_at = now(), revoked_by = $2 where invoice_id = $1 and revoked_at is null',
      [invoice, Person.current.user],
    );
  }
}
