import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Not, QueryFailedError, Repository } from 'typeorm';
import { BrokenRule } from '../broken-rule';
import { Database } from '../database/database';
import { Transaction } from '../database/transaction';
import { History } from '../history/history.service';
import { changedMeanwhile, merged } from '../web/merging';
import { OwnField, type OwnRecord } from './own-field.entity';
import type { OwnFieldInput } from './own-field.input';
import { keyOf } from './own-key';

/** Fields of one kind of record, removed ones too. */
const MOST = 100;

/** The fields that a firm added to its clients and deals, and their order (R13). */
@Injectable()
export class OwnFields {
  /** What a transaction that only reads was told already: a page shows fields in several places. */
  private readonly known = new WeakMap<Transaction, Promise<OwnField[]>>();

  constructor(
    @InjectRepository(OwnField) private readonly fields: Repository<OwnField>,
    private readonly history: History,
    private readonly database: Database,
  ) {}

  /** Fields in use of a kind of record, in order; those of deals are shown to members of CRM only. */
  async list(record: OwnRecord): Promise<OwnField[]> {
    const fields = (await this.all()).filter((field) => field.record === record && field.removedAt === null);
    return fields.sort((one, other) => one.position - other.position || one.id - other.id);
  }

  /** Fields that were taken out of use, the last one first. */
  removed(): Promise<OwnField[]> {
    return this.fields.find({ where: { removedAt: Not(IsNull()) }, order: { removedAt: 'DESC', id: 'DESC' } });
  }

  /** All that ever were, for whoever tells what happened. */
  all(): Promise<OwnField[]> {
    const ask = () => this.fields.find({ order: { id: 'ASC' } });
    const transaction = Transaction.current;
    if (!transaction?.who.readOnly) return ask();
    const known = this.known.get(transaction) ?? ask();
    this.known.set(transaction, known);
    return known;
  }

  /** A field, removed or not. @throws EntityNotFoundError */
  find(id: number): Promise<OwnField> {
    return this.fields.findOneByOrFail({ id });
  }

  /** @throws BrokenRule when a field of the record has the name, or there are too many */
  async create({ record, name, type, restricted, position }: OwnFieldInput): Promise<OwnField> {
    const fields = await this.lock(record!);
    const taken = await this.fields.find({ where: { record: record! }, select: { key: true } });
    if (taken.length >= MOST) throw new BrokenRule('own_fields_too_many', { most: MOST });
    const key = keyOf(
      name,
      taken.map((field) => field.key),
    );
    const field = this.fields.create({ record: record!, key, name, type: type!, restricted, position: fields.length + 1 });
    await this.save(field);
    await this.reorder(placed(fields, field, position ?? fields.length + 1));
    return field;
  }

  /** @throws BrokenRule as create, InvalidInput when somebody else changed the same since the form was opened (R117) */
  async update(id: number, typed: OwnFieldInput) {
    const { record } = await this.find(id);
    const fields = await this.lock(record);
    const field = await this.find(id);
    const { input, conflicts } = merged(
      { name: typed.name, position: typed.position ?? field.position },
      typed.opened,
      field.said,
    );
    if (conflicts.length) throw changedMeanwhile(conflicts, typed.opened, await this.history.lastWriter('own_fields', id));
    field.name = input.name;
    await this.save(field);
    if (!field.removedAt) await this.reorder(placed(fields, field, input.position));
  }

  /** Takes it out of use; what it held is kept. */
  async remove(id: number) {
    const field = await this.find(id);
    await this.lock(field.record);
    field.remove();
    await this.fields.save(field);
  }

  /** @throws BrokenRule when a field in use has its name by now */
  async restore(id: number) {
    const field = await this.find(id);
    await this.lock(field.record);
    field.restore();
    await this.save(field);
  }

  private async save(field: OwnField) {
    await this.fields.save(field).catch((error) => {
      if (error instanceof QueryFailedError && error.driverError.constraint === 'one_own_field_of_a_name')
        throw new BrokenRule('own_field_name_taken', { name: field.name }, 'name');
      throw error;
    });
  }

  private async reorder(ids: number[]) {
    await this.database.query(
      `update own_fields set position = place, version = version + 1
       from unnest($1::bigint[]) with ordinality ordered (field_id, place) where id = field_id and position <> place`,
      [ids],
    );
  }

  /** One at a time: places and keys depend on each other. */
  private async lock(record: OwnRecord): Promise<OwnField[]> {
    await this.database.query(`select pg_advisory_xact_lock(hashtextextended('own fields:' || app_account() || $1, 0))`, [
      record,
    ]);
    return this.list(record);
  }
}

/** Ids in order, with the field at its place. */
function placed(fields: OwnField[], field: OwnField, position: number) {
  const ids = fields.map(({ id }) => id).filter((id) => id !== field.id);
  ids.splice(position - 1, 0, field.id);
  return ids;
}
