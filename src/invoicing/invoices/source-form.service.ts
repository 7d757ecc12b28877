import { Injectable, NotFoundException } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { Decimal, sum } from '../../money/decimal';
import { parseAmount } from '../../money/parse-amount';
import type { Request } from '../../web/http';
import { say } from '../../web/say';
import { kindOf } from '../kinds';
import { advanceLines } from './advance-lines';
import { asTyped } from './as-typed';
import { Bases } from './bases.service';
import { ClientCards } from './client-cards.service';
import { allowContinuation } from './descent.service';
import { DocumentReader } from './document-reader';
import { linesInForm } from './form-choices';
import type { Invoice } from './invoice.entity';
import { STANDING_ON_NOTHING, type StandingForm, standingOnAdvances, standingOnCorrected } from './standing-form';

const NOBODY = { client: null, recipient: null };

/** Fills the blank form of a document from another: `?from=7&kind=vat` continues that one, `?copy=7` is outside of its deals (R42). */
@Injectable()
export class SourceForm {
  constructor(
    private readonly reader: DocumentReader,
    private readonly cards: ClientCards,
    private readonly bases: Bases,
  ) {}

  /** @throws EntityNotFoundError, or BrokenRule when it is not to be continued so; not once something was typed */
  async filled(request: Request) {
    const { query, method } = request;
    const asked = query.from ?? query.copy ?? query.advances;
    if (asked === undefined) return [];
    if (!/^[1-9]\d{0,14}$/.test(asked)) throw new NotFoundException();
    const source = await this.reader.find(Number(asked));
    if (query.copy !== undefined) return [{ values: { ...(await this.copied(source)), kind: kindOfCopy(source) }, notes: [] }];
    const kind = query.kind ?? '';
    if (query.from === undefined) return [await this.finalOfDeals(source)];
    if (method === 'GET') allow(source, kind);
    const values = { ...(await this.copied(source)), kind, fromInvoiceId: source.id, otherBuyer: source.otherBuyer };
    const lines = linesInForm(asTyped(source, NOBODY).lines);
    const notes = [`${say('invoices.continues')}: ${nameOf(source)}`];
    if (kind === 'correction') return [await this.correction(source, values, query.to === 'zero')];
    if (kind === 'advance')
      return [{ values: { ...values, ...(await this.advance(source, request)) }, notes, standing: shareOf(request) }];
    if (kind === 'final') return [{ values: { ...values, lines }, notes, standing: await this.advancesOf(source.id) }];
    return [{ values: { ...values, lines }, notes }];
  }

  /** What the form of a document that is there says of those that it stands on. */
  async standing({ kind, fromInvoiceId, advances = [], currency }: Invoice): Promise<StandingForm> {
    if (kind === 'correction') return standingOnCorrected(await this.bases.corrected(fromInvoiceId), null);
    if (kind === 'final')
      return standingOnAdvances(advances.map(({ advanceId, ...advance }) => ({ id: advanceId, currency, ...advance })));
    return STANDING_ON_NOTHING;
  }

  /** Lines as they are now, to be typed over; `to=zero` gives all of them back. */
  private async correction(source: Invoice, values: object, toZero: boolean) {
    const corrected = await this.bases.corrected(source.id);
    const lines = linesInForm(corrected.lines.map((line) => ({ ...line, rate: line.vatRate })));
    return {
      values: {
        ...values,
        ...{ method: corrected.method, discountKind: corrected.discountKind, soldOn: source.soldOn },
        ...{ charges: [], correctionReason: null, contentBefore: null, contentAfter: null },
        lines: toZero ? lines.map((line) => ({ ...line, quantity: '0' })) : lines,
      },
      notes: [say('documents.correction_lines_hint')],
      standing: standingOnCorrected(corrected, source.id),
    };
  }

