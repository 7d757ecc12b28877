import { CURRENCIES } from '../../money/currencies';
import type { Decimal } from '../../money/decimal';
import { AmountOf, Day, Id, LongText, OneOf, Text, Whole } from '../../web/input';
import { DEAL_VAT_RATES } from './deal.entity';

/** The form of a deal (R88). What its documents say of it is no field (R36). */
export class DealInput {
  @Text({ max: 512, required: true }) name: string;
  /** Empty is 0: not agreed yet. */
  @AmountOf() agreedGross: Decimal | null = null;
  @OneOf(CURRENCIES, { required: true }) currency: string;
  @OneOf(DEAL_VAT_RATES, { required: true }) vatRate: string;
  @Id() clientId: number | null = null;
  @Id() contactId: number | null = null;
  @Id() departmentId: number | null = null;
  @Id() responsibleId: number | null = null;
  /** Asked of a new deal only; later a deal is moved. */
  @Id() stageId: number | null = null;
  @LongText() description: string | null = null;
  /** Days from issue to payment, for its invoices; empty leaves it to the client. */
  @Whole({ max: 365 }) paymentDays: number | null = null;
  @Day() expectedOn: string | null = null;
  /** The version that the form was filled from; none on a new deal (R117). */
  @Whole() version: number | null = null;
}

/** The form that moves a deal to another stage. */
export class MoveInput {
  @Id({ required: true }) stageId: number;
  @Text({ max: 500 }) reason: string | null = null;
}
