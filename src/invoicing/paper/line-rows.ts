import { type Decimal, sum } from '../../money/decimal';
import type { Invoice } from '../invoices/invoice.entity';
import type { InvoiceLine } from '../invoices/invoice-line.entity';
import { type DiscountKind, lineValue } from '../vat/line-value';
import { vatRateOf } from '../vat/rates';
import { priceKindOf, pricingOf, type VatMethod, valueKindOf } from '../vat/totals';
import { writtenAmount, writtenNumber } from './formats';
import { type Row, type RowLook, type Table, table, type Wanted } from './table';
import { label, type PaperLanguage, word } from './words';

const LONG_UNIT = 10;

/** A column of the lines: its head, and what stands in it of a line. */
interface LineColumn extends Wanted {
  of: (line: InvoiceLine) => string;
  /** The amount that is summed up and carried from page to page. */
  amount?: (line: InvoiceLine) => Decimal;
}

/** The lines of a document; of a correction those that it changes, before and after, with the difference. Null when there are none. */
export function linesTable(invoice: Invoice, languages: PaperLanguage[]): Table | null {
  const columns = columnsOf(invoice, languages);
  const rows =
    invoice.correction.kind === null ? plainRows(invoice, columns, languages) : correctionRows(invoice, columns, languages);
  return rows.length ? table(columns, rows) : null;
}

/** The lines of a document with their sum below, as another document tells them; null when there are none. */
export function summedLines(invoice: Invoice, languages: PaperLanguage[]): Table | null {
  const columns = columnsOf(invoice, languages);
  const rows = plainRows(invoice, columns, languages);
  const last = rows.at(-1);
  if (!last) return null;
  const sums = columns.map(({ wide }, place) => (wide ? label(languages, 'total').join(' / ') : (last.carried![place] ?? '')));
  return table(columns, [...rows, { look: 'total', cells: sums, notes: [], carried: null }]);
}

function columnsOf(invoice: Invoice, languages: PaperLanguage[]): LineColumn[] {
  const [language] = languages;
  const lines = invoice.lines!;
  const { showsVat, fixedRate } = invoice.documentKind;
  const says = (key: string) => label(languages, key);
  const money = (key: string, amount: (line: InvoiceLine) => Decimal): LineColumn => ({
    ...{ label: says(key), amount },
    of: (line) => writtenAmount(amount(line), language),
  });
  const isSlip = fixedRate === 'none' && lines.every(({ quantity, discount }) => quantity.eq(1) && discount.isZero());
  return [
    { label: says('position'), left: true, of: ({ position }) => `${position}` },
    { label: says(fixedRate === 'none' ? 'title_of' : 'name'), wide: true, of: ({ name }) => name },
    ...(isSlip ? [] : priceColumns(invoice, languages)),
    ...(showsVat ? [money('net', ({ net }) => net)] : []),
    ...(showsVat ? [{ label: says('rate'), of: ({ vatRate }: InvoiceLine) => writtenRate(vatRate, languages) }] : []),
    ...(showsVat ? [money('vat', ({ vat }) => vat)] : []),
    money(showsVat ? 'gross' : fixedRate === 'none' ? 'amount' : 'value', ({ gross }) => gross),
  ];
}

function priceColumns({ lines = [], method, discountKind, documentKind }: Invoice, languages: PaperLanguage[]): LineColumn[] {
  const [language] = languages;
  const says = (key: string) => label(languages, key);
  // The law asks for the amount (art. 106e(1)(10)), people think in per cent.
  const discounted: LineColumn = {
    label: says('discount'),
    of: (line) => {
      const { discount } = line;
      if (discount.isZero()) return '';
      if (discountKind === 'amount') return writtenAmount(discount, language);
      return `${writtenAmount(discountOf(line, method, discountKind), language)}\u00a0(${writtenNumber(discount, language)}%)`;
    },
  };
  return [
    {
      label: says('quantity'),
      breaks: true,
      of: ({ quantity, unit }) => writtenNumber(quantity, language) + afterFigure(unit),
    },
    {
      label: says(documentKind.showsVat ? `price_${priceKindOf(method)}` : 'price'),
      of: ({ price }) => writtenNumber(price, language, 2),
    },
    ...(lines.some(({ discount }) => !discount.isZero()) ? [discounted] : []),
  ];
}

