import { Injectable } from '@nestjs/common';
import { History } from '../../history/history.service';
import { changedMeanwhile, merged } from '../../web/merging';
import { say } from '../../web/say';
import { asTyped, lineAsTyped } from './as-typed';
import { ClientCards } from './client-cards.service';
import type { Invoice } from './invoice.entity';
import type { InvoiceInput } from './invoice.input';

/** Puts together what two people changed in one document at the same time (R117). */
@Injectable()
export class DocumentMerge {
  constructor(
    private readonly cards: ClientCards,
    private readonly history: History,
  ) {}

  /**
   * The form with what somebody else saved since it was opened.
   * @param now the document with its lines
   * @throws InvalidInput with who changed what, at each field that both changed
   */
  async put(input: InvoiceInput, now: Invoice): Promise<InvoiceInput> {
    const [client, recipient] = await this.cards.labels(now.clientId, now.recipientId);
    const lines = input.lines.filter((line) => !line.blank).map(lineAsTyped) as InvoiceInput['lines'];
    const current = asTyped(now, { client, recipient }) as Partial<InvoiceInput>;
    const { input: both, conflicts } = merged(
      { ...input, lines, charges: input.charges.filter((charge) => !charge.blank) },
      input.opened,
      current,
    );
    if (conflicts.length) {
      const who = await this.history.lastWriter('invoices', now.id);
      throw changedMeanwhile(conflicts, input.opened, who, inWords(now));
    }
    return { ...both, version: now.version, lines: both.lines === lines ? input.lines : both.lines };
  }
}

/** What the document says now in fields that hold codes, as people read it. */
function inWords({ kind, paymentMethod, method, discountKind, buyer, seller, lines = [] }: Invoice) {
  return {
    kind: say(`kinds.${kind}`),
    paymentMethod: say(`payment_methods.${paymentMethod}`),
    method: say(`methods.${method}`),
    discountKind: say(`discount_kinds.${discountKind}`),
    buyerCompany: say(`buyer_kinds.${buyer.company ? 'yes' : 'no'}`),
    departmentId: seller.name,
    lines: lines.map(({ name, quantity, price }) => `${name} · ${quantity.toFixed()} × ${price.toFixed()}`).join('; '),
  };
}
