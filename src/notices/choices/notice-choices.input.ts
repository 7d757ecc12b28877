import { Flag, Nested, Text } from '../../web/input';

/** Where notices of one kind are to go. */
export class NoticeChoiceInput {
  @Text({ max: 100, required: true }) kind: string;
  @Flag() inApp = false;
  @Flag() byMail = false;
}

/** The kinds that the form showed, each with what was ticked. */
export class NoticeChoicesInput {
  @Nested(() => NoticeChoiceInput, { max: 100 }) choices: NoticeChoiceInput[];
}
