import { KINDS } from '../../invoicing/kinds';
import { Id, ManyOf, OneOf } from '../../web/input';
import { DEAL_CLIENTS } from './integration-settings.entity';

/** Which documents make deals, and which deals (R34, R39, R42). */
export class AcceptedDocumentsInput {
  @ManyOf(KINDS.map(({ code }) => code)) kinds: string[];
  /** Empty is the first won stage. */
  @Id() stageId: number | null = null;
  @OneOf(DEAL_CLIENTS, { required: true }) dealClient: (typeof DEAL_CLIENTS)[number];
}
