import type { MailState } from './message.entity';

/** A message came further, or back: in the transaction that says so. Not told of messages that were just queued. */
export class MailStateChanged {
  constructor(
    readonly message: number,
    readonly state: MailState,
  ) {}
}
