import type { Invoice } from '../invoices/invoice.entity';
import { codeOf, type Due, dueOf, type Payment, paymentOf } from './due';
import { writtenDate, writtenNumber } from './formats';
import { linesTable, summedLines } from './line-rows';
import { type Fact, type Party, partiesOf } from './party';
import { allPrintable } from './printable';
import type { Table } from './table';
import { advancesTable, taxesTable } from './tax-rows';
import { leadOf, wordingsOf } from './wordings';
import { type Label, label, languagesOf, type PaperLanguage, word } from './words';

/** How a document is printed: as the buyer's, as the seller's, both one after the other, or anew for who lost theirs. */
export const PRINTS = ['original', 'copy', 'duplicate', 'original_and_copy'] as const;
export type Print = (typeof PRINTS)[number];

/** What a department prints on all its documents, by language (R101). */
export interface PaperSettings {
  /** '#1f5673' */
  accent: string;
  /** Below the sums of each document. */
  closing: Partial<Record<PaperLanguage, string | null>>;
  /** At the foot of each page. */
  footer: Partial<Record<PaperLanguage, string | null>>;
  /** Of the bank account that the document names. */
  swift: string | null;
}

/** What a department has that set nothing. */
export const DEFAULT_ACCENT = '#1f5673';

/** Everything that is printed of a document, as plain texts in its language: what the template lays out, and nothing else. */
export interface Paper {
  /** Of its file, without folder and ending. */
  fileName: string;
  language: PaperLanguage;
  accent: string;
  /** YYYY-MM-DD, of the file's own data. */
  day: string;
  title: Label;
  number: string;
  /** One page after another for each: 'Oryginał', 'Kopia'. */
  marks: string[];
  /** Across the page of a document that is none: a draft, a cancelled one. */
  watermark: string | null;
  facts: Fact[];
  /** Who issues it: instead of a logo. */
  issuer: string;
  parties: Party[];
  /** What a correction corrects, and why. */
  correction: Fact[];
  lead: string[];
  lines: Table | null;
  /** What stands before carried sums; a total only where no sums by rate follow. */
  carry: { forward: string; brought: string; total: string; summed: boolean };
  /** What an advance is paid on (art. 106f(1)(4)). */
  order: { title: Label; lines: Table } | null;
  advances: Table | null;
  advancesTitle: Label;
  taxes: Table | null;
  exchange: string | null;
  wordings: string[];
  due: Due | null;
  payment: Payment | null;
  /** What the square code for a banking application holds; null where there is none. */
  code: string | null;
  notes: { label: Label; text: string } | null;
  closing: string[];
  signatures: Fact[];
  footer: string[];
  page: { page: string; of: string };
}

/**
 * What is printed of a document, from its own rows alone (R101; art. 106e, 106j).
 * @param invoice with all its parts
 * @param printedOn the day that a duplicate says it was made on
 * @param language 'pl', 'en', 'de' or a pair of them; others are printed in English
 * @param order that an advance is paid on, with all its parts
 */
export function paperOf(
  invoice: Invoice,
  settings: PaperSettings,
  print: Print,
  printedOn: string,
  language = invoice.language,
  order: Invoice | null = null,
): Paper {
  const languages = languagesOf(language);
  const [first] = languages;
  const says = (key: string) => label(languages, key);
  const title = titleOf(invoice, languages);
  const lines = linesTable(invoice, languages);
  // A correction of words alone says no figure again.
  const taxes = invoice.correction.kind !== null && lines === null ? null : taxesTable(invoice, languages);
  const printed = allPrintable({
    language: first,
    accent: settings.accent,
    day: invoice.issueOn,
    title,
    number: invoice.number ?? '',
    marks: marksOf(invoice, print, printedOn, languages),
    watermark: invoice.state === 'issued' ? null : says(`mark.${invoice.state}`)[0],
    facts: factsOf(invoice, languages),
    issuer: invoice.seller.name,
    parties: partiesOf(invoice, languages),
    correction: correctionOf(invoice, languages),
    lead: leadOf(invoice, languages),
    lines,
    order: order && orderOf(order, languages),
    carry: {
      forward: says('carried_forward').join(' / '),
      brought: says('brought_forward').join(' / '),
      total: says('total').join(' / '),
      summed: taxes !== null,
    },
    advances: advancesTable(invoice, languages),
    advancesTitle: says('advances'),
    taxes,
    exchange: exchangeOf(invoice, languages),
    wordings: wordingsOf(invoice, languages),
    due: dueOf(invoice, languages),
    payment: paymentOf(invoice, settings.swift, languages),
    notes: invoice.words.notes ? { label: says('notes'), text: invoice.words.notes } : null,
    closing: inEach(settings.closing, languages),
    signatures: signaturesOf(invoice, languages),
    footer: invoice.words.footer ? [invoice.words.footer] : inEach(settings.footer, languages),
    page: { page: says('page').join(' / '), of: word(first, 'of') },
  });
  return { ...printed, fileName: fileNameOf(invoice, title[0], print, first), code: codeOf(invoice, settings.swift) };
}

