import { ValidateIf } from 'class-validator';
import { CURRENCIES } from '../../money/currencies';
import type { Decimal } from '../../money/decimal';
import { AmountOf, Day, Email, Flag, Id, Ids, LongText, ManyOf, Nested, OneOf, Text, Whole } from '../../web/input';
import { KINDS } from '../kinds';
import { DISCOUNT_KINDS, type DiscountKind } from '../vat/line-value';
import { VAT_RATES } from '../vat/rates';
import { VAT_METHODS, type VatMethod } from '../vat/totals';
import { GTU_CODES, MARGIN_PROCEDURES, PROCEDURES } from './details';

export const PAYMENT_METHODS = ['transfer', 'cash', 'card', 'other'] as const;

/** What the button that sent the form says: keep a draft, issue at once, or keep it and go on with one more line. */
export const NEXT = ['draft', 'issue', 'line', 'send'] as const;

/** What a document may be printed in; of the others than the first five their English is printed (R101). */
export const LANGUAGES: readonly string[] = [
  ...[
    'pl',
    'en',
    'de',
    'pl/en',
    'pl/de',
    'fr',
    'cz',
    'ru',
    'es',
    'it',
    'nl',
    'hr',
    'ar',
    'sk',
    'sl',
    'el',
    'et',
    'cn',
    'hu',
    'tr',
    'fa',
  ],
];

const Filled = () => ValidateIf((line: InvoiceLineInput) => !line.blank);

/** A row of the form's table of lines. */
export class InvoiceLineInput {
  @Filled() @Text({ max: 512, required: true }) name: string;
  @Text({ max: 20 }) unit: string | null = null;
  @Filled() @AmountOf({ max: 9_999_999.999999, places: 6, required: true }) quantity: Decimal;
  /** Of one unit, net or gross as the method says; a line of a known product may leave it out (src/invoicing/products/product-lines.ts). */
  @Filled() @AmountOf({ places: 8 }) price: Decimal;
  /** Per cent or an amount, as the discount kind says. */
  @AmountOf() discount: Decimal | null = null;
  @Filled()
  @OneOf(
    VAT_RATES.map((rate) => rate.code),
    { required: true },
  )
  rate: string;
  @Id() dealId: number | null = null;
  @OneOf(GTU_CODES) gtu: string | null = null;
  /** Of annex 15 of the VAT act: dear ones are paid by split payment. */
  @Flag() annex15 = false;
  @Id() productId: number | null = null;
  @Text({ max: 50 }) code: string | null = null;
  /** PKWiU, CN or PKOB. */
  @Text({ max: 50 }) classification: string | null = null;
  @Text({ max: 1000 }) description: string | null = null;

  /** A row nobody typed in: left out, and its place kept, so that errors stand beside the right row. */
  get blank() {
    return (this.name ?? null) === null && (this.price ?? null) === null;
  }
}

/** A row of what changes the amount to pay (R106). */
export class InvoiceChargeInput {
  @OneOf(['charge', 'deduction'], { required: true }) kind: 'charge' | 'deduction';
  @ValidateIf((charge: InvoiceChargeInput) => !charge.blank)
  @AmountOf({ min: 0.01, max: 9_999_999.99, required: true })
  amount: Decimal;
  @ValidateIf((charge: InvoiceChargeInput) => !charge.blank)
  @Text({ max: 256, required: true })
  reason: string;

  /** A row nobody typed in. */
  get blank() {
    return (this.amount ?? null) === null && (this.reason ?? null) === null;
  }
}

