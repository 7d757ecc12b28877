import { Decimal } from '../../money/decimal';
import type { Invoice } from '../invoices/invoice.entity';
import { amountInWords } from './amount-in-words';
import { writtenDate, writtenSum } from './formats';
import type { Fact } from './party';
import { transferCode } from './transfer-codes';
import { type Label, label, type PaperLanguage } from './words';

/** What is to be paid, in figures and words, and what of it is. */
export interface Due {
  label: Label;
  amount: string;
  words: Fact[];
  /** Charges and deductions before it (R106). */
  parts: Fact[];
  /** What is paid and what is left (R95). */
  paid: Fact[];
}

/** How to pay it by transfer. */
export interface Payment {
  facts: Fact[];
  scan: Label;
}

/** What the amount is called, where it is not to be paid. */
const NAMES: Record<string, string> = {
  kp: 'paid_in',
  kw: 'paid_out',
  estimate: 'worth',
  client_order: 'worth',
  accounting_note: 'amount',
};
/** Documents on which nobody waits for a transfer to the seller's account. */
const NO_TRANSFER = ['kp', 'kw', 'estimate', 'client_order', 'import_service'];

/** Null of a correction that changes no amount. */
export function dueOf(invoice: Invoice, languages: PaperLanguage[]): Due | null {
  const { toPay, currency, correction, kind } = invoice;
  if (correction.kind !== null && toPay.isZero() && invoice.gross.isZero()) return null;
  const money = (amount: Decimal) => writtenSum(amount, currency, languages[0]);
  return {
    label: label(languages, dueNameOf(invoice)),
    amount: money(toPay.abs()),
    words: languages.map((language) => ({
      label: label([language], 'in_words'),
      value: amountInWords(toPay.abs(), currency.trim(), language),
    })),
    parts: partsOf(invoice, languages, money),
    paid: NAMES[kind] ? [] : paidOf(invoice, languages, money),
  };
}

/** The words' key of what the amount is called. */
export function dueNameOf({ kind, toPay }: Invoice): string {
  return NAMES[kind] ?? (toPay.isNegative() ? 'to_return' : 'to_pay');
}

/** Whether somebody may wait for a transfer to the seller's account. */
export function mayAwaitTransfer({ kind }: Invoice): boolean {
  return !NO_TRANSFER.includes(kind);
}

function partsOf({ charges = [], gross }: Invoice, languages: PaperLanguage[], money: (amount: Decimal) => string): Fact[] {
  if (charges.length === 0) return [];
  return [
    { label: label(languages, 'total'), value: money(gross) },
    ...charges.map(({ kind, amount, reason }) => ({
      label: [`${label(languages, kind).join(' / ')}: ${reason}`],
      value: money(kind === 'charge' ? amount : amount.neg()),
    })),
  ];
}

function paidOf(invoice: Invoice, languages: PaperLanguage[], money: (amount: Decimal) => string): Fact[] {
  const { paid, paidOn } = invoice;
  if (paid.isZero()) return [];
  const day = paidOn ? ` (${writtenDate(paidOn, languages[0])})` : '';
  return [
    { label: [label(languages, 'paid').join(' / ') + day], value: money(paid) },
    { label: label(languages, 'left_to_pay'), value: money(Decimal.max(leftToPay(invoice), 0)) },
  ];
}

function leftToPay({ toPay, paid }: Invoice): Decimal {
  return toPay.minus(paid);
}

/** The seller's account, grouped by four; null where nothing is paid by transfer. */
export function paymentOf(invoice: Invoice, swift: string | null, languages: PaperLanguage[]): Payment | null {
  const { seller, number } = invoice;
  if (!isPaidByTransfer(invoice)) return null;
  const facts = [
    { label: label(languages, 'account'), value: grouped(seller.bankAccount!) },
    ...(seller.bank ? [{ label: label(languages, 'bank'), value: seller.bank }] : []),
    ...(swift ? [{ label: label(languages, 'swift'), value: swift }] : []),
    ...(number ? [{ label: label(languages, 'transfer_title'), value: number }] : []),
  ];
  return { facts, scan: label(languages, 'scan') };
}

/** The code of a transfer of what is left to pay. Split payment has a transfer of its own kind, for which there is no code. */
export function codeOf(invoice: Invoice, swift: string | null): string | null {
  const { seller, number, marks, currency, state } = invoice;
  if (!isPaidByTransfer(invoice) || number === null || state !== 'issued' || marks.splitPayment) return null;
  const to = { taxNo: seller.taxNo, name: seller.name, account: seller.bankAccount!, swift };
  return transferCode({ ...to, amount: leftToPay(invoice), currency: currency.trim(), title: number });
}

function isPaidByTransfer(invoice: Invoice) {
  const { seller, paymentMethod, noteKind, toPay, correction } = invoice;
  if (!seller.bankAccount || paymentMethod !== 'transfer' || !mayAwaitTransfer(invoice)) return false;
  return noteKind !== 'credit' && !toPay.isNegative() && !(correction.kind !== null && toPay.isZero());
}

/** 'PL61 1090 1014 0000 0712 1981 2874' */
function grouped(account: string): string {
  return account.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ');
}
