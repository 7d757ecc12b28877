import { Injectable, NotFoundException } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import type { Request } from '../../web/http';
import { asTyped } from './as-typed';
import { ClientCards } from './client-cards.service';
import { allowContinuation } from './descent.service';
import { DocumentReader } from './document-reader';
import { linesInForm, said } from './form-choices';
import type { Invoice } from './invoice.entity';

const NOBODY = { client: null, recipient: null };

/** Fills the blank form of a document from another: `?from=7&kind=vat` continues that one, `?copy=7` is outside of its deals (R42). */
@Injectable()
export class SourceForm {
  constructor(
    private readonly reader: DocumentReader,
    private readonly cards: ClientCards,
  ) {}

  /** @throws EntityNotFoundError, or BrokenRule when it is not to be continued so; not once something was typed */
  async filled({ query, method }: Request) {
    const asked = query.from ?? query.copy;
    if (asked === undefined) return [];
    if (!/^[1-9]\d{0,14}$/.test(asked)) throw new NotFoundException();
    const source = await this.reader.find(Number(asked));
    if (query.from === undefined) return [{ values: await this.copied(source), notes: [] }];
    const kind = query.kind ?? '';
    if (method === 'GET') allow(source, kind);
    const values = { ...(await this.copied(source)), kind, fromInvoiceId: source.id, otherBuyer: source.otherBuyer };
    const lines = linesInForm(asTyped(source, NOBODY).lines);
    return [{ values: { ...values, lines }, notes: [`${said('invoices.continues')}: ${nameOf(source)}`] }];
  }

  /** Clients who are gone or closed to the person are left out; what the document says of them stays (R127, R131). */
  private async copied(source: Invoice) {
    const { issueOn: _, soldOn: __, client: ___, recipient: ____, filledFrom: _____, lines, ...typed } = asTyped(source, NOBODY);
    const usable = (await this.cards.cards([source.clientId, source.recipientId])).map(({ id }) => id);
    const ifUsable = (id: number | null) => (id !== null && usable.includes(id) ? id : null);
    return {
      ...typed,
      otherBuyer: false,
      clientId: ifUsable(source.clientId),
      recipientId: ifUsable(source.recipientId),
      lines: linesInForm(lines).map((line) => ({ ...line, dealId: null })),
    };
  }
}

function allow(source: Invoice, kind: string) {
  const refusal = source.continuationRefusal(kind);
  if (refusal) throw new BrokenRule(refusal);
  allowContinuation(source, { kind, currency: source.currency });
}

function nameOf({ documentKind, number }: Invoice) {
  return `${said(documentKind.title)} ${number ?? ''}`;
}
