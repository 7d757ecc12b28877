import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { say } from '../../web/say';
import { Mail } from '../mail.service';
import { MailServers } from './mail-servers.service';

/** Letters by which administrators try a mail server out: handed over like any other. */
@Injectable()
export class TestLetters {
  constructor(
    private readonly database: Database,
    private readonly servers: MailServers,
    private readonly mail: Mail,
  ) {}

  /** Sends one to whoever asks. @returns the message's id @throws BrokenRule while no server is set there */
  async send(department: number | null): Promise<number> {
    const server = await this.servers.own(department);
    if (!server) throw new BrokenRule('mail_server_missing');
    const { user, language, accountName, invoicing } = Person.current;
    const [{ email }] = await this.database.query<{ email: string }[]>('select email from users where id = $1', [user]);
    const text = say('mail_servers.test.text', { host: server.host, company: accountName });
    return this.mail.queue({
      ...{ side: invoicing ? 'invoicing' : 'crm', clientId: null },
      ...{ departmentId: department, to: [email], cc: [], subject: say('mail_servers.test.subject'), language, attachments: [] },
      ...{ text, html: `<p>${text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</p>` },
    });
  }
}
