import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { BrokenRule } from '../../broken-rule';
import type { Client } from '../../clients/client.entity';
import { ClientsService } from '../../clients/clients.service';
import type { StoredFile } from '../../files/kept-file';
import { addressesIn } from '../../mail/addresses';
import { Mail } from '../../mail/mail.service';
import { MailServers } from '../../mail/servers/mail-servers.service';
import { filled, htmlOf, type Values } from '../../mail/template-text';
import type { Language } from '../../web/translations';
import type { Deal } from '../deals/deal.entity';
import { DealsService } from '../deals/deals.service';
import { CrmVariables } from '../variables/crm-variables.service';
import { Letter } from './letter.entity';
import { attachmentsOf, LetterFiles } from './letter-files.service';
import { refuseUnknown } from './letter-templates.service';

/** A letter as somebody, or a template, says it: variables may stand in subject and body. */
export interface Said {
  clientId: number;
  /** The deal that it is about, of that client. */
  dealId: number | null;
  to: string[];
  cc: string[];
  subject: string;
  body: string;
  language: Language;
  /** What goes out with it. */
  files?: StoredFile[];
  /** Whether the person who asks wrote it: answers go to them. */
  byHand?: boolean;
}

/** What somebody's department has: a client, a deal, an offer. */
type OfDepartment = Pick<Client, 'departmentId'>;

/** The longest subject that goes out. */
const LONGEST_SUBJECT = 255;

/** Writes to clients from CRM: each letter is remembered in the transaction that queues its message (R121). */
@Injectable()
export class Letters {
  constructor(
    @InjectRepository(Letter) private readonly letters: Repository<Letter>,
    private readonly clients: ClientsService,
    private readonly deals: DealsService,
    private readonly variables: CrmVariables,
    private readonly mail: Mail,
    private readonly servers: MailServers,
    private readonly files: LetterFiles,
  ) {}

  /** A client who may be written to. @throws EntityNotFoundError for one closed to the person, BrokenRule for a deleted one (R127) */
  async aboutClient(id: number): Promise<{ client: Client; deal: null }> {
    const client = await this.clients.find(id);
    if (client.deletedAt) throw new BrokenRule('letter_to_deleted_client', { name: client.name });
    return { client, deal: null };
  }

  /** A deal, and its client who may be written to. @throws as `aboutClient`, of the deal too; BrokenRule for a deal without client */
  async aboutDeal(id: number): Promise<{ client: Client; deal: Deal }> {
    const deal = await this.deals.find(id);
    if (deal.deleted) throw new BrokenRule('deal_is_deleted');
    if (deal.clientId === null) throw new BrokenRule('letter_deal_without_client');
    return { ...(await this.aboutClient(deal.clientId)), deal };
  }

  /**
   * Queues a letter, its variables filled in as the person who asks sees them.
   * @returns the letter's id
   * @throws EntityNotFoundError or BrokenRule as `aboutDeal`, and BrokenRule at the field that cannot be taken
   */
  async write({ clientId, dealId, to, cc, language, files = [], byHand = false, ...said }: Said): Promise<number> {
    const { client, deal } = dealId === null ? await this.aboutClient(clientId) : await this.aboutDeal(dealId);
    if (client.id !== clientId) throw new BrokenRule('letter_of_another_client');
    const [recipients, copies] = [addressesIn(to.join(), 'to'), addressesIn(cc.join(), 'cc')];
    const values = await this.variables.valuesOf({ clientId, dealId }, language);
    for (const field of ['subject', 'body'] as const) refuseUnknown(said[field], field, Object.keys(values));
    const { subject, body } = finished(said, values);
    const messageId = await this.mail.queue({
      ...{ side: 'crm', clientId, departmentId: departmentOf(client, deal), to: recipients, cc: copies, language, byHand },
      ...{ subject, text: body, html: htmlOf(body), attachments: attachmentsOf(files) },
    });
    const { id } = (await this.letters.insert({ clientId, dealId, messageId })).identifiers[0];
    await this.files.attach(id, files);
    return id;
  }

  /** @throws EntityNotFoundError */
  find(id: number): Promise<Letter> {
    return this.letters.findOneByOrFail({ id });
  }

  /** Whether a mail server would take what is written to a client about a deal or an offer; without one it waits. */
  async isServed(client: OfDepartment, about: OfDepartment | null): Promise<boolean> {
    return (await this.servers.for(departmentOf(client, about))) !== undefined;
  }
}

/** In whose name it is written: the department of what it is about, else the client's. */
export function departmentOf(client: OfDepartment, about: OfDepartment | null) {
  return about?.departmentId ?? client.departmentId;
}

/** The words that go out: on one line where they are a subject, so that no header follows it. @throws BrokenRule when nothing is left of them */
function finished(said: Pick<Said, 'subject' | 'body'>, values: Values) {
  const subject = filled(said.subject, values).replace(/\s+/g, ' ').trim().slice(0, LONGEST_SUBJECT);
  const body = filled(said.body, values);
  if (!subject) throw new BrokenRule('letter_says_nothing', {}, 'subject');
  if (!body) throw new BrokenRule('letter_says_nothing', {}, 'body');
  return { subject, body };
}
