/*
 * What a document comes to, as src/invoicing/vat/totals.ts reckons it; that one decides, this one only lets people see it while they type.
 * A test holds the two to the same results.
 */
import { ONE, over, placesOf } from './amounts.js';

const HUNDRED = 100n * ONE;
const GROSZ = ONE / 100n;

/**
 * @param lines [{ quantity, price, discount, percent }], each in hundred-millionths (amountOf); discount and percent may be null
 * @param method net_sum | net_line | gross_sum | gross_line | unit_gross_sum | unit_gross_line
 * @param discountKind percent_total | percent_unit | percent_unit_gross | amount
 * @returns { lines: [{ net, vat, gross }], net, vat, gross } in grosze
 */
export function totals(lines, method, discountKind) {
  const pricing = method.slice(0, method.lastIndexOf('_'));
  const kind = pricing === 'net' ? 'net' : 'gross';
  const values = lines.map((line) => lineValue(line, pricing, discountKind));
  const vats = method.endsWith('_sum')
    ? sharedVats(lines, values, kind)
    : values.map((value, place) => vatOf(value, kind, lines[place].percent));
  const amounts = values.map((value, place) => {
    const vat = vats[place];
    return kind === 'net' ? { net: value, vat, gross: value + vat } : { net: value - vat, vat, gross: value };
  });
  const added = (name) => amounts.reduce((all, amount) => all + amount[name], 0n);
  return { lines: amounts, net: added('net'), vat: added('vat'), gross: added('gross') };
}

function lineValue(line, pricing, discountKind) {
  const { quantity, price, discount, percent } = line;
  if (discount && discountKind === 'percent_unit') return valueOfLowerNet(line, pricing);
  if (discount && discountKind === 'percent_unit_gross') return valueOfLowerGross(line, pricing);
  const value = times(quantity, pricing === 'unit_gross' ? madeGross(price, percent, GROSZ) : price);
  if (!discount) return value;
  return value - (discountKind === 'amount' ? over(discount, GROSZ) : over(value * discount, HUNDRED));
}

function valueOfLowerNet({ quantity, price, discount, percent }, pricing) {
  const finest = finestOf(price);
  const netPrice = pricing !== 'gross' || percent === null ? price : over(price * HUNDRED, (HUNDRED + percent) * finest) * finest;
  const lowered = lower(netPrice, discount, finest);
  if (pricing === 'unit_gross') return times(quantity, madeGross(lowered, percent, GROSZ));
  const net = times(quantity, lowered);
  return pricing === 'net' ? net : net + vatOf(net, 'net', percent);
}

function valueOfLowerGross({ quantity, price, discount, percent }, pricing) {
  const finest = pricing === 'unit_gross' ? GROSZ : finestOf(price);
  const lowered = lower(pricing === 'gross' ? price : madeGross(price, percent, finest), discount, finest);
  const gross = times(quantity, lowered);
  return pricing === 'net' ? gross - vatOf(gross, 'gross', percent) : gross;
}

function times(quantity, price) {
  return over(quantity * price, ONE * GROSZ);
}

function lower(price, discount, finest) {
  return over(price * (HUNDRED - discount), HUNDRED * finest) * finest;
}

function madeGross(price, percent, finest) {
  return over(price * (HUNDRED + (percent ?? 0n)), HUNDRED * finest) * finest;
}

/** The last decimal that the price was typed with, at least the grosz. */
function finestOf(price) {
  return 10n ** BigInt(8 - Math.max(2, placesOf(price)));
}

function vatOf(value, kind, percent) {
  return percent === null ? 0n : over(value * percent, kind === 'net' ? HUNDRED : HUNDRED + percent);
}

/** VAT once per rate, shared out to its lines by largest remainder. */
function sharedVats(lines, values, kind) {
  const vats = lines.map(() => 0n);
  for (const percent of new Set(lines.map((line) => line.percent))) {
    if (percent === null) continue;
    const places = lines.flatMap((line, place) => (line.percent === percent ? [place] : []));
    const total = vatOf(
      places.reduce((all, place) => all + values[place], 0n),
      kind,
      percent,
    );
    const shares = apportion(
      total,
      places.map((place) => values[place] * percent),
      kind === 'net' ? HUNDRED : HUNDRED + percent,
    );
    places.forEach((place, index) => {
      vats[place] = shares[index];
    });
  }
  return vats;
}

function apportion(total, numerators, denominator) {
  const sign = total < 0n ? -1n : 1n;
  const parts = numerators.map((numerator) => {
    const remainder = (((numerator * sign) % denominator) + denominator) % denominator;
    return { grosze: (numerator * sign - remainder) / denominator, remainder };
  });
  let missing = total * sign - parts.reduce((all, part) => all + part.grosze, 0n);
  for (const part of [...parts].sort((a, b) => Number(b.remainder - a.remainder))) {
    if (missing === 0n) break;
    part.grosze += 1n;
    missing -= 1n;
  }
  return parts.map((part) => part.grosze * sign);
}
