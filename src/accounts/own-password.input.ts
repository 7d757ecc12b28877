import { Text } from '../web/input';

/** The form in which people change their own password. */
export class OwnPasswordInput {
  @Text({ max: 200, required: true }) currentPassword: string;
  @Text({ max: 200, required: true }) password: string;
}