/** What a line's discount comes to: what its value would be without, less what it is. */
function discountOf(line: InvoiceLine, method: VatMethod, discountKind: DiscountKind): Decimal {
  const { quantity, price, vatRate } = line;
  const full = lineValue({ quantity, price }, pricingOf(method), vatRateOf(vatRate)?.percent ?? null, discountKind);
  return full.minus(line[valueKindOf(method)]);
}

/** A unit beside its figure; a long one may break. */
function afterFigure(unit: string | null) {
  if (!unit) return '';
  return unit.length > LONG_UNIT ? ` ${[...unit].join('\u200b')}` : `\u00a0${unit}`;
}

/** A rate as it is printed: '23%', 'zw.', '19% (DE)'. */
export function writtenRate(code: string, [language]: PaperLanguage[]): string {
  const rate = vatRateOf(code);
  if (!rate?.percent || code.includes('_')) return word(language, `rate.${code}`).replaceAll(' ', '\u00a0');
  const percent = `${writtenNumber(rate.percent, language)}%`;
  return rate.country ? `${percent} (${rate.country})` : percent;
}

function plainRows(invoice: Invoice, columns: LineColumn[], [language]: PaperLanguage[]): Row[] {
  const totals = new Map<LineColumn, Decimal>();
  return invoice.lines!.map((line) => row('plain', line, columns, notesOf(line), carriedOn(totals, columns, line, language)));
}

/** Three rows of each line that is not as it was. */
function correctionRows(invoice: Invoice, columns: LineColumn[], languages: PaperLanguage[]): Row[] {
  const [language] = languages;
  const totals = new Map<LineColumn, Decimal>();
  const state = (key: string) => label(languages, key).join(' / ');
  return pairs(invoice.lines!).flatMap(({ before, after }) => {
    const difference = differenceOf(before, after);
    const cells = columns.map(({ amount }) => (amount ? writtenAmount(amount(difference), language) : ''));
    const name = columns.findIndex(({ wide }) => wide);
    const rows: Row[] = [];
    if (before) rows.push(row('before', before, columns, [...notesOf(before), state('line_before')], null));
    const after1 = after && row('after', after, columns, [...notesOf(after), state('line_after')], null);
    if (after1) rows.push(before ? { ...after1, cells: after1.cells.with(0, '') } : after1);
    const carried = carriedOn(totals, columns, difference, language);
    rows.push({ look: 'difference', cells: cells.with(name, state('line_difference')), notes: [], carried });
    return rows;
  });
}

function row(look: RowLook, line: InvoiceLine, columns: LineColumn[], notes: string[], carried: Row['carried']): Row {
  return { look, cells: columns.map(({ of }) => of(line)), notes, carried };
}

/** Adds a line to what is carried, and writes that. */
function carriedOn(totals: Map<LineColumn, Decimal>, columns: LineColumn[], line: InvoiceLine, language: PaperLanguage) {
  return columns.map((column) => {
    if (!column.amount) return null;
    const total = sum([...(totals.has(column) ? [totals.get(column)!] : []), column.amount(line)]);
    totals.set(column, total);
    return writtenAmount(total, language);
  });
}

/** What stands small below a line's name: what it is in detail, its code and its place in the classifications. */
function notesOf({ description, code, classification }: InvoiceLine): string[] {
  return [description, [code, classification && `PKWiU/CN ${classification}`].filter(Boolean).join(' · ')].filter(
    (text): text is string => Boolean(text),
  );
}

interface Pair {
  before?: InvoiceLine;
  after?: InvoiceLine;
}

/** Lines of one place before and after, where the two differ. */
function pairs(lines: InvoiceLine[]): Pair[] {
  const places = new Map<number, Pair>();
  for (const line of lines) places.set(line.position, { ...places.get(line.position), [line.before ? 'before' : 'after']: line });
  return [...places.values()].filter(({ before, after }) => !before || !after || saysOf(before) !== saysOf(after));
}

function saysOf({
  name,
  description,
  code,
  classification,
  unit,
  quantity,
  price,
  discount,
  vatRate,
  net,
  vat,
  gross,
}: InvoiceLine) {
  return [name, description, code, classification, unit, quantity, price, discount, vatRate, net, vat, gross].join('\u0000');
}

function differenceOf(before?: InvoiceLine, after?: InvoiceLine): InvoiceLine {
  const less = (key: 'net' | 'vat' | 'gross') => sum([...(after ? [after[key]] : []), ...(before ? [before[key].neg()] : [])]);
  return { ...(after ?? before)!, net: less('net'), vat: less('vat'), gross: less('gross') };
}
