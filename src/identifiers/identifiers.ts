import { weightedSum } from './checksum';

const REGON_9 = [8, 9, 2, 3, 4, 5, 6, 7];
const REGON_14 = [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8];
const PESEL = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
const IBAN = /^[A-Z]{2}\d{2}[A-Z\d]{8,30}$/;

/** An identifier as it is stored: capitals and digits, without spaces and dashes. */
export function normalIdentifier(typed: string): string {
  return typed.toUpperCase().replace(/[\s\-–]/g, '');
}

/** Whether nine digits, or the fourteen of a local unit, are a REGON with the right check digits. */
export function isValidRegon(regon: string): boolean {
  if (!/^(\d{9}|\d{14})$/.test(regon)) return false;
  const isUnit = regon.length === 14;
  return hasRegonDigit(regon, REGON_9) && (!isUnit || hasRegonDigit(regon, REGON_14));
}

/** Whether eleven digits are a PESEL with the right check digit. */
export function isValidPesel(pesel: string): boolean {
  return /^\d{11}$/.test(pesel) && (10 - (weightedSum(pesel, PESEL) % 10)) % 10 === Number(pesel[10]);
}

/** An account number as it is stored: a Polish one of 26 digits gets its PL, so that it is an IBAN like all others. */
export function normalBankAccount(typed: string): string {
  const account = normalIdentifier(typed);
  return /^\d{26}$/.test(account) ? `PL${account}` : account;
}

/** Whether a normal account number is an IBAN: of the right length in Poland and with the right check digits (ISO 13616, mod 97). */
export function isValidIban(iban: string): boolean {
  if (!IBAN.test(iban) || (iban.startsWith('PL') && !/^PL\d{26}$/.test(iban))) return false;
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}

/** The tenth remainder counts as 0. */
function hasRegonDigit(regon: string, weights: readonly number[]): boolean {
  return (weightedSum(regon, weights) % 11) % 10 === Number(regon[weights.length]);
}
