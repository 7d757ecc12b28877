import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import { OwnField, type OwnRecord } from './own-field.entity';

/** The fields that a firm added to its clients and deals, and their order (R13). */
@Injectable()
export class OwnFields {
  constructor(@InjectRepository(OwnField) private readonly fields: Repository<OwnField>) {}

  /** Fields in use of a kind of record, in order; those of deals are shown to members of CRM only. */
  list(record: OwnRecord): Promise<OwnField[]> {
    return this.fields.find({ where: { record, removedAt: IsNull() }, order: { position: 'ASC', id: 'ASC' } });
  }
}
