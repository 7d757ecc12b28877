import { Email, LongText, Text } from '../../web/input';

/** The form of a contact person (R14). */
export class ContactInput {
  /** How the person stood when the form was opened; null for a new one (R117). */
  @LongText({ max: 10_000 }) opened: string | null = null;
  @Text({ max: 200, required: true }) name: string;
  @Text() role: string | null = null;
  @Email() email: string | null = null;
  @Text({ max: 50 }) phone: string | null = null;
}

/** What the form says of a contact person. */
export type TypedContact = Omit<ContactInput, 'opened'>;
