import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Actors } from '../accounts/actors.service';
import { Person } from '../accounts/person';
import { Database } from '../database/database';
import { Jobs } from '../jobs/jobs.service';
import { Mail } from '../mail/mail.service';
import { MailServers } from '../mail/servers/mail-servers.service';
import { htmlOf } from '../mail/template-text';
import { SETTINGS, type Settings } from '../settings';
import { say } from '../web/say';
import type { Told } from './notice';
import { MAIL_NOTICE, Notices } from './notices.service';

/** No subject is longer; the whole text stands in the message. */
const LONGEST_SUBJECT = 150;

/** Mails a notice to whom it was given, as they would read it; once, however often the job runs (R121). */
@Injectable()
export class MailNotice implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly database: Database,
    private readonly actors: Actors,
    private readonly notices: Notices,
    private readonly mail: Mail,
    private readonly servers: MailServers,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit() {
    this.jobs.handle<{ notice: number; reader: number }>(MAIL_NOTICE, ({ account, notice, reader }) =>
      this.deliver(account!, reader, notice),
    );
  }

  private async deliver(account: number, reader: number, id: number) {
    const person = await this.actors.personOf({ account, user: reader });
    if (person.user !== reader) return; // has left meanwhile
    await person.during(() => this.database.run(person.who, () => this.queue(id)));
  }

  private async queue(id: number) {
    const [notice] = await this.database.query<(Told & { message_id: number | null })[]>(
      'select id, kind, ids, message_id from notices where id = $1 for update',
      [id],
    );
    if (notice.message_id) return;
    // Mail waits until there is a server; what is told weeks later helps nobody, so the bell tells it now.
    if (!(await this.servers.for(null))) return this.database.query('update notices set in_app = true where id = $1', [id]);
    const message = await this.mail.queue(await this.letter(notice));
    await this.database.query('update notices set message_id = $2 where id = $1', [id, message]);
  }

  private async letter(notice: Told) {
    const { user, language, crm } = Person.current;
    const [[{ text: said, href }], [{ email }]] = [
      await this.notices.inWords([notice]),
      await this.database.query<{ email: string }[]>('select email from users where id = $1', [user]),
    ];
    const { baseUrl } = this.settings;
    const text = say('notices.mail.text', { said, href: baseUrl + (href ?? '/notices'), choices: `${baseUrl}/notices/choices` });
    return {
      ...{ departmentId: null, to: [email], cc: [], language, text, html: htmlOf(text), attachments: [], personal: true },
      ...{ side: crm ? ('crm' as const) : ('invoicing' as const), clientId: null },
      subject: said.replace(/\s+/g, ' ').slice(0, LONGEST_SUBJECT),
    };
  }
}
