/**
 * What consumers of other EU countries are charged under the one-stop shop (OSS, R99): per cent, the standard rate first, then the reduced
 * ones, as they are in force at the end of 2026 (Council directive 2006/112/EC, art. 96-118; changes of 2025/26: AT 4.9, EE 24, FI 13.5,
 * LT 12 and 5, RO 21 and 11, SK 23 and 19). Rates of regions apart (Canaries, Corsica, Azores, Madeira, Greek islands) are not among them.
 */
export const OSS_PERCENTS: Readonly<Record<string, string>> = {
  AT: '20 13 10 4.9',
  BE: '21 12 6',
  BG: '20 9',
  CY: '19 9 5 3',
  CZ: '21 12',
  DE: '19 7',
  DK: '25',
  EE: '24 13 9',
  ES: '21 10 4',
  FI: '25.5 13.5 10',
  FR: '20 10 5.5 2.1',
  GR: '24 13 6',
  HR: '25 13 5',
  HU: '27 18 5',
  IE: '23 13.5 9 4.8',
  IT: '22 10 5 4',
  LT: '21 12 5',
  LU: '17 14 8 3',
  LV: '21 12 5',
  MT: '18 12 7 5',
  NL: '21 9',
  PT: '23 13 6',
  RO: '21 11',
  SE: '25 12 6',
  SI: '22 9.5 5',
  SK: '23 19 5',
};
