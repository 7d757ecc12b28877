import { Text } from '../../web/input';

/** Issuing a draft: by the next number of its series, or by one that was typed (R96). */
export class IssuanceInput {
  @Text({ max: 256 }) number: string | null = null;
}
