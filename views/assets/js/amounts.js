/*
 * Numbers as people type them, in whole numbers (BigInt) of a hundred-millionth: the browser's floats would be a grosz off.
 */

const PLACES = 8;

/** One, in the unit that amountOf gives. */
export const ONE = 10n ** BigInt(PLACES);

/** What was typed ('1 234,50', '1234.5', '1.234,50'), in hundred-millionths; null for what is no number or finer than that. */
export function amountOf(typed) {
  const text = withPoint(
    typed
      .trim()
      .replace(/[\s\u00a0\u202f]/g, '')
      .replace(/^[−–]/, '-'),
  );
  const [, sign, whole, part = ''] = text.match(/^(-?)(\d*)\.?(\d*)$/) ?? [];
  if ((!whole && !part) || part.length > PLACES) return null;
  const units = BigInt(whole || 0) * ONE + BigInt(part.padEnd(PLACES, '0'));
  return sign ? -units : units;
}

/** The last separator is the decimal one, unless it stands more than once. */
function withPoint(text) {
  const last = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
  if (last < 0) return text;
  const isGrouping = text.indexOf(text[last]) < last;
  const digits = (part) => part.replace(/[.,]/g, '');
  return isGrouping ? digits(text) : `${digits(text.slice(0, last))}.${text.slice(last + 1)}`;
}

/** How many decimal places an amount has, without zeros at its end. */
export function placesOf(amount) {
  return String(amount < 0n ? -amount : amount)
    .padStart(PLACES + 1, '0')
    .slice(-PLACES)
    .replace(/0+$/, '').length;
}

/** A division rounded half up, away from zero, as the server rounds money. */
export function over(numerator, denominator) {
  const sign = numerator < 0n ? -1n : 1n;
  return (sign * (2n * sign * numerator + denominator)) / (2n * denominator);
}

/** Grosze as the page's language writes them: 1 234,50 */
export function written(grosze, language) {
  const digits = String(grosze < 0n ? -grosze : grosze).padStart(3, '0');
  const plain = `${grosze < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  return new Intl.NumberFormat(language === 'pl' ? 'pl-PL' : 'en-GB', { minimumFractionDigits: 2, useGrouping: 'always' }).format(
    plain,
  );
}
