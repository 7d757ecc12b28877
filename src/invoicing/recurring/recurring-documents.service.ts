import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import { BrokenRule } from '../../broken-rule';
import { dayOfPeriod } from '../../calendar/rhythm';
import { today } from '../../clock';
import { Database } from '../../database/database';
import type { Decimal } from '../../money/decimal';
import { asTyped } from '../invoices/as-typed';
import { DocumentReader } from '../invoices/document-reader';
import type { Invoice } from '../invoices/invoice.entity';
import { InvoiceInput, type InvoiceLineInput } from '../invoices/invoice.input';
import { InvoicesService } from '../invoices/invoices.service';
import { Sendings } from '../sending/sendings.service';
import { totals } from '../vat/totals';
import { issueDay } from './periods';
import { Recurring } from './recurring.entity';

const NOBODY = { client: null, recipient: null };
/** So many periods are told in advance. */
const FORESEEN = 5;

/** Makes the documents of definitions, each period once (R102, R118). */
@Injectable()
export class RecurringDocuments {
  constructor(
    @InjectRepository(Recurring) private readonly recurrings: Repository<Recurring>,
    private readonly database: Database,
    private readonly reader: DocumentReader,
    private readonly invoices: InvoicesService,
    private readonly sendings: Sendings,
  ) {}

  /** Definitions that are due today, by the account's day. */
  async due(): Promise<{ id: number; user: number | null }[]> {
    return this.database.query(
      `select id, responsible_id "user" from recurrings where next_on <= $1 and coalesce(retry_on, $1) <= $1 and deleted_at is null
         and paused_at is null order by next_on, id`,
      [today()],
    );
  }

  /**
   * Makes the document of the next period, in the transaction that counts the period as made: whoever comes second finds it made. It is issued
   * today, as the law's day of issue is the day it is, and sold on the period's own day; outside of all deals, so a new deal each (R42).
   * @returns whether there was one to make
   * @throws BrokenRule when it cannot be issued or mailed; then nothing happened
   */
  async makeNext(id: number): Promise<boolean> {
    const recurring = await this.recurrings.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!recurring.isDue(today())) return false;
    const source = await this.reader.find(recurring.sourceId);
    const refusal = Recurring.refusal(source);
    if (refusal) throw new BrokenRule(refusal);
    const input = inputOf(recurring, source);
    const invoice = await (recurring.asDraft ? this.invoices.draft(input) : this.invoices.createAndIssue(input));
    await this.database.query('insert into recurring_issues (recurring_id, period, invoice_id) values ($1, $2, $3)', [
      ...[id, recurring.nextPeriod, invoice],
    ]);
    if (recurring.mailed) await this.mail(invoice, recurring.recipients);
    recurring.advance();
    const { nextPeriod, nextOn, version } = recurring;
    await this.recurrings.update({ id }, { nextPeriod, nextOn, failure: null, retryOn: null, version: version + 1 });
    return true;
  }

  /** Says on the definition why its document could not be made, and that it is tried again on that day. */
  async fail(id: number, words: string, retryOn: string) {
    await this.recurrings.update({ id }, { failure: words.slice(0, 1000), retryOn });
  }

  /** The next periods: when, and what each will come to as the source stands now. */
  async foreseen(recurring: Recurring): Promise<{ day: string; issueOn: string; gross: Decimal; currency: string }[]> {
    const source = await this.reader.find(recurring.sourceId);
    const periods = Array.from({ length: FORESEEN }, (_, place) => recurring.nextPeriod + place);
    return periods.flatMap((period) => {
      const issueOn = issueDay(recurring, period);
      const day = dayOfPeriod(recurring, period);
      return issueOn === null ? [] : [{ day, issueOn, gross: grossOn(recurring, source, day), currency: source.currency }];
    });
  }

  private async mail(invoice: number, recipients: string | null) {
    if (recipients === null) return this.sendings.sendUsual(invoice, false);
    const usual = await this.sendings.usual(await this.reader.find(invoice));
    return this.sendings.send(invoice, { ...usual, to: recipients }, false);
  }
}

function grossOn(recurring: Recurring, source: Invoice, day: string) {
  const lines = source.lines!.map((line) => ({ ...line, rate: line.vatRate, price: recurring.priceOn(day, line.price) }));
  return totals(lines, source.method, source.discountKind).document.gross;
}

/** The form of the period's document: what the source says today, at the prices of that day. */
function inputOf(recurring: Recurring, source: Invoice): InvoiceInput {
  const day = dayOfPeriod(recurring, recurring.nextPeriod);
  const { lines, ...typed } = asTyped(source, NOBODY);
  return Object.assign(new InvoiceInput(), typed, {
    ...{ number: null, issueOn: today(), soldOn: source.soldOn === null ? null : day, otherBuyer: false },
    exchangeRate: null, // typed for another day (R100)
    ...{ clientId: source.clientId, recipientId: source.recipientId, filledFrom: source.clientId },
    charges: typed.charges.map((charge) => ({ ...charge, blank: false })),
    lines: lines.map(
      (line) => ({ ...line, dealId: null, blank: false, price: recurring.priceOn(day, line.price) }) as InvoiceLineInput,
    ),
  });
}
