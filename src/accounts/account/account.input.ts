import { CURRENCIES } from '../../money/currencies';
import { Flag, OneOf, Text, Whole } from '../../web/input';
import { LANGUAGES } from '../../web/translations';

/** Every zone in which an account may reckon its days (IANA names). */
export const TIME_ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

/** What the owner says of the firm's account. */
export class AccountInput {
  @Text({ max: 200, required: true }) name: string;
  @OneOf(LANGUAGES, { required: true }) language: string;
  @OneOf(TIME_ZONES, { required: true }) timeZone: string;
  @OneOf(CURRENCIES, { required: true }) currency: string;
  /** Whether issued documents may be deleted (R49). */
  @Flag() issuedDeletable = true;
  /** The version that the form showed (R117). */
  @Whole() version: number | null = null;
}
