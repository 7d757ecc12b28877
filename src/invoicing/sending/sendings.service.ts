import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { addressesIn } from '../../mail/addresses';
import { Mail } from '../../mail/mail.service';
import { MailServers } from '../../mail/servers/mail-servers.service';
import { filled, htmlOf, namesIn } from '../../mail/template-text';
import { type Language, translate } from '../../web/translations';
import { ClientCards } from '../invoices/client-cards.service';
import { DocumentReader } from '../invoices/document-reader';
import type { Invoice } from '../invoices/invoice.entity';
import type { Print } from '../paper/paper';
import { PublicLinks } from '../public/public-links.service';
import { type LetterText, MailTemplates, refuseUnknown } from './mail-templates.service';
import type { SendingInput } from './sending.input';
import { letterLanguage, valuesOf } from './variables';

/** Who makes the PDF of a sending when its message is handed over. */
export const SENT_DOCUMENT = 'sent_document';

type Typed = Pick<SendingInput, 'to' | 'cc' | 'subject' | 'body' | 'language' | 'print'>;

/** A message on its way: to whom, and the key of what is said of it. Without a mail server it waits. */
export interface Queued {
  to: string;
  notice: 'sendings.queued' | 'sendings.waits';
}

/** Sends documents to clients by mail (R52, R53, R56): each message is queued in the same transaction that remembers it. */
@Injectable()
export class Sendings {
  constructor(
    private readonly database: Database,
    private readonly reader: DocumentReader,
    private readonly cards: ClientCards,
    private readonly templates: MailTemplates,
    private readonly links: PublicLinks,
    private readonly mail: Mail,
    private readonly servers: MailServers,
  ) {}

  /** What one click sends: to the address on the document, else on the client's card, by the template. The link is filled in when it is sent. */
  async usual(invoice: Invoice, language: Language = letterLanguage(invoice.language)): Promise<Typed> {
    const text = await this.templates.textFor(invoice, language);
    const [card] = invoice.buyer.email ? [] : await this.cards.cards([invoice.clientId]);
    const to = invoice.buyer.email ?? card?.email ?? '';
    return { to, cc: null, ...this.fill(text, invoice, language), language, print: 'original' };
  }

  /** Key below `broken.` of why it is not sent as it stands now; undefined when it may be. */
  refusal({ state }: Invoice): string | undefined {
    return state === 'issued' ? undefined : `${state}_is_not_sent`;
  }

  /**
   * Queues the message of one click. @returns to whom
   * @throws BrokenRule when the document is not issued, nobody's address is known, or its template cannot be filled in
   */
  async sendUsual(id: number, byHand = true): Promise<Queued> {
    const invoice = await this.reader.locked(id);
    const refusal = this.refusal(invoice);
    if (refusal) throw new BrokenRule(refusal);
    return this.queue(invoice, await this.usual(invoice), byHand);
  }

  /**
   * Queues a message as it was typed. @param byHand whether a person sends it, to whom answers go; else the clock does
   * @returns to whom @throws BrokenRule at the field that cannot be taken
   */
  async send(id: number, typed: Typed, byHand = true): Promise<Queued> {
    const invoice = await this.reader.locked(id);
    const refusal = this.refusal(invoice);
    if (refusal) throw new BrokenRule(refusal);
    return this.queue(invoice, typed, byHand);
  }

  /** Tells the buyer that a document counts no more, by words that are built in. @throws BrokenRule when nobody knows where to */
  async tellOfCancellation(id: number): Promise<Queued> {
    const invoice = await this.reader.locked(id);
    const { to, language } = await this.usual(invoice);
    if (!to) throw new BrokenRule('buyer_is_not_told');
    const [subject, body] = ['subject', 'body'].map((part) => translate(language, `cancellation_letter.${part}`));
    return this.queue(invoice, { to, cc: null, subject, body, language, print: null }, true);
  }

  private async queue(invoice: Invoice, { to, cc, subject, body, language, print }: Typed, byHand: boolean): Promise<Queued> {
    const [recipients, copies] = [addressesIn(to, 'to'), addressesIn(cc, 'cc')];
    refuseUnknown(subject, 'subject');
    refuseUnknown(body ?? '', 'body');
    const letter = await this.finished({ subject, body: body ?? '' }, invoice, language, print);
    const [{ id }] = await this.database.query<{ id: number }[]>(
      `insert into sent_documents (invoice_id, invoice_version, recipients, copies, subject, print) values ($1, $2, $3, $4, $5, $6) returning id`,
      [invoice.id, invoice.version, recipients, copies, letter.subject, print],
    );
    const message = await this.mail.queue({
      side: 'invoicing',
      clientId: invoice.clientId,
      departmentId: invoice.departmentId,
      to: recipients,
      cc: copies,
      subject: letter.subject,
      text: letter.body,
      html: htmlOf(letter.body),
      language,
      byHand,
      attachments: print ? [{ source: SENT_DOCUMENT, ref: { sending: id }, name: `${fileName(invoice)}.pdf` }] : [],
    });
    await this.database.query('update sent_documents set message_id = $2 where id = $1', [id, message]);
    await this.database.query(`update invoices set mail_state = 'waiting' where id = $1`, [invoice.id]);
    const isSet = await this.servers.for(invoice.departmentId);
    return { to: recipients.join(', '), notice: isSet ? 'sendings.queued' : 'sendings.waits' };
  }

  /** The text with everything filled in; a message without the PDF has the link in any case. */
  private async finished({ subject, body }: LetterText, invoice: Invoice, language: Language, print: Print | null) {
    const asksForLink = namesIn(`${subject} ${body}`).includes('link');
    const text = asksForLink || print ? body : `${body}\n\n{{link}}`;
    if (!asksForLink && print) return this.fill({ subject, body: text }, invoice, language);
    const { url } = await this.links.of(invoice.id);
    return this.fill({ subject, body: text }, invoice, language, { link: url });
  }

  private fill(
    { subject, body }: LetterText,
    invoice: Invoice,
    language: Language,
    more: Record<string, string> = {},
  ): LetterText {
    const values = { ...valuesOf(invoice, language, Person.current.name), ...more };
    return { subject: filled(subject, values).replace(/\s+/g, ' ').slice(0, 255), body: filled(body, values) };
  }
}

/** The document's number as a file's name. */
function fileName({ number, id }: Invoice) {
  return (number ?? String(id)).replace(/[^\p{L}\p{N}.-]+/gu, '-');
}
