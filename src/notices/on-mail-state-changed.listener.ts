import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { On } from '../events/on';
import { MailStateChanged } from '../mail/mail.events';
import { Notices } from './notices.service';

const TOLD = ['failed', 'bounced', 'unknown'];

/** Of those who work on the message's side: who queued it, who is responsible for its client, the side's owner; nobody else than who queued it, if none. */
const READER = `coalesce((select s.user_id from memberships s join users u on u.account_id = s.account_id and u.id = s.user_id and u.left_at is null
    where s.side = m.side and s.ended_at is null and (s.user_id in (m.queued_by, c.responsible_id) or s.role = 'owner')
    order by s.user_id = m.queued_by desc nulls last, s.user_id = c.responsible_id desc nulls last, s.user_id limit 1), m.queued_by)`;

/** A notice goes to nobody's address but its reader's own; what a macro tells strangers is personal too (R131), and its author learns that it failed. */
const NO_NOTICE = `(not m.personal or exists (select from mail_recipients r join users w on w.account_id = m.account_id and w.id = m.queued_by
    where r.account_id = m.account_id and r.mail_message_id = m.id and lower(r.address) <> lower(w.email)))`;

/**
 * Mail did not arrive, came back, or nobody knows: whoever caused it is told, once for each time that it was tried; when they have left, whoever has
 * its client by now.
 */
@Injectable()
export class OnMailStateChanged {
  constructor(
    private readonly database: Database,
    private readonly notices: Notices,
  ) {}

  @On(MailStateChanged)
  async tell({ message, state }: MailStateChanged) {
    if (!TOLD.includes(state)) return;
    // A notice that cannot be mailed is not told of by another one, which would fail as well.
    const [found] = await this.database.asAccount(() =>
      this.database.query<{ reader: number | null; attempt: number | null }[]>(
        `select ${READER} reader, m.attempt_id attempt
          from mail_messages m left join clients c on c.account_id = m.account_id and c.id = m.client_id where m.id = $1 and ${NO_NOTICE}`,
        [message],
      ),
    );
    if (!found?.reader) return;
    const key = `mail_failed ${message} ${state} ${found.attempt ?? ''}`;
    await this.notices.give({ kind: 'mail_failed', users: [found.reader], ids: { message, state }, key });
  }
}
