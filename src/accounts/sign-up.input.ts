import { Email, Flag, Text } from '../web/input';

/** The form that makes an account with its owner (R112, R113, R128). */
export class SignUpInput {
  @Text({ max: 200, required: true }) company: string;
  @Text({ max: 200, required: true }) name: string;
  @Text({ max: 100, required: true }) login: string;
  @Email({ required: true }) email: string;
  @Text({ max: 200, required: true }) password: string;
  /** Whether the account begins with an example firm instead of empty. */
  @Flag() exampleData = false;
}
