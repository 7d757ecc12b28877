/** The example's two departments: branches of one firm, so both sell under its one tax number. Keys are how other tables name them. */
export const TAX_NO = '7791012344';

export const DEPARTMENTS = {
  poznan: {
    name: 'Poznań',
    mark: 'POZ',
    street: 'ul. Szkółkarska 14',
    postCode: '60-461',
    city: 'Poznań',
    email: 'poznan@example.com',
    phone: '+48 61 555 01 40',
    bankAccounts: [
      { name: 'PLN', bank: 'Bank Przykładowy S.A.', number: '78 1090 1362 0000 0001 4802 6113', swift: null, currency: 'PLN' },
      {
        name: 'EUR',
        bank: 'Bank Przykładowy S.A.',
        number: '51 1090 1362 0000 0001 4802 6114',
        swift: 'PRZYPLPP',
        currency: 'EUR',
      },
    ],
  },
  wroclaw: {
    name: 'Wrocław',
    mark: 'WRO',
    street: 'ul. Ogrodowa 3',
    postCode: '50-424',
    city: 'Wrocław',
    email: 'wroclaw@example.com',
    phone: '+48 71 555 01 41',
    bankAccounts: [
      { name: 'PLN', bank: 'Bank Przykładowy S.A.', number: '23 1140 2004 0000 3902 7654 3210', swift: null, currency: 'PLN' },
    ],
  },
} as const;

export type DepartmentKey = keyof typeof DEPARTMENTS;
