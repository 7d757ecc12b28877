import { Flag, Text } from '../../web/input';

/** Why a document is cancelled or deleted; optional (R46, R50). */
export class EndingInput {
  @Text({ max: 500 }) reason: string | null = null;
}

/** The same of a cancelled one, whose buyer may be told (R125). */
export class CancellationInput extends EndingInput {
  @Flag() tell = false;
}
