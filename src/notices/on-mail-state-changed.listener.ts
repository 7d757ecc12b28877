import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { On } from '../events/on';
import { MailStateChanged } from '../mail/mail.events';
import { Notices } from './notices.service';

const TOLD = ['failed', 'bounced', 'unknown'];

/** Mail did not arrive, or nobody knows: whoever caused it is told, once for each time that it was tried. */
@Injectable()
export class OnMailStateChanged {
  constructor(
    private readonly database: Database,
    private readonly notices: Notices,
  ) {}

  @On(MailStateChanged)
  async tellSender({ message, state }: MailStateChanged) {
    if (!TOLD.includes(state)) return;
    // A notice that cannot be mailed is not told of by another one, which would fail as well.
    const [found] = await this.database.query<{ sender: number; attempt: number | null }[]>(
      'select queued_by sender, attempt_id attempt from mail_messages where id = $1 and queued_by is not null and not personal',
      [message],
    );
    if (!found) return;
    const key = `mail_failed ${message} ${state} ${found.attempt ?? ''}`;
    await this.notices.give({ kind: 'mail_failed', users: [found.sender], ids: { message, state }, key });
  }
}
