import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { say } from '../../web/say';
import { kindOf } from '../kinds';
import type { InvoiceInput } from './invoice.input';

/** A document that another one continues. */
interface Source {
  id: number;
  kind: string;
  currency: string;
  /** Issued, neither cancelled nor deleted. */
  stands: boolean;
}

type Continuing = Pick<InvoiceInput, 'kind' | 'currency'>;

/** Documents that continue others, and so belong to their deals (R42). */
@Injectable()
export class Descent {
  constructor(private readonly database: Database) {}

  /** Whether a new document may continue the one that its form names. @throws BrokenRule when it may not */
  async begin({ fromInvoiceId, requestKey, ...input }: InvoiceInput) {
    if (fromInvoiceId === null) return;
    // What it corrects in the end is locked first, as by whoever takes that advance off.
    if (input.kind === 'correction') await this.database.query('select lock_advance_of($1)', [fromInvoiceId]);
    const [source] = await this.database.query<Source[]>(
      `select id, kind, trim(currency) currency, issued_at is not null and cancelled_at is null and deleted_at is null stands
        from invoices where id = $1 for no key update`,
      [fromInvoiceId],
    );
    if (!source) throw new BrokenRule('source_gone');
    allowContinuation(source, input);
    await this.stand(source, { kind: input.kind, key: requestKey });
  }

  /** The document that this one continues, locked before the document itself is; undefined when it continues none. */
  async source(id: number): Promise<Continuing | undefined> {
    return (await this.sourceOf(id))[0];
  }

  /**
   * Locks what a document continues, before the document itself is, and sees to it that it may be continued; seen by the person or not.
   * @throws BrokenRule when it stands no more, or another document continues it already
   */
  async hold(id: number) {
    const [source] = await this.sourceOf(id);
    if (source) await this.stand(source, { kind: source.by, id });
  }

  private sourceOf(id: number): Promise<(Source & { by: string })[]> {
    return this.database.query(
      `select s.id, s.kind, s.currency, s.stands, (select kind from invoices where id = $1) "by" from lock_source_of($1) s`,
      [id],
    );
  }

  /**
   * A sale is continued once; an order may have many advances and one final invoice, or be invoiced without them.
   * @param by the document that continues it, or the form that makes one: sent twice, it finds its own (R118)
   */
  private async stand({ id, kind, stands }: Source, by: { kind: string; id?: number; key?: string | null }) {
    if (!stands) throw new BrokenRule('source_does_not_stand');
    const others = await this.database.query<{ kind: string }[]>(
      `select kind from continuations_of($1) where id is distinct from $2 and request_key is distinct from lower($3)`,
      [id, by.id ?? null, by.key ?? null],
    );
    if (kindOf(kind)!.sale && others.length) throw new BrokenRule('source_is_continued');
    if (others.some((other) => other.kind === 'final')) throw new BrokenRule('order_has_final');
    if (others.some((other) => other.kind === 'advance') && by.kind !== 'advance' && by.kind !== 'final')
      throw new BrokenRule('order_has_advances');
    const isInvoiced = others.some((other) => kindOf(other.kind)!.sale && !['advance', 'final'].includes(other.kind));
    if (isInvoiced && (by.kind === 'advance' || by.kind === 'final')) throw new BrokenRule('order_is_invoiced');
  }
}

/** @throws BrokenRule at the field when a document of this kind and currency does not continue that one */
export function allowContinuation(source: Continuing, { kind, currency }: Continuing) {
  if (!kindOf(source.kind)!.continuesTo.includes(kind)) {
    const names = { kind: kindOf(kind) ? say(`kinds.${kind}`) : kind, source: say(`kinds.${source.kind}`) };
    throw new BrokenRule('kind_does_not_continue', names, 'kind');
  }
  if (source.currency !== currency) throw new BrokenRule('source_in_other_currency', { currency: source.currency }, 'currency');
}
