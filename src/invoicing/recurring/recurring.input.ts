import { UNITS, type Unit } from '../../calendar/rhythm';
import type { Decimal } from '../../money/decimal';
import { AmountOf, Day, Flag, Id, LongText, OneOf, Text, Whole } from '../../web/input';

/** The form of a recurring document. */
export class RecurringInput {
  /** The document that it repeats; a new one only. */
  @Id() sourceId: number | null = null;
  @Text({ max: 255, required: true }) name: string;
  @Whole({ min: 1, max: 366, required: true }) every: number;
  @OneOf(UNITS, { required: true }) unit: Unit;
  @Day({ required: true }) firstOn: string;
  @Flag() workingDays = false;
  @Day() endOn: string | null = null;
  @Whole({ min: 1, max: 10_000 }) most: number | null = null;
  @Day() priceChangeOn: string | null = null;
  /** Per cent; below zero prices fall. */
  @AmountOf({ min: -99.99, max: 1000 }) priceChange: Decimal | null = null;
  @Flag() asDraft = false;
  @Flag() mailed = false;
  /** Addresses with commas. */
  @Text({ max: 2000 }) recipients: string | null = null;
  @LongText({ max: 2000 }) comment: string | null = null;
  @Whole() version: number | null = null;
  @LongText({ max: 100_000 }) opened: string | null = null;
}
