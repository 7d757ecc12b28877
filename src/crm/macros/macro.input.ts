import { LongText, OneOf, RowsOfTexts, Text, Whole } from '../../web/input';
import { HAPPENINGS } from './happening-kinds';

/** A row of the form's conditions or actions: texts by column; of a field with several values, one column for each: 'to:user:1000'. */
export type Row = Record<string, string>;

/** Units in which a delay is typed, in minutes. */
export const DELAY_UNITS = { minutes: 1, hours: 60, days: 1440 } as const;

/** The form of a macro, "When – If – Then". What is missing is said by the service, so that rows can be added to a form that is not whole. */
export class MacroInput {
  @Text() name: string | null = null;
  @OneOf(Object.keys(HAPPENINGS)) happening: string | null = null;
  @Whole({ min: -366, max: 366 }) days: number | null = null;
  @Text() dateField: string | null = null;
  @OneOf(['all', 'any']) match: 'all' | 'any' | null = null;
  @RowsOfTexts() conditions: Row[] = [];
  @RowsOfTexts({ max: 20 }) actions: Row[] = [];
  /** How long after the happening (R77); nothing is at once. */
  @Whole({ max: 366 * 24 * 60 }) delay: number | null = null;
  @OneOf(Object.keys(DELAY_UNITS)) delayUnit: keyof typeof DELAY_UNITS | null = null;
  /** How the macro stood when the form was opened (R117). */
  @LongText({ max: 400_000 }) opened: string | null = null;
  /** What the button says: nothing to save, else which row comes or goes. */
  @Text({ max: 40 }) next: string | null = null;
}
