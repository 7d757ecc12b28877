import { Flag, LongText, OneOf, Text, Whole } from '../web/input';
import { OWN_RECORDS, OWN_TYPES, type OwnRecord, type OwnType } from './own-field.entity';

/** The form of an own field; record, type and restriction are asked of a new one only. */
export class OwnFieldInput {
  @Text({ max: 100, required: true }) name: string;
  @OneOf(OWN_RECORDS) record: OwnRecord | null = null;
  @OneOf(OWN_TYPES) type: OwnType | null = null;
  @Flag() restricted = false;
  /** Place in the order; empty or beyond the last it is the last. */
  @Whole({ min: 1, max: 1000 }) position: number | null = null;
  /** How the field stood when its form was opened; null for a new one (R117). */
  @LongText() opened: string | null = null;
}
