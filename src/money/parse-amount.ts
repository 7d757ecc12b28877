import { Decimal } from './decimal';

const GROUPED_BY_SPACES = /^-?\d{1,3}( \d{3})+([.,]\d*)?$/;
const LONGEST = 40;

/**
 * The number that a person typed, in Polish or English notation: '1 234,50', '1234.50', '1,234.50', '1.234,50', '-5', ',5'.
 * A single comma or point is the decimal one ('1,234' is 1.234); null when it is no number or longer than 40 characters.
 */
export function parseAmount(typed: string): Decimal | null {
  const text = typed.trim().replace(/\s/g, ' ').replace(/^[−–]/, '-');
  if (text.length > LONGEST || (text.includes(' ') && !GROUPED_BY_SPACES.test(text))) return null;
  const plain = withPoint(text.replaceAll(' ', ''));
  return plain !== null && /^-?\d*\.?\d+$/.test(plain) ? new Decimal(plain) : null;
}

/** The same number with a decimal point and no thousands separators; null when its separators make no sense. */
function withPoint(text: string): string | null {
  const last = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
  if (last < 0) return text;
  const separator = text[last];
  const isGrouping = text.indexOf(separator) < last;
  const whole = isGrouping ? text : text.slice(0, last);
  if (!/[.,]/.test(whole)) return `${whole}.${text.slice(last + 1)}`;
  if (!/^-?\d{1,3}(,\d{3})+$|^-?\d{1,3}(\.\d{3})+$/.test(whole)) return null;
  const digits = whole.replace(/[.,]/g, '');
  return isGrouping ? digits : `${digits}.${text.slice(last + 1)}`;
}
