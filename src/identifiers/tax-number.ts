import { weightedSum } from './checksum';

const NIP_WEIGHTS = [6, 5, 7, 2, 3, 4, 5, 6, 7];
// KSeF refuses what the check digit alone lets through, such as 0000000000.
const NIP = /^[1-9](\d[1-9]|[1-9]\d)\d{7}$/;

/** Notations of EU VAT numbers as KSeF checks them, without the country's prefix; keys are ISO 3166 codes, and XI is Northern Ireland. */
const EU_NUMBERS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  ES: /^([A-Z]\d{7}[A-Z\d]|\d{8}[A-Z])$/,
  FI: /^\d{8}$/,
  FR: /^[A-Z\d]{2}\d{9}$/,
  GR: /^\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-Z]{1,2}|\d[A-Z\d+*]\d{5}[A-Z])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z\d+*]{12}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|(GD|HA)\d{3})$/,
};

// Greece writes EL before its VAT numbers, not its ISO code.
const PREFIXES: Readonly<Record<string, string>> = { GR: 'EL' };

/**
 * A tax number as it is stored and compared (R9): capitals and digits only, without spaces, dashes, dots and the country's own prefix, so that
 * 'PL 526-10-40-828' is '5261040828'.
 * @param country ISO 3166 code of the country that gave the number, or XI
 */
export function normalTaxNumber(typed: string, country: string): string {
  const text = typed.toUpperCase().replace(/[\s./\-–]/g, '');
  const prefix = [PREFIXES[country], country].find((each) => each && text.startsWith(each));
  if (!prefix) return text;
  const bare = text.slice(prefix.length);
  if (!(country in EU_NUMBERS)) return /^\d/.test(bare) ? bare : text;
  // Letters may belong to the number itself, as in France: then they are no prefix.
  return isValidTaxNumber(country, text) && !isValidTaxNumber(country, bare) ? text : bare;
}

/** Whether ten digits are a NIP: their check digit is right and KSeF takes them. */
export function isValidNip(nip: string): boolean {
  return NIP.test(nip) && weightedSum(nip, NIP_WEIGHTS) % 11 === Number(nip[9]);
}

/**
 * Whether a normal tax number can be one of that country: a NIP in Poland, the country's notation in the EU; elsewhere anything will do.
 * Whether it was really given to somebody only VIES knows.
 */
export function isValidTaxNumber(country: string, number: string): boolean {
  return country === 'PL' ? isValidNip(number) : (EU_NUMBERS[country]?.test(number) ?? true);
}

/** What matching compares (R9): the country with the number's letters and digits, 'PL:5261040828'; null when there are none. */
export function taxKey(taxNo: string, country: string): string | null {
  const number = normalTaxNumber(taxNo, country).replace(/[^0-9A-Z]/g, '');
  return number ? `${country}:${number}` : null;
}
