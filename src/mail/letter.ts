import type { SideName } from '../accounts/person';
import type { Language } from '../web/translations';

/** What somebody wants to be sent: finished words, and who makes what is attached. */
export interface Letter {
  /** In whose outbox it stands. */
  side: SideName;
  /** To which client it is written; in CRM it is seen by whoever sees the client. Null when it is to nobody's client. */
  clientId: number | null;
  /** Whose mail server hands it over; null, or a department without one, is the account's. */
  departmentId: number | null;
  to: string[];
  cc: string[];
  subject: string;
  html: string;
  text: string;
  language: Language;
  attachments: AttachmentRef[];
  /** Whether the person as whom it is queued wrote or sent it: answers go to them. Else Tandem sent it by itself. */
  byHand?: boolean;
  /** Seen by nobody but the person as whom it is queued, whatever they may see: it tells what only they may know. */
  personal?: boolean;
}

/** An attachment before it is made: who makes it (Mail.attach), of what, and its name until then. */
export interface AttachmentRef {
  source: string;
  ref: Record<string, unknown>;
  name: string;
}

/** An attachment that is made. */
export interface Attachment {
  name: string;
  /** As 'application/pdf'. */
  type: string;
  bytes: Buffer;
}

/** Makes attachments of one source for a message, by its id, outside any transaction; Person.current is who queued it. */
export type AttachmentMaker = (account: number, ref: Record<string, unknown>, message: number) => Promise<Attachment>;
