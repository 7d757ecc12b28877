import { Text } from '../../web/input';

/** Why a document is cancelled or deleted; optional (R46, R50). */
export class EndingInput {
  @Text({ max: 500 }) reason: string | null = null;
}
