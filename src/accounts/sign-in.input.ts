import { Id, Text } from '../web/input';

/** Login or e-mail with the password; account once it was asked for which (R128). */
export class SignInInput {
  @Text({ max: 255, required: true }) login: string;
  @Text({ max: 200, required: true }) password: string;
  @Id() account: number | null;
}
