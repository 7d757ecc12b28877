import type { Invoice } from '../invoices/invoice.entity';
import { OSS_PERCENTS } from '../vat/oss-rates';
import { label, type PaperLanguage } from './words';

/**
 * What the law makes a document say in words (art. 106e(1)(16)-(24), (2) and (3)), and that it is none that may be booked as an invoice. Words
 * that the act quotes stand in Polish behind those of another language.
 */
export function wordingsOf(invoice: Invoice, languages: PaperLanguage[]): string[] {
  return keysOf(invoice)
    .map((key) => said(languages, `says.${key}`))
    .concat(exemption(invoice, languages));
}

/** In a pair with Polish each says it once: what stands in brackets behind the one is what the other says. */
function said(languages: PaperLanguage[], key: string): string {
  const texts = label(languages, key);
  const isPair = texts.length > 1 && languages.includes('pl');
  return (isPair ? texts.map((text) => text.replace(/ \([^)]*\)$/, '')) : texts).join(' / ');
}

function keysOf(invoice: Invoice): string[] {
  const { kind, correction, marks, documentKind } = invoice;
  const base = correction.kind ?? kind;
  const says: [string, boolean][] = [
    ['proforma', kind === 'proforma'],
    ['receipt', kind === 'receipt'],
    ['split_payment', marks.splitPayment],
    ['reverse_charge', documentKind.sale && isReverseCharged(invoice)],
    ['cash_method', base === 'vat_mp'],
    [`margin.${marks.marginProcedure ?? 'used'}`, base === 'vat_margin'],
    ['wdt', ratesOf(invoice).includes('0_wdt')],
    ['export', ratesOf(invoice).includes('0_ex')],
    ['oss', marks.oss],
  ];
  return says.filter(([, applies]) => applies).map(([key]) => key);
}

/** What stands before the lines: that a note charges the other, or credits them. */
export function leadOf({ kind, noteKind }: Invoice, languages: PaperLanguage[]): string[] {
  return kind === 'accounting_note' ? label(languages, `says.note.${noteKind ?? 'debit'}`) : [];
}

/** Why lines are exempt (art. 106e(1)(19)). */
function exemption({ marks }: Invoice, languages: PaperLanguage[]): string[] {
  return marks.exemptBasis ? [`${label(languages, 'says.exempt').join(' / ')}: ${marks.exemptBasis}`] : [];
}

/** Whether the buyer settles the tax: domestic reverse charge, or services that another country taxes, to a taxable buyer. */
function isReverseCharged(invoice: Invoice) {
  const rates = ratesOf(invoice);
  return rates.includes('oo') || (Boolean(invoice.buyer.taxNo) && rates.some((rate) => rate === 'np1' || rate === 'np2'));
}

/** Whether both parties are named by their numbers of intra-EU trade (art. 106e(1)(24), art. 97(10)). */
export function isWithinUnion(invoice: Invoice): boolean {
  const base = invoice.correction.kind ?? invoice.kind;
  if (invoice.documentKind.bought) return invoice.buyer.taxCountry.trim() in OSS_PERCENTS;
  return base === 'wdt' || ratesOf(invoice).some((rate) => rate === '0_wdt' || rate === 'np2');
}

function ratesOf({ lines = [], taxes = [] }: Invoice): string[] {
  return [...lines, ...taxes].map(({ vatRate }) => vatRate);
}
