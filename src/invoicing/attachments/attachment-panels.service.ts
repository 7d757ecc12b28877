import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { writtenSize } from '../../files/file-answer';
import { ACCEPTED } from '../../files/file-type';
import { type Entry, History } from '../../history/history.service';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';
import type { Invoice } from '../invoices/invoice.entity';
import type { Attachment } from './attachment.entity';
import { Attachments, MOST_ATTACHMENTS } from './attachments.service';

/** Hangs files beside their document, and what was done with them in its history. */
@Injectable()
export class AttachmentPanels implements OnModuleInit {
  /** What was ever attached, asked once a page though it stands in two places. */
  private readonly known = new WeakMap<Invoice, Promise<Attachment[]>>();

  constructor(
    private readonly panels: Panels,
    private readonly attachments: Attachments,
    private readonly history: History,
  ) {}

  onModuleInit() {
    this.panels.hang('invoice.files', (invoice: Invoice) => this.card(invoice));
    this.panels.hang('invoice.history', (invoice: Invoice) => this.entries(invoice));
  }

  private ever(invoice: Invoice): Promise<Attachment[]> {
    const ever = this.known.get(invoice) ?? this.attachments.ever(invoice.id);
    this.known.set(invoice, ever);
    return ever;
  }

  private async card(invoice: Invoice) {
    const { id } = invoice;
    const attachments = (await this.ever(invoice)).filter(({ removedAt }) => !removedAt);
    const action = `/invoicing/invoices/${id}/attachments`;
    return [
      {
        template: 'invoicing/attachments/_card',
        action,
        accepted: ACCEPTED,
        isFull: attachments.length >= MOST_ATTACHMENTS,
        attachments: attachments.map((attachment) => listed(attachment, action)),
      },
    ];
  }

  /** Each with the name of its file. */
  private async entries(invoice: Invoice): Promise<Entry[]> {
    const ever = await this.ever(invoice);
    const entries = await this.history.of(
      ever.map((attachment) => ({ table: 'attachments', id: attachment.id })),
      Person.current.language,
    );
    return entries.map((entry) => ({
      ...entry,
      note: ever.find((attachment) => attachment.id === entry.record.id)?.name ?? null,
    }));
  }
}

function listed(attachment: Attachment, action: string) {
  const { id, name, forClient } = attachment;
  return {
    name,
    forClient,
    href: `${action}/${id}`,
    size: writtenSize(attachment, Person.current.language),
    at: attachment.createdAt,
    isMine: attachment.isInHandsOf(Person.current),
    question: say('attachments.remove.question', { name }),
  };
}
