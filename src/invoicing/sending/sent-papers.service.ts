import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database';
import type { Attachment } from '../../mail/letter';
import { Mail } from '../../mail/mail.service';
import type { Print } from '../paper/paper';
import { Papers, type Prepared } from '../paper/papers.service';
import { SENT_DOCUMENT } from './sendings.service';

/** Makes the PDF that goes with a message, as the document is when the message is handed over (R56). */
@Injectable()
export class SentPapers implements OnModuleInit {
  constructor(
    private readonly mail: Mail,
    private readonly database: Database,
    private readonly papers: Papers,
  ) {}

  onModuleInit() {
    this.mail.attach(SENT_DOCUMENT, (account, { sending }) => this.made(account, Number(sending)));
  }

  private async made(account: number, sending: number): Promise<Attachment> {
    const prepared = await this.database.run({ account, invoicing: 'all' }, () => this.prepared(sending));
    return { ...(await this.papers.printed(prepared)), type: 'application/pdf' };
  }

  /** Reads what is printed, and while the message waits remembers which version that is: later ones are changes since (R125). */
  private async prepared(sending: number): Promise<Prepared> {
    const [sent] = await this.database.query<{ invoice: number; print: Print }[]>(
      'select invoice_id invoice, print from sent_documents where id = $1',
      [sending],
    );
    await this.database.query(
      `update sent_documents s set invoice_version = i.version from invoices i where s.id = $1 and s.state = 'waiting' and i.id = s.invoice_id`,
      [sending],
    );
    return this.papers.prepared(sent.invoice, sent.print);
  }
}
