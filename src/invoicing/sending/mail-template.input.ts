import { Id, LongText, OneOf, Text } from '../../web/input';
import { LANGUAGES, type Language } from '../../web/translations';
import { KINDS } from '../kinds';

/** A template of messages as its form sends it. */
export class MailTemplateInput {
  /** Null for all kinds. */
  @OneOf(KINDS.map(({ code }) => code)) kind: string | null = null;
  /** Null for all departments. */
  @Id() departmentId: number | null = null;
  @OneOf(LANGUAGES, { required: true }) language: Language;
  @Text({ max: 255, required: true }) subject: string;
  @LongText({ max: 20_000 }) body: string | null = null;
  /** How its fields stood when the form was opened (R117). */
  @LongText({ max: 200_000 }) opened: string | null = null;
}
