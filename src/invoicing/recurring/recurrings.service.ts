import { Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { today } from '../../clock';
import { Database } from '../../database/database';
import { History } from '../../history/history.service';
import { addressesIn } from '../../mail/addresses';
import { changedMeanwhile, merged } from '../../web/merging';
import { DocumentReader } from '../invoices/document-reader';
import { Recurring } from './recurring.entity';
import { RecurringInput } from './recurring.input';

/** A definition as a list shows it, with the name of its buyer and how many documents it made. */
export interface RecurringRow {
  id: number;
  buyer: string | null;
  made: number;
}

/** Documents that recur (R102): what repeats, how often, until when. */
@Injectable()
export class Recurrings {
  constructor(
    @InjectRepository(Recurring) private readonly recurrings: Repository<Recurring>,
    private readonly database: Database,
    private readonly reader: DocumentReader,
    private readonly history: History,
  ) {}

  /** @throws EntityNotFoundError */
  find(id: number): Promise<Recurring> {
    return this.recurrings.findOneByOrFail({ id });
  }

  /** Those that are not deleted, the next one first; ended ones last. */
  async list(): Promise<(Recurring & RecurringRow)[]> {
    const all = await this.recurrings.find({
      where: { deletedAt: IsNull() },
      order: { nextOn: { direction: 'ASC', nulls: 'LAST' }, id: 'ASC' },
    });
    const rows = await this.database.query<RecurringRow[]>(
      `select r.id, i.buyer_name buyer, (select count(*)::integer from recurring_issues m where m.recurring_id = r.id) made
        from recurrings r left join invoices i on i.id = r.source_id where r.deleted_at is null`,
    );
    return all.map((one) =>
      Object.assign(
        one,
        rows.find(({ id }) => id === one.id),
      ),
    );
  }

  /** Documents that it made, the newest first: those that the person may see. */
  madeBy(id: number): Promise<{ id: number; number: string | null; issueOn: string; gross: string; currency: string }[]> {
    return this.database.query(
      `select i.id, i.number, i.issue_on::text "issueOn", i.gross::text, trim(i.currency) currency
        from recurring_issues m join invoices i on i.id = m.invoice_id where m.recurring_id = $1 order by m.period desc limit 50`,
      [id],
    );
  }

  /** @returns its id @throws BrokenRule when the document cannot be repeated, or not so */
  async create(input: RecurringInput): Promise<number> {
    if (input.sourceId === null) throw new NotFoundException();
    const source = await this.reader.find(input.sourceId);
    const refusal = Recurring.refusal(source);
    if (refusal) throw new BrokenRule(refusal);
    const recurring = this.recurrings.create({
      ...{ sourceId: source.id, departmentId: source.departmentId, responsibleId: Person.current.user, nextPeriod: 0 },
    });
    this.describe(recurring, input);
    await this.recurrings.insert(recurring);
    return recurring.id;
  }

  /** @throws InvalidInput where somebody else changed the same field meanwhile (R117) */
  async update(id: number, typed: RecurringInput) {
    const recurring = await this.locked(id);
    recurring.allow(Person.current);
    const { input, conflicts } = merged(typed, typed.opened, typedOf(recurring) as Partial<RecurringInput>);
    if (conflicts.length) throw changedMeanwhile(conflicts, typed.opened, await this.history.lastWriter('recurrings', id));
    this.describe(recurring, input);
    await this.keep(recurring);
  }

  async pause(id: number) {
    await this.change(id, (recurring) => recurring.pause(Person.current));
  }

  async resume(id: number) {
    await this.change(id, (recurring) => recurring.resume(Person.current, today()));
  }

  async delete(id: number) {
    await this.change(id, (recurring) => recurring.delete(Person.current));
  }

  /** It comes back paused, so that nobody is surprised by a document. */
  async restore(id: number) {
    await this.change(id, (recurring) => recurring.restore(Person.current));
  }

  private async change(id: number, verb: (recurring: Recurring) => void) {
    const recurring = await this.locked(id);
    verb(recurring);
    await this.keep(recurring);
  }

  private describe(recurring: Recurring, input: RecurringInput) {
    if (input.recipients !== null) {
      try {
        addressesIn(input.recipients, 'to');
      } catch (error) {
        if (error instanceof BrokenRule) throw new BrokenRule(error.key, error.values, 'recipients');
        throw error;
      }
    }
    recurring.describe(input, today());
  }

  private locked(id: number): Promise<Recurring> {
    return this.recurrings.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  private async keep({ id, ...columns }: Recurring) {
    await this.recurrings.update({ id }, { ...columns, version: columns.version + 1 });
  }
}

const TYPED = [
  ...(['name', 'every', 'unit', 'firstOn', 'workingDays', 'endOn', 'most', 'priceChangeOn', 'priceChange'] as const),
  ...(['asDraft', 'mailed', 'recipients', 'comment'] as const),
];

/** A definition as its form holds it. */
export function typedOf(recurring: Recurring) {
  return Object.fromEntries(TYPED.map((field) => [field, recurring[field]])) as Pick<Recurring, (typeof TYPED)[number]>;
}
