import { Email, Text, Whole } from '../../web/input';

/** The form of a contact person (R14). */
export class ContactInput {
  /** The version that the form showed; null for a new one (R117). */
  @Whole() version: number | null = null;
  @Text({ max: 200, required: true }) name: string;
  @Text() role: string | null = null;
  @Email() email: string | null = null;
  @Text({ max: 50 }) phone: string | null = null;
}
