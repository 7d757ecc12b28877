import { Decimal } from '../../money/decimal';

/** Above how many zlotys gross an invoice with goods of annex 15 has to be paid by split payment (art. 108a(1a) of the VAT act). */
export const SPLIT_PAYMENT_ABOVE = new Decimal(15_000);

/** What split payment depends on. */
export interface SplitPaymentFacts {
  /** The whole invoice's gross in zlotys; of another currency at the rate of its tax base. It is the invoice that counts, not the contract. */
  grossPln: Decimal;
  /** Whether any line is marked as one of annex 15. */
  hasAnnex15: boolean;
  buyerCompany: boolean;
  buyerTaxNo: string | null;
}

/**
 * Whether an invoice has to say "mechanizm podzielonej płatności" (art. 106e(1)(18a), 108a): more than 15,000 PLN gross, something of annex 15
 * on it, and both parties taxpayers; the seller is one by issuing it.
 */
export function splitPaymentDue({ grossPln, hasAnnex15, buyerCompany, buyerTaxNo }: SplitPaymentFacts): boolean {
  return grossPln.gt(SPLIT_PAYMENT_ABOVE) && hasAnnex15 && buyerCompany && Boolean(buyerTaxNo);
}