/** The form of a document. */
export class InvoiceInput {
  @OneOf(
    KINDS.map((kind) => kind.code),
    { required: true },
  )
  kind: string;
  /** Typed for a document issued at once; without it the series gives the next one (R96). */
  @Text({ max: 256 }) number: string | null = null;
  @Id({ required: true }) departmentId: number;
  @Day({ required: true }) issueOn: string;
  @Day() soldOn: string | null = null;
  @Whole({ max: 365 }) paymentDays: number | null = null;
  @OneOf(PAYMENT_METHODS, { required: true }) paymentMethod: string;
  @OneOf(CURRENCIES, { required: true }) currency: string;
  /** Zlotys for a unit of the currency, typed where NBP's is not known or not to be used (R100). */
  @AmountOf({ positive: true, max: 99_999, places: 8 }) exchangeRate: Decimal | null = null;
  @OneOf(VAT_METHODS, { required: true }) method: VatMethod;
  @OneOf(DISCOUNT_KINDS, { required: true }) discountKind: DiscountKind;
  /** Without typed buyer data the card of this client is copied (R10). */
  @Id() clientId: number | null = null;
  /** The same as people choose one: '1003 · Name', or words that only one card has. */
  @Text({ max: 600 }) client: string | null = null;
  /** The client whose card the buyer's fields showed when the form was opened: choosing another one means another's data. */
  @Id() filledFrom: number | null = null;
  @Flag() buyerCompany = true;
  @Text({ max: 512 }) buyerName: string | null = null;
  @Text({ max: 50 }) buyerTaxNo: string | null = null;
  @Text() buyerStreet: string | null = null;
  @Text({ max: 20 }) buyerPostCode: string | null = null;
  @Text({ max: 100 }) buyerCity: string | null = null;
  @Text({ max: 2 }) buyerCountry: string | null = null;
  @Email() buyerEmail: string | null = null;
  /** Also write the typed buyer data on the client's card (R10). */
  @Flag() buyerOverride = false;
  /** The buyer is knowingly another than the client of the document's deal (R126). */
  @Flag() otherBuyer = false;
  /** Who receives what the buyer pays for (R15, R25). */
  @Id() recipientId: number | null = null;
  /** The same as people choose one. */
  @Text({ max: 600 }) recipient: string | null = null;
  /** The document that this one continues; a new one only (R42). */
  @Id() fromInvoiceId: number | null = null;
  /** The offer that it came of; a new one only, and unticked where it is to come of none (R84). */
  @Id({ box: true }) offerId: number | null = null;
  /** Advance invoices that a final one takes off; a new one only (R103). */
  @Ids({ max: 100 }) advanceIds: number[] = [];
  @Text({ max: 256 }) correctionReason: string | null = null;
  @LongText({ max: 4000 }) contentBefore: string | null = null;
  @LongText({ max: 4000 }) contentAfter: string | null = null;
  @OneOf(LANGUAGES) language: string | null = null;
  @OneOf(['debit', 'credit']) noteKind: 'debit' | 'credit' | null = null;
  @Text({ max: 256 }) exemptBasis: string | null = null;
  @OneOf(MARGIN_PROCEDURES) marginProcedure: (typeof MARGIN_PROCEDURES)[number] | null = null;
  @ManyOf(PROCEDURES) procedures: string[] = [];
  @Flag() splitPayment = false;
  @Flag() oss = false;
  @Text({ max: 256 }) orderNo: string | null = null;
  @Text({ max: 256 }) issuerName: string | null = null;
  @LongText({ max: 4000 }) internalNote: string | null = null;
  @LongText({ max: 2000 }) footer: string | null = null;
  @Nested(() => InvoiceChargeInput, { max: 200 }) charges: InvoiceChargeInput[] = [];
  @Text({ max: 100 }) place: string | null = null;
  @LongText({ max: 4000 }) notes: string | null = null;
  /** By whose prices products are picked; a document does not remember it. */
  @Id() priceListId: number | null = null;
  @Nested(() => InvoiceLineInput) lines: InvoiceLineInput[];
  /** One posted form makes one document, however often it is sent (R118). */
  @Text({ max: 36 }) requestKey: string | null = null;
  /** The version that was shown, so that nobody's edit is overwritten unseen. */
  @Whole() version: number | null = null;
  /** How the fields stood when the form was opened (R117). */
  @LongText({ max: 1_000_000 }) opened: string | null = null;
  @OneOf(NEXT) next: (typeof NEXT)[number] | null = null;
}