  /** What is paid in advance of the order, by rate. */
  private async advance(source: Invoice, request: Request) {
    const { order } = await this.bases.of({
      kind: 'advance',
      fromInvoiceId: source.id,
      advanceIds: [],
      currency: source.currency,
    });
    const share = askedShare(request);
    const takenOf = (rate: string) => sum(order!.taken.filter((tax) => tax.rate === rate).map(({ gross }) => gross));
    // A part is in proportion to the whole order; the rest is what each rate has left.
    const isRest = !share.percent && !share.amount;
    const parts = source.taxes!.map(({ vatRate, gross }) => ({
      ...{ rate: vatRate, dealId: null },
      // Of one rate advances may have taken more than was ordered of it.
      gross: isRest ? Decimal.max(gross.minus(takenOf(vatRate)), 0) : gross,
    }));
    const what = `${say(source.documentKind.title)} ${source.number ?? ''}`.trim();
    return {
      method: 'gross_sum',
      charges: [],
      lines: advanceLines(parts, share, Decimal.max(order!.left, 0), say('documents.advance_line', { what })),
    };
  }

  private async advancesOf(order: number) {
    return standingOnAdvances(await this.bases.listed(await this.bases.standingOn(order)));
  }

  /** A final invoice of advances that stand on a deal instead of an order; the deal fills in its lines. */
  private async finalOfDeals(advance: Invoice) {
    const { lines: _, method: __, ...values } = await this.copied(advance);
    return {
      values: { ...values, kind: 'final', advanceIds: [advance.id] },
      notes: [`${say('invoices.continues')}: ${nameOf(advance)}`],
      standing: standingOnAdvances(await this.besides(advance)),
    };
  }

  /** The advance, and others on the same deals that no final invoice has taken off. */
  private async besides(advance: Invoice) {
    const deals = [...new Set(advance.lines!.flatMap(({ dealId }) => dealId ?? []))];
    const ids = await this.bases.standingOnDeals(deals, advance.currency);
    return this.bases.listed([advance.id, ...ids]);
  }

  /** Clients who are gone or closed to the person are left out; what the document says of them stays (R127, R131). */
  private async copied(source: Invoice) {
    const { issueOn: _, soldOn: __, client: ___, recipient: ____, filledFrom: _____, lines, ...typed } = asTyped(source, NOBODY);
    const usable = (await this.cards.cards([source.clientId, source.recipientId])).map(({ id }) => id);
    const ifUsable = (id: number | null) => (id !== null && usable.includes(id) ? id : null);
    return {
      ...typed,
      ...{ otherBuyer: false, exchangeRate: null, contentBefore: null, contentAfter: null, correctionReason: null },
      clientId: ifUsable(source.clientId),
      recipientId: ifUsable(source.recipientId),
      lines: linesInForm(lines).map((line) => ({ ...line, dealId: null })),
    };
  }
}

/** A copy stands on nothing: one of a correction or a final invoice is the sale that it speaks of. */
function kindOfCopy({ kind, correction }: Invoice) {
  return [kind, correction.kind].find((code) => code && !kindOf(code)!.onlyContinues) ?? 'vat';
}

/** How much the address asks for in advance: `percent=30` or `amount=1000`; nonsense is nothing. */
export function askedShare({ query }: Request): { percent: Decimal | null; amount: Decimal | null } {
  const read = (text: unknown) => {
    const value = typeof text === 'string' ? parseAmount(text) : undefined;
    return value?.isPositive() && !value.isZero() ? value : null;
  };
  const percent = read(query.percent);
  return { percent: percent?.lte(100) ? percent : null, amount: read(query.amount) };
}

/** The small form that asks how much is paid in advance; it leads to this form again. */
export function shareOf({ query }: Request): StandingForm {
  const kept = Object.entries(query).filter(([name]) => !['percent', 'amount', 'form'].includes(name));
  return {
    ...STANDING_ON_NOTHING,
    share: {
      percent: query.percent ?? '',
      amount: query.amount ?? '',
      kept: kept.map(([name, value]) => ({ name, value: String(value) })),
    },
  };
}

function allow(source: Invoice, kind: string) {
  const refusal = source.continuationRefusal(kind);
  if (refusal) throw new BrokenRule(refusal);
  allowContinuation(source, { kind, currency: source.currency });
}

function nameOf({ documentKind, number }: Invoice) {
  return `${say(documentKind.title)} ${number ?? ''}`;
}
