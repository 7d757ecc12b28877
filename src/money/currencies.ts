/** What Polish firms write documents in, the usual first. */
const USUAL = ['PLN', 'EUR', 'USD', 'GBP', 'CHF', 'CZK', 'DKK', 'NOK', 'SEK', 'HUF', 'UAH'];

/** The others of ISO 4217 that are in use; those that gave way to another (BGN, HRK, ANG, SLL, ZWL) are not. */
const OTHERS =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CLP CNY COP CRC CUP CVE DJF DOP DZD ' +
  'EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK ' +
  'LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NPR NZD OMR PAB PEN PGK PHP PKR PYG QAR RON RSD ' +
  'RUB RWF SAR SBD SCR SDG SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UGX UYU UZS VED VES VND VUV WST ' +
  'XAF XCD XCG XDR XOF XPF YER ZAR ZMW ZWG';

const codes = new Set([...USUAL, ...OTHERS.split(' ')]);

/** ISO 4217 codes of the currencies in use that a document may be in, the usual ones first, then in alphabetical order (R100). */
export const CURRENCIES: readonly string[] = [...codes];

/** Whether this is the code of a currency in use, in capital letters. */
export function isCurrency(code: string): boolean {
  return codes.has(code);
}
