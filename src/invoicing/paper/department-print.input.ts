import { LongText, Text } from '../../web/input';

const LONGEST_CLOSING = 1000;
const LONGEST_FOOTER = 300;

/** How a department's documents look and what they say beside their own words, in each language that documents are printed in. */
export class DepartmentPrintInput {
  /** '#1f5673' */
  @Text({ max: 7, required: true }) accent: string;
  @LongText({ max: LONGEST_CLOSING }) closingPl: string | null;
  @LongText({ max: LONGEST_CLOSING }) closingEn: string | null;
  @LongText({ max: LONGEST_CLOSING }) closingDe: string | null;
  @LongText({ max: LONGEST_FOOTER }) footerPl: string | null;
  @LongText({ max: LONGEST_FOOTER }) footerEn: string | null;
  @LongText({ max: LONGEST_FOOTER }) footerDe: string | null;
  /** The version that the form was opened with (R117); empty where nothing was set yet. */
  @Text({ max: 10 }) version: string | null;
}
