import { ValidateIf } from 'class-validator';
import { CURRENCIES } from '../../money/currencies';
import type { Decimal } from '../../money/decimal';
import { OwnTexts } from '../../own-fields/own.input';
import { AmountOf, Day, Id, LongText, Nested, OneOf, Text, Whole } from '../../web/input';
import { DEAL_VAT_RATES } from './deal.entity';

const Filled = () => ValidateIf((line: DealLineInput) => !line.blank);

/** A row of the form's table of lines (R123). */
export class DealLineInput {
  @Filled() @Text({ max: 512, required: true }) name: string;
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

/** The form of a deal (R88). What its documents say of it is no field (R36). */
export class DealInput {
  @Text({ max: 512, required: true }) name: string;
  /** Empty is 0: not agreed yet. Of a deal with lines their sum counts, whatever stands here. */
  @AmountOf() agreedGross: Decimal | null = null;
  @OneOf(CURRENCIES, { required: true }) currency: string;
  @OneOf(DEAL_VAT_RATES, { required: true }) vatRate: string;
  @Id() clientId: number | null = null;
  /** The client as people choose one: '1003 · Name', or words that only one card has. */
  @Text({ max: 600 }) client: string | null = null;
  /** The card that was chosen while typing; the typed name tells whether it still is. */
  @Id() pickedId: number | null = null;
  @Id() contactId: number | null = null;
  @Id() departmentId: number | null = null;
  @Id() responsibleId: number | null = null;
  /** Asked of a new deal only; later a deal is moved. */
  @Id() stageId: number | null = null;
  @LongText() description: string | null = null;
  /** Days from issue to payment, for its invoices; empty leaves it to the client. */
  @Whole({ max: 365 }) paymentDays: number | null = null;
  @Day() expectedOn: string | null = null;
  @Nested(() => DealLineInput, { max: 200 }) lines: DealLineInput[] = [];
  /** Own fields by key, as they were typed (R13). */
  @OwnTexts() own: Record<string, string> | null = null;
  /** How the deal stood when the form was opened; none on a new deal (R117). */
  @LongText({ max: 400_000 }) opened: string | null = null;
  /** What the button that sent the form says: nothing to save it, or to go on with more rows for lines. */
  @OneOf(['line']) next: 'line' | null = null;
}

/** The form that moves a deal to another stage. */
export class MoveInput {
  @Id({ required: true }) stageId: number;
  @Text({ max: 500 }) reason: string | null = null;
}
