import type { Decimal } from '../money/decimal';
import { OwnTexts } from '../own-fields/own.input';
import { AmountOf, Email, Flag, Id, LongText, Text, Whole } from '../web/input';
import type { Client } from './client.entity';

/** The client card's form (R12); everything but the name may stay empty. */
export class ClientInput {
  /** How the card stood when the form was opened; null for a new card, and for code, which overwrites (R117). */
  @LongText({ max: 200_000 }) opened: string | null = null;
  @Text({ max: 512, required: true }) name: string;
  @Text() shortName: string | null = null;
  @Flag() company = true;
  @Text() firstName: string | null = null;
  @Text() lastName: string | null = null;
  @Text({ max: 2 }) taxCountry: string | null = null;
  @Text({ max: 40 }) taxNo: string | null = null;
  @Text({ max: 20 }) regon: string | null = null;
  @Text({ max: 20 }) pesel: string | null = null;
  @Text({ max: 512 }) street: string | null = null;
  @Text({ max: 20 }) postCode: string | null = null;
  @Text() city: string | null = null;
  @Text({ max: 2 }) country: string | null = null;
  @LongText({ max: 1000 }) deliveryAddress: string | null = null;
  @Email() email: string | null = null;
  @Text({ max: 50 }) phone: string | null = null;
  @Text({ max: 50 }) mobilePhone: string | null = null;
  @Text() www: string | null = null;
  @Text({ max: 50 }) bankAccount: string | null = null;
  @Whole({ max: 365 }) paymentDays: number | null = null;
  @AmountOf({ max: 100 }) discount: Decimal | null = null;
  @LongText() description: string | null = null;
  @LongText() note: string | null = null;
  @Text() category: string | null = null;
  /** Separated by commas. */
  @Text({ max: 1000 }) tags: string | null = null;
  @Id() departmentId: number | null = null;
  @Id() responsibleId: number | null = null;
  /** The payer as people write one: name, tax number, or the '1003 · Name' that the form shows. */
  @Text({ max: 600 }) payer: string | null = null;
  @Text() externalId: string | null = null;
  /** Own fields by key, as they were typed (R13). */
  @OwnTexts() own: Record<string, string> | null = null;
}

/** What the form says of a card. */
export type TypedClient = Omit<ClientInput, 'opened'>;

/** A card as it would be typed into its form. @param payerName shown after the payer's id; saving needs the id alone */
export function typedOf(client: Client, payerName = ''): TypedClient {
  const { id: _, version: __, taxKey: ___, payerId, deletedAt: ____, deletedBy: _____, mergedIntoId: ______, ...card } = client;
  const { updatedAt: _______, own: ________, tags, ...typed } = card;
  return {
    ...typed,
    tags: tags.join(', '),
    own: null,
    payer: payerId === null ? null : `${payerId} · ${payerName}`.trimEnd(),
  };
}
