import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { BrokenRule, type SentenceValues } from '../../broken-rule';
import { addressesIn } from '../../mail/addresses';
import { unknownIn } from '../../mail/template-text';
import { say } from '../../web/say';
import { Invoice } from '../invoices/invoice.entity';
import { listed } from '../invoices/looks';
import { Envelopes } from './envelopes.service';
import { type Queued, Sendings } from './sendings.service';
import { VARIABLES } from './variables';

/** Why a document was not sent, as a translation's key; isMendedThere: whether it can be sent after all from its form. */
interface Reason {
  key: string;
  values: SentenceValues;
  isMendedThere: boolean;
}

/** Sends documents as they are sent without a form: each to its usual address, by its template. */
@Injectable()
export class UsualSendings {
  constructor(
    @InjectRepository(Invoice) private readonly invoices: Repository<Invoice>,
    private readonly sendings: Sendings,
    private readonly envelopes: Envelopes,
  ) {}

  /** Queues what can be sent; of the others it says why not. In the order of ids, so that two people who send the same wait for each other. */
  async send(ids: number[]): Promise<{ id: number; reason: Reason | null; queued: Queued | null }[]> {
    const sent = [];
    for (const invoice of await this.documents(ids)) {
      const reason = await this.reason(invoice);
      const queued = reason ? null : await this.sendings.sendUsual(invoice.id);
      sent.push({ id: invoice.id, reason, queued });
    }
    if (!sent.length) throw new BrokenRule('nothing_to_send');
    return sent;
  }

  /** What became of these documents: their envelopes, and why those that are not on their way were not sent. */
  async results(ids: number[]) {
    const documents = await this.documents(ids);
    const envelopes = await this.envelopes.of(documents);
    const rows = [];
    for (const invoice of documents) {
      const envelope = envelopes.get(invoice.id) ?? null;
      const reason = envelope && envelope.name !== 'unsent' ? null : await this.reason(invoice);
      rows.push({
        ...{ ...listed(invoice), envelope, reason: reason && say(reason.key, reason.values) },
        formHref: reason?.isMendedThere ? `/invoicing/invoices/${invoice.id}/sendings/new` : null,
      });
    }
    return rows;
  }

  private documents(ids: number[]): Promise<Invoice[]> {
    return this.invoices.find({ where: { id: In(ids) }, order: { id: 'ASC' } });
  }

  private async reason(invoice: Invoice): Promise<Reason | null> {
    const refusal = this.sendings.refusal(invoice);
    if (refusal) return { key: `broken.${refusal}`, values: {}, isMendedThere: false };
    const { to, subject, body } = await this.sendings.usual(invoice);
    const names = unknownIn(`${subject}\n${body}`, VARIABLES);
    if (names.length)
      return { key: 'broken.unknown_variable', values: { count: names.length, names: names.join(', ') }, isMendedThere: true };
    try {
      addressesIn(to, 'to');
      return null;
    } catch (error) {
      if (!(error instanceof BrokenRule)) throw error;
      return { key: `broken.${error.key}`, values: error.values, isMendedThere: true };
    }
  }
}
