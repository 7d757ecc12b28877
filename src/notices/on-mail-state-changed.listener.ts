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
          from mail_messages m left join clients c on c.account_id = m.account_id and c.id = m.client_id where m.id = $1 and not m.personal`,
        [message],
      ),
    );
    if (!found?.reader) return;
    const key = `mail_failed ${message} ${state} ${found.attempt ?? ''}`;
    await this.notices.give({ kind: 'mail_failed', users: [found.reader], ids: { message, state }, key });
  }
}
