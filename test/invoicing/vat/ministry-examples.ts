/** One of the Ministry's published FA(3) examples: what its lines say and what it says they come to. */
export interface MinistryExample {
  /** The number in its file name, FA_3_Przyklad_NN.xml. */
  number: string;
  /** Whether its unit prices (P_9A or P_9B) are net or gross. */
  prices: 'net' | 'gross';
  /** Quantity P_8B, unit price P_9A or P_9B, discount P_10 (off each unit), value P_11 or P_11A, rate P_12 ('margin' where there is none). */
  lines: { quantity?: string; price?: string; discount?: string; value: string; rate: string }[];
  /** Net P_13 and VAT P_14 of each rate; of the margin P_13_11, which is gross and has no VAT. */
  rates: { rate: string; net: string; vat: string }[];
  /** P_15. */
  gross: string;
  /** What the law's formula gives where the example has something else, and why it has. */
  exception?: { rates: MinistryExample['rates']; gross: string; because: string };
}

/**
 * The twelve examples of plain invoices (RodzajFaktury VAT). 01 is an exception of ours, and so is 19, whose figures only seem right because they add up.
 */
export const MINISTRY_EXAMPLES: MinistryExample[] = [
  {
    number: '01',
    prices: 'net',
    lines: [
      { quantity: '1', price: '1626.01', value: '1626.01', rate: '23' },
      { quantity: '1', price: '40.65', value: '40.65', rate: '23' },
      { quantity: '1', price: '0.95', value: '0.95', rate: '5' },
    ],
    rates: [
      { rate: '23', net: '1666.66', vat: '383.33' },
      { rate: '5', net: '0.95', vat: '0.05' },
    ],
    gross: '2051',
    exception: {
      rates: [
        { rate: '23', net: '1666.66', vat: '383.33' },
        { rate: '5', net: '0.95', vat: '0.05' },
      ],
      gross: '2050.99',
      because: 'the prices behind it were gross; its own rates add up to a grosz less than its P_15',
    },
  },
  {
    number: '04',
    prices: 'net',
    lines: [
      { quantity: '10', price: '1626.01', value: '16260.10', rate: '23' },
      { quantity: '20', price: '1000', discount: '100', value: '18000', rate: '23' },
      { quantity: '15', price: '1200', value: '18000', rate: '23' },
    ],
    rates: [{ rate: '23', net: '52260.10', vat: '12019.82' }],
    gross: '64279.92',
  },
  {
    number: '08',
    prices: 'gross',
    lines: [{ quantity: '1', price: '15000', value: '15000', rate: 'margin' }],
    rates: [{ rate: 'margin', net: '15000', vat: '0' }],
    gross: '15000',
  },
  {
    number: '09',
    prices: 'net',
    lines: [
      { quantity: '1', price: '2000', value: '2000', rate: '23' },
      { quantity: '1', price: '300', value: '300', rate: 'zw' },
    ],
    rates: [
      { rate: '23', net: '2000', vat: '460' },
      { rate: 'zw', net: '300', vat: '0' },
    ],
    gross: '2760',
  },
  {
    number: '19',
    prices: 'gross',
    lines: [
      { quantity: '1', price: '2000', value: '2000', rate: 'margin' },
      { quantity: '1', price: '1000', value: '1000', rate: '23' },
    ],
    rates: [
      { rate: '23', net: '813', vat: '187' },
      { rate: 'margin', net: '2000', vat: '0' },
    ],
    gross: '3000',
    exception: {
      rates: [
        { rate: '23', net: '813.01', vat: '186.99' },
        { rate: 'margin', net: '2000', vat: '0' },
      ],
      gross: '3000',
      because: 'it is in whole zlotys: 1000·23/123 is 186.99, and no lawful method makes 187 of its line',
    },
  },
  ...['20', '21'].map(
    (number): MinistryExample => ({
      number,
      prices: 'net',
      lines: [
        { quantity: '10', price: '406', value: '4060', rate: '23' },
        { quantity: '20', price: '250', value: '5000', rate: '23' },
        { quantity: '15', price: '300', value: '4500', rate: '23' },
      ],
      rates: [{ rate: '23', net: '13560', vat: '3118.80' }],
      gross: '16678.80',
    }),
  ),
  {
    number: '22',
    prices: 'net',
    lines: [{ quantity: '10', price: '400', value: '4000', rate: '0_wdt' }],
    rates: [{ rate: '0_wdt', net: '4000', vat: '0' }],
    gross: '4000',
  },
  {
    number: '23',
    prices: 'net',
    lines: [{ quantity: '20', price: '400', value: '8000', rate: '0_ex' }],
    rates: [{ rate: '0_ex', net: '8000', vat: '0' }],
    gross: '8000',
  },
  ...['24', '25'].map(
    (number): MinistryExample => ({
      number,
      prices: 'net',
      lines: [
        { value: '18.00', rate: '23' },
        { value: '25.60', rate: '23' },
      ],
      rates: [{ rate: '23', net: '43.60', vat: '10.03' }],
      gross: '53.63',
    }),
  ),
  {
    number: '26',
    prices: 'net',
    lines: [{ quantity: '10', price: '3', value: '30', rate: '5' }],
    rates: [{ rate: '5', net: '30', vat: '1.5' }],
    gross: '31.5',
  },
];
