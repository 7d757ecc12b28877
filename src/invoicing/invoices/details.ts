import { Column } from 'typeorm';
import type { Decimal } from '../../money/decimal';
import { Amount } from '../../money/money-column';

/** Which sale taxed on its margin it is (art. 119, 120 of the VAT act); each has a wording of its own. */
export const MARGIN_PROCEDURES = ['travel', 'used', 'art', 'antiques'] as const;

/** Marks of a document for the VAT records (JPK_V7M). */
export const PROCEDURES = [
  ...['SW', 'EE', 'TP', 'TT_WNT', 'TT_D', 'MR_T', 'MR_UZ', 'I_42', 'I_63'],
  ...['B_SPV', 'B_SPV_DOSTAWA', 'B_MPV_PROWIZJA'],
] as readonly string[];

/** Groups of goods and services that a line may be marked with. */
export const GTU_CODES: readonly string[] = Array.from({ length: 13 }, (_, index) => `GTU_${String(index + 1).padStart(2, '0')}`);

/** What the law wants a document to say of its VAT beside rates (R99). */
export class Marks {
  /** Why lines are exempt (art. 106e(1)(19)). */
  @Column({ name: 'exempt_basis', type: 'text' }) exemptBasis: string | null;
  @Column({ name: 'margin_procedure', type: 'text' }) marginProcedure: (typeof MARGIN_PROCEDURES)[number] | null;
  @Column('text', { array: true }) procedures: string[];
  /** Paid by split payment: wished for, or due above 15,000 PLN with a line of annex 15 (art. 106e(1)(18a)). */
  @Column({ name: 'split_payment' }) splitPayment: boolean;
  /** Sold to consumers of another EU country at its rates. */
  @Column() oss: boolean;
}

/** How many zlotys a unit of the document's currency is (art. 31a, R100); nothing of a document in PLN. */
export class Exchange {
  @Amount({ scale: 8, name: 'exchange_rate' }) rate: Decimal | null;
  /** The table of NBP, '227/A/NBP/2026'; none for a rate typed by hand. */
  @Column({ name: 'exchange_table', type: 'text' }) table: string | null;
  @Column({ name: 'exchange_on', type: 'date' }) on: string | null;
}

/** Of a correction: why, and what in the end it corrects (art. 106j); nothing of other kinds. */
export class Correction {
  @Column({ name: 'correction_reason', type: 'text' }) reason: string | null;
  @Column({ name: 'corrects_kind', type: 'text' }) kind: string | null;
  @Column({ name: 'corrected_number', type: 'text' }) number: string | null;
  @Column({ name: 'corrected_issue_on', type: 'date' }) issueOn: string | null;
  /** Texts that were wrong, and as they are right. */
  @Column({ name: 'content_before', type: 'text' }) contentBefore: string | null;
  @Column({ name: 'content_after', type: 'text' }) contentAfter: string | null;
}

/** Words of a document that no rule reads. */
export class Words {
  @Column({ type: 'text' }) place: string | null;
  @Column({ type: 'text' }) notes: string | null;
  @Column({ type: 'text' }) footer: string | null;
  /** The buyer's order that it answers. */
  @Column({ name: 'order_no', type: 'text' }) orderNo: string | null;
  @Column({ name: 'issuer_name', type: 'text' }) issuerName: string | null;
  /** For the firm only: never printed, never sent. */
  @Column({ name: 'internal_note', type: 'text' }) internalNote: string | null;
}
