import { isValidIban, isValidPesel, isValidRegon, normalBankAccount, normalIdentifier } from '../../src/identifiers/identifiers';

describe('Identifiers of clients and departments', () => {
  it.each(['123456785', '12345678512347'])('takes the REGON %s (R12)', (regon) => {
    expect(isValidRegon(regon)).toBe(true);
  });

  it.each(['123456784', '12345678412347', '12345678512348', '12345678', ''])('refuses the REGON %p (R12)', (regon) => {
    expect(isValidRegon(regon)).toBe(false);
  });

  it.each(['44051401359', '02070803628'])('takes the PESEL %s (R12)', (pesel) => {
    expect(isValidPesel(pesel)).toBe(true);
  });

  it.each(['44051401358', '4405140135', ''])('refuses the PESEL %p (R12)', (pesel) => {
    expect(isValidPesel(pesel)).toBe(false);
  });

  it('makes an IBAN of a Polish account number of 26 digits (R12)', () => {
    expect(normalBankAccount('61 1090 1014 0000 0712 1981 2874')).toBe('PL61109010140000071219812874');
    expect(normalBankAccount('pl61 1090 1014 0000 0712 1981 2874')).toBe('PL61109010140000071219812874');
  });

  it.each([
    'PL61109010140000071219812874',
    'DE89370400440532013000',
    'GB82WEST12345698765432',
    'FR1420041010050500013M02606',
  ])('takes the account %s (R12)', (iban) => {
    expect(isValidIban(iban)).toBe(true);
  });

  it.each([
    'PL61109010140000071219812875',
    'PL6110901014000007121981287',
    '61109010140000071219812874',
    'DE89370400440532013001',
    'DE89',
    '',
  ])('refuses the account %p (R12)', (iban) => {
    expect(isValidIban(iban)).toBe(false);
  });

  it('leaves out spaces and dashes (R12)', () => {
    expect(normalIdentifier(' 123-456-785 ')).toBe('123456785');
  });
});
