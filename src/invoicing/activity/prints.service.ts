import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../database/database';
import { Transaction } from '../../database/transaction';
import type { Print } from '../paper/paper';

/** Remembers who took the PDF of a document (R57). */
@Injectable()
export class Prints {
  private readonly log = new Logger(Prints.name);

  constructor(private readonly database: Database) {}

  /** Once the page's own transaction, which may only read, is over. */
  remember(invoice: number, print: Print) {
    const { current } = Transaction;
    current!.afterwards((committed) => {
      if (!committed) return;
      this.database
        .run({ ...current!.who, readOnly: false }, () =>
          this.database.query('insert into document_prints (invoice_id, print) values ($1, $2)', [invoice, print]),
        )
        .catch((error) => this.log.error(error));
    });
  }
}
