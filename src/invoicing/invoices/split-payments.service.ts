import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { decimal, round } from '../../money/decimal';
import { kindOf } from '../kinds';
import { SPLIT_PAYMENT_ABOVE, splitPaymentDue } from '../vat/split-payment';

interface Facts {
  /** Null before a rate of exchange is known. */
  rate: string | null;
  gross: string;
  hasAnnex15: boolean;
  buyerCompany: boolean;
  buyerTaxNo: string | null;
}

/** Marks invoices that have to be paid by split payment, so that nobody can forget to (art. 106e(1)(18a); missing, it costs 30% of the VAT). */
@Injectable()
export class SplitPayments {
  constructor(private readonly database: Database) {}

  /** Marks the document where it is due; one that wishes for split payment keeps its mark. @param id of one that is issued, or was and is edited */
  async mark({ id, kind, currency }: { id: number; kind: string; currency: string }, gross: string) {
    if (!mayBeSplit(kind) || (currency === 'PLN' && SPLIT_PAYMENT_ABOVE.gte(gross))) return;
    const [facts] = await this.database.query<Facts[]>(
      `select case currency when 'PLN' then 1 else exchange_rate end::text rate, gross::text, buyer_company "buyerCompany", buyer_tax_no "buyerTaxNo",
         exists (select from invoice_lines where invoice_id = $1 and annex_15) "hasAnnex15" from invoices where id = $1`,
      [id],
    );
    if (facts.rate === null) return;
    const grossPln = round(decimal(facts.gross).times(facts.rate));
    if (splitPaymentDue({ ...facts, grossPln }))
      await this.database.query('update invoices set split_payment = true where id = $1', [id]);
  }
}

/** Whether documents of this kind are invoices with VAT of their own, which split payment is about; a correction follows what it corrects. */
export function mayBeSplit(kind: string): boolean {
  const { sale, needsBuyer, fixedRate } = kindOf(kind)!;
  return sale && needsBuyer && fixedRate === null && kind !== 'correction';
}
