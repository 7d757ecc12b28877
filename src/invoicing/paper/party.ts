import type { Invoice } from '../invoices/invoice.entity';
import { OSS_PERCENTS } from '../vat/oss-rates';
import { writtenCountry } from './formats';
import { isWithinUnion } from './wordings';
import { type Label, label, type PaperLanguage } from './words';

/** A word and what it names. */
export interface Fact {
  label: Label;
  value: string;
}

/** Somebody whom a document names (art. 106e(1)(3)-(5)). */
export interface Party {
  label: Label;
  name: string;
  address: string[];
  facts: Fact[];
}

interface Address {
  name: string | null;
  street: string | null;
  postCode: string | null;
  city: string | null;
  country: string | null;
}

/** Greece gives its numbers under another code than its own. */
const NUMBER_PREFIXES: Record<string, string> = { GR: 'EL' };

/** What the two parties are called in a kind, where not seller and buyer. */
const ROLES: Record<string, [seller: string, buyer: string]> = {
  estimate: ['contractor', 'ordering'],
  client_order: ['contractor', 'ordering'],
  accounting_note: ['issuer_party', 'other_party'],
  kp: ['cash_desk', 'paid_by'],
  kw: ['cash_desk', 'paid_to'],
};

/** Everybody a document names; of bought services the other party is the one who provides them. */
export function partiesOf(invoice: Invoice, languages: PaperLanguage[]): Party[] {
  const { documentKind, recipient } = invoice;
  const [seller, buyer] = rolesOf(invoice);
  const parties = [sellerOf(invoice, seller, languages), ...buyerOf(invoice, buyer, languages)];
  if (documentKind.bought) parties.reverse();
  if (recipient?.name) parties.push(party(label(languages, 'recipient'), recipient, [], invoice, languages));
  return parties;
}

/** The words' keys of what the account's own party and the other are called. */
export function rolesOf({ kind, documentKind }: Invoice): [own: string, other: string] {
  return ROLES[kind] ?? (documentKind.bought ? ['customer', 'supplier'] : ['seller', 'buyer']);
}

function sellerOf(invoice: Invoice, role: string, languages: PaperLanguage[]): Party {
  const { seller } = invoice;
  const number = isWithinUnion(invoice)
    ? { label: label(languages, 'eu_tax_no'), value: prefixed(seller.country, seller.taxNo) }
    : { label: label(languages, 'tax_no'), value: seller.taxNo };
  const facts = [
    ...(seller.taxNo ? [number] : []),
    ...(seller.phone ? [{ label: label(languages, 'phone'), value: seller.phone }] : []),
    ...(seller.email ? [{ label: label(languages, 'email'), value: seller.email }] : []),
  ];
  return party(label(languages, role), seller, facts, invoice, languages);
}

function buyerOf(invoice: Invoice, role: string, languages: PaperLanguage[]): Party[] {
  const { buyer } = invoice;
  if (!buyer.name) return [];
  const facts = buyer.taxNo ? [numberOf(buyer.taxCountry.trim(), buyer.taxNo, isWithinUnion(invoice), languages)] : [];
  return [party(label(languages, role), buyer, facts, invoice, languages)];
}

/** A NIP at home, a VAT number of the Union with its country, and of other countries as they write it: no name of ours is put on it. */
function numberOf(country: string, taxNo: string, withinUnion: boolean, languages: PaperLanguage[]): Fact {
  if (withinUnion || country in OSS_PERCENTS || country === 'XI')
    return { label: label(languages, 'eu_tax_no'), value: prefixed(country, taxNo) };
  return { label: label(languages, country === 'PL' ? 'tax_no' : 'foreign_tax_no'), value: taxNo };
}

function party(role: Label, address: Address, facts: Fact[], { seller }: Invoice, languages: PaperLanguage[]): Party {
  const { name, street, postCode, city, country } = address;
  const isAbroad = country && country.trim() !== seller.country.trim();
  const lines = [street, [postCode, city].filter(Boolean).join(' '), isAbroad ? countryIn(languages, country.trim()) : null];
  return { label: role, name: name ?? '', address: lines.filter((line): line is string => Boolean(line)), facts };
}

/** 'Niemcy', or for who reads two languages 'Niemcy / Deutschland'. */
function countryIn(languages: PaperLanguage[], code: string): string {
  return [...new Set(languages.map((language) => writtenCountry(code, language)))].join(' / ');
}

/** A tax number with its country before it, once. */
function prefixed(country: string, taxNo: string): string {
  const prefix = NUMBER_PREFIXES[country.trim()] ?? country.trim();
  return taxNo.startsWith(prefix) ? taxNo : prefix + taxNo;
}
