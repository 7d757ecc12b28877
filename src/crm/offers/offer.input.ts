import { ValidateIf } from 'class-validator';
import { CURRENCIES } from '../../money/currencies';
import type { Decimal } from '../../money/decimal';
import { AmountOf, Day, Id, LongText, Nested, OneOf, Text } from '../../web/input';
import { LANGUAGES, type Language } from '../../web/translations';
import { DEAL_VAT_RATES } from '../deals/deal.entity';

const Filled = () => ValidateIf((line: OfferLineInput) => !line.blank);

/** A row of the form's table of lines (R123). */
export class OfferLineInput {
  @Filled() @Text({ max: 512, required: true }) name: string;
  @LongText({ max: 2000 }) description: string | null = null;
  @Text({ max: 20 }) unit: string | null = null;
  @Filled() @AmountOf({ min: 0.000001, max: 9_999_999.999999, places: 6, required: true }) quantity: Decimal;
  /** Of one unit, gross. */
  @Filled() @AmountOf({ required: true }) price: Decimal;
  @Filled() @OneOf(DEAL_VAT_RATES, { required: true }) rate: string;

  /** A row nobody typed in: left out, and its place kept, so that errors stand beside the right row. */
  get blank() {
    return (this.name ?? null) === null && (this.price ?? null) === null;
  }
}

/** The form of an offer (R80). */
export class OfferInput {
  /** Of a new offer only. */
  @Id() dealId: number | null = null;
  /** Of a new offer only; empty is the built-in one. */
  @Id() templateId: number | null = null;
  @Text({ max: 255, required: true }) title: string;
  @OneOf(LANGUAGES, { required: true }) language: Language;
  /** HTML as the editor made it or somebody typed it; cleaned before it is looked at. How long it may be clean-html.ts says. */
  @LongText({ max: 6_000_000 }) html: string | null = null;
  @OneOf(CURRENCIES, { required: true }) currency: string;
  @Day() validUntil: string | null = null;
  @Nested(() => OfferLineInput, { max: 200 }) lines: OfferLineInput[] = [];
  /** How the offer stood when the form was opened; none on a new offer (R117). */
  @LongText({ max: 6_000_000 }) opened: string | null = null;
  /** What the button that sent the form says: nothing to save it, or to go on with more rows for lines. */
  @OneOf(['line']) next: 'line' | null = null;
}
