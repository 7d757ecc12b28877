import { sum } from '../../money/decimal';
import type { Invoice } from '../invoices/invoice.entity';
import type { InvoiceTax } from '../invoices/invoice-tax.entity';
import { type Amounts, added } from '../vat/vat';
import { writtenAmount, writtenDate } from './formats';
import { writtenRate } from './line-rows';
import { ASIDE, type Row, type RowLook, type Table, table, type Wanted } from './table';
import { label, type PaperLanguage } from './words';

/** What an amount is called in three states: before this document, after it, and what it says itself. */
const STATES = {
  correction: { before: 'before', after: 'after', own: 'difference' },
  final: { before: 'advances_off', after: 'whole', own: 'left' },
};

/**
 * What the document comes to, by VAT rate (art. 106e(1)(13) and (14)): of a correction before, after and the difference (art. 106j(2)(5)), of
 * a final invoice the whole, its advances and what they leave. Null for a document that shows no VAT and changes nothing said before.
 */
export function taxesTable(invoice: Invoice, languages: PaperLanguage[]): Table | null {
  const { documentKind, kind, taxes = [] } = invoice;
  const states = STATES[kind as keyof typeof STATES];
  if (taxes.length === 0 || (!documentKind.showsVat && !states)) return null;
  const says = (key: string) => label(languages, key);
  const inZlotys = taxes.some(({ vatPln }) => vatPln !== null);
  const { showsVat } = documentKind;
  const columns: Wanted[] = [
    { label: showsVat ? says('rate') : [''], wide: true },
    ...(showsVat ? [{ label: says('net') }, { label: says('vat') }] : []),
    { label: says(showsVat ? 'gross' : 'value') },
    ...(inZlotys ? [{ label: says('vat_pln') }] : []),
  ];
  const write = rowWriter(languages, showsVat, inZlotys);
  if (!states)
    return table(
      columns,
      [...taxes.map((tax) => write('plain', writtenRate(tax.vatRate, languages), tax, tax.vatPln)), total()],
      ASIDE,
    );
  const three = (rate: string, rows: InvoiceTax[], isTotal: boolean) => {
    const [own, before] = [added(rows), added(rows.map(beforeOf))];
    const order = kind === 'correction' ? (['before', 'after', 'own'] as const) : (['after', 'before', 'own'] as const);
    const amounts = { own, before, after: added([own, before]) };
    return order.map((state) => {
      const text = [rate, says(states[state]).join(' / ')].filter(Boolean).join(' · ');
      const look = state === 'own' ? (isTotal ? 'total' : 'difference') : 'before';
      return write(look, text, amounts[state], state === 'own' ? plnOf(rows) : null);
    });
  };
  const rows = showsVat ? taxes.flatMap((tax) => three(writtenRate(tax.vatRate, languages), [tax], false)) : [];
  const sums = showsVat && taxes.length === 1 ? [] : three(showsVat ? says('total').join(' / ') : '', taxes, true);
  return table(columns, [...rows, ...sums], ASIDE);

  function total() {
    return write('total', says('total').join(' / '), invoice, plnOf(taxes));
  }
}

function rowWriter([language]: PaperLanguage[], showsVat: boolean, inZlotys: boolean) {
  return (look: RowLook, text: string, { net, vat, gross }: Amounts, pln: InvoiceTax['vatPln']): Row => ({
    look,
    cells: [
      text,
      ...(showsVat ? [writtenAmount(net, language), writtenAmount(vat, language)] : []),
      writtenAmount(gross, language),
      ...(inZlotys ? [pln ? writtenAmount(pln, language) : ''] : []),
    ],
    notes: [],
    carried: null,
  });
}

function plnOf(taxes: InvoiceTax[]) {
  const known = taxes.flatMap(({ vatPln }) => vatPln ?? []);
  return known.length ? sum(known) : null;
}

function beforeOf({ beforeNet, beforeVat, beforeGross }: InvoiceTax): Amounts {
  return { net: beforeNet, vat: beforeVat, gross: beforeGross };
}

/** The advances that a final invoice takes off (art. 106f(3)); null of other kinds. */
export function advancesTable({ advances = [] }: Invoice, languages: PaperLanguage[]): Table | null {
  if (advances.length === 0) return null;
  const [language] = languages;
  const heads = ['document', 'day', 'net', 'vat', 'gross'].map((key) => label(languages, key));
  const columns = heads.map((head, place) => ({ label: head, wide: place === 0 }));
  const money = (amounts: Amounts) => [amounts.net, amounts.vat, amounts.gross].map((amount) => writtenAmount(amount, language));
  const rows = advances.map((advance): Row => {
    const cells = [advance.number, writtenDate(advance.issueOn, language), ...money(advance)];
    return { look: 'plain', cells, notes: [], carried: null };
  });
  const total: Row = {
    look: 'total',
    cells: [label(languages, 'total').join(' / '), '', ...money(added(advances))],
    notes: [],
    carried: null,
  };
  return table(columns, [...rows, total]);
}