/** Translation key of what a document is called. */
function titleOf({ kind, correction, noteKind }: Invoice, languages: PaperLanguage[]): Label {
  if (kind === 'accounting_note') return label(languages, `kind.accounting_note.${noteKind ?? 'debit'}`);
  return label(languages, correction.kind === 'bill' ? 'kind.bill.correction' : `kind.${kind}`);
}

function fileNameOf({ number, state }: Invoice, title: string, print: Print, language: PaperLanguage) {
  const suffix = print === 'copy' || print === 'duplicate' ? [word(language, `mark.${print}`)] : [];
  const parts = [title, number ?? word(language, `mark.${state === 'issued' ? 'draft' : state}`), ...suffix];
  return parts
    .map((part) => part.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, ''))
    .join('-')
    .slice(0, 120);
}

function marksOf({ state }: Invoice, print: Print, printedOn: string, languages: PaperLanguage[]): string[] {
  if (state === 'draft') return [label(languages, 'mark.draft').join(' / ')];
  const mark = (key: string) => label(languages, `mark.${key}`).join(' / ');
  if (print === 'original_and_copy') return [mark('original'), mark('copy')];
  return [print === 'duplicate' ? `${mark(print)} ${writtenDate(printedOn, languages[0])}` : mark(print)];
}

function factsOf(invoice: Invoice, languages: PaperLanguage[]): Fact[] {
  const { issueOn, soldOn, dueOn, paymentMethod, words, kind, correction, toPay, documentKind } = invoice;
  const day = (on: string) => writtenDate(on, languages[0]);
  const base = correction.kind ?? kind;
  const sold = base === 'advance' ? 'received_on' : base === 'wdt' || base === 'export_products' ? 'delivered_on' : 'sold_on';
  const isNothingDue = toPay.isNegative() || (correction.kind !== null && toPay.isZero());
  const isCash = kind === 'kp' || kind === 'kw';
  const facts: [string, string | null][] = [
    ['issue_on', day(issueOn)],
    ['place', words.place],
    // Slips and notes are about no sale, and what is paid in cash has no term.
    [sold, soldOn && documentKind.fixedRate !== 'none' ? day(soldOn) : null],
    ['due_on', dueOn && !isCash && !isNothingDue ? day(dueOn) : null],
    ['payment_method', isCash ? null : label(languages, `payment.${paymentMethod}`).join(' / ')],
    ['order_no', words.orderNo],
  ];
  return facts.flatMap(([key, value]) => (value ? [{ label: label(languages, key), value }] : []));
}

function correctionOf({ correction, kind }: Invoice, languages: PaperLanguage[]): Fact[] {
  if (kind !== 'correction' || correction.kind === null) return [];
  const [first] = languages;
  const issued = correction.issueOn ? `, ${word(first, 'corrects_of')} ${writtenDate(correction.issueOn, first)}` : '';
  const title = label([first], correction.kind === 'correction' ? 'kind.correction' : `kind.${correction.kind}`)[0];
  const facts: [string, string | null][] = [
    ['corrects', `${title} ${word(first, 'number')} ${correction.number ?? ''}${issued}`],
    ['reason', correction.reason],
    ['content_before', correction.contentBefore],
    ['content_after', correction.contentAfter],
  ];
  return facts.flatMap(([key, value]) => (value ? [{ label: label(languages, key), value }] : []));
}

/** What an advance is paid on: its goods, prices, rates and value (art. 106f(1)(4)). */
function orderOf(order: Invoice, languages: PaperLanguage[]): Paper['order'] {
  const lines = summedLines(order, languages);
  const title = label(languages, 'ordered').join(' / ');
  // What deals agreed has no number of its own.
  if (order.number === null) return lines && { title: [title], lines };
  return lines && { title: [`${title} · ${order.number}, ${writtenDate(order.issueOn, languages[0])}`], lines };
}

/** 'Kurs: 1 EUR = 4,2500 PLN, tabela NBP nr 226/A/NBP/2026 z dnia 20.11.2026' (art. 31a). */
function exchangeOf({ exchange, currency }: Invoice, languages: PaperLanguage[]): string | null {
  if (!exchange.rate) return null;
  const [first] = languages;
  const rate = `${label(languages, 'exchange').join(' / ')}: 1\u00a0${currency} = ${writtenNumber(exchange.rate, first, 4)}\u00a0PLN`;
  const table = exchange.table ? `${label(languages, 'exchange_table').join(' / ')} ${exchange.table}` : null;
  const day = exchange.on && `${word(first, 'exchange_on')} ${writtenDate(exchange.on, first)}`.replaceAll(' ', '\u00a0');
  return [rate, [table, day].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

/** Who issued it; cash slips are signed by the other as well. */
function signaturesOf({ kind, words }: Invoice, languages: PaperLanguage[]): Fact[] {
  const other = { kp: 'paid_in_by', kw: 'received_by' }[kind];
  const issuer = words.issuerName || other ? [{ label: label(languages, 'issued_by'), value: words.issuerName ?? '' }] : [];
  return [...issuer, ...(other ? [{ label: label(languages, other), value: '' }] : [])];
}

function inEach(texts: Partial<Record<PaperLanguage, string | null>>, languages: PaperLanguage[]): string[] {
  return languages.flatMap((language) => texts[language] || []);
}
