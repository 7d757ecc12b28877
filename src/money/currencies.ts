const codes = new Set(Intl.supportedValuesOf('currency'));

/** ISO 4217 codes of the currencies in use that a document may be in ('PLN', 'EUR', …), in alphabetical order (R100). */
export const CURRENCIES: readonly string[] = [...codes];

/** Whether this is the code of a currency in use, in capital letters. */
export function isCurrency(code: string): boolean {
  return codes.has(code);
}
