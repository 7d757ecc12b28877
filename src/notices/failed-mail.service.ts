import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person, type SideName } from '../accounts/person';
import { Database } from '../database/database';
import { say } from '../web/say';
import type { Told, Words } from './notice';
import { Notices } from './notices.service';

interface FailedMessage {
  id: number;
  side: SideName;
  subject: string;
  recipients: string[];
}

/** Tells people of mail that they caused and that did not arrive (R121). */
@Injectable()
export class FailedMail implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly notices: Notices,
  ) {}

  onModuleInit() {
    this.notices.tells('mail_failed', { inApp: true, byMail: false }, (all) => this.tell(all));
  }

  /** Whoever has left the side that the message is of reads neither its subject nor to whom it went (R131). */
  private async tell(all: Told[]): Promise<Words[]> {
    const messages = await this.database.query<FailedMessage[]>(
      `select m.id, m.side, m.subject, array(select r.address from mail_recipients r where r.mail_message_id = m.id order by r.position) recipients
        from mail_messages m where m.id = any ($1)`,
      [all.map(({ ids }) => ids.message)],
    );
    const reader = Person.current;
    return all.map(({ ids }) => {
      const key = `notices.mail_failed.${ids.state}`;
      const message = messages.find(({ id, side }) => id === ids.message && reader[side]);
      if (!message) return { text: say(`${key}.closed`), href: null };
      const { id, side, subject, recipients } = message;
      return { text: say(key, { subject, to: recipients.join(', ') }), href: `/${side}/outbox/${id}` };
    });
  }
}
