import { Decimal } from '../../money/decimal';

/** A transfer that a document asks for. */
export interface Transfer {
  /** Tax number of whom it goes to; empty for one without. */
  taxNo: string;
  name: string;
  /** An IBAN without spaces. */
  account: string;
  swift: string | null;
  amount: Decimal;
  /** ISO 4217. */
  currency: string;
  /** What the transfer will say it is for. */
  title: string;
}

const MOST_EUR = new Decimal('999999999.99');
const MOST_PLN = new Decimal('9999999.99');

/**
 * What the square code of a transfer holds: the Polish Bank Association's for zlotys to a Polish account, the European Payments Council's for
 * euros; null where neither fits.
 */
export function transferCode(transfer: Transfer): string | null {
  if (!transfer.amount.isPositive() || transfer.amount.isZero()) return null;
  if (transfer.currency === 'PLN' && /^PL\d{26}$/.test(transfer.account)) return polishCode(transfer);
  if (transfer.currency === 'EUR' && /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(transfer.account)) return europeanCode(transfer);
  return null;
}

/** Recommendation of the ZBP, 2013: nine fields between bars, amount in grosze of at least six digits, at most 160 characters. */
function polishCode({ taxNo, name, account, amount, title }: Transfer) {
  if (amount.gt(MOST_PLN)) return null;
  const grosze = amount.times(100).toFixed(0).padStart(6, '0');
  const recipient = /^\d{10}$/.test(taxNo) ? taxNo : '';
  return [recipient, 'PL', account.slice(2), grosze, plain(name, 20), plain(title, 32), '', '', ''].join('|');
}

/** EPC069-12, version 002: UTF-8, one field a line. */
function europeanCode({ name, account, swift, amount, title }: Transfer) {
  if (amount.gt(MOST_EUR)) return null;
  const head = ['BCD', '002', '1', 'SCT', swift ?? ''];
  return [...head, plain(name, 70), account, `EUR${amount.toFixed(2)}`, '', '', plain(title, 140), ''].join('\n');
}

/** At most so many characters, none of which ends a field. */
function plain(text: string, most: number) {
  const one = text.replace(/[|\p{C}]+/gu, ' ').replace(/\s+/g, ' ');
  return [...one.trim()].slice(0, most).join('').trim();
}
