import { isValidNip, isValidTaxNumber, normalTaxNumber } from '../../src/identifiers/tax-number';

describe('Tax numbers', () => {
  it.each([
    ['PL 526-10-40-828', 'PL', '5261040828'],
    ['526 104 08 28', 'PL', '5261040828'],
    ['pl5261040828', 'PL', '5261040828'],
    ['526–10–40–828', 'PL', '5261040828'],
    ['526\u00a0104\u00a008\u00a028', 'PL', '5261040828'],
    ['DE 136 695 976', 'DE', '136695976'],
    ['EL094014249', 'GR', '094014249'],
    ['GR 094014249', 'GR', '094014249'],
    ['ATU13585627', 'AT', 'U13585627'],
    ['FR 40 303 265 045', 'FR', '40303265045'],
    ['FR123456789', 'FR', 'FR123456789'],
    ['ESB58378431', 'ES', 'B58378431'],
    ['NL004495445B01', 'NL', '004495445B01'],
    ['GB 123 4567 89', 'GB', '123456789'],
    ['CHE-123.456.789', 'CH', 'CHE123456789'],
    ['', 'PL', ''],
  ])('reads %p of %s as %p, whatever its notation (R9)', (typed, country, normal) => {
    expect(normalTaxNumber(typed, country)).toBe(normal);
  });

  it.each(['5261040828', '5265877635', '9999999999'])('takes the NIP %s (R9)', (nip) => {
    expect(isValidNip(nip)).toBe(true);
  });

  it.each([
    ['5261040829', 'its check digit is wrong'],
    ['0000000000', 'KSeF refuses it'],
    ['5000040806', 'it has no tax office'],
    ['526104082', 'a digit is missing'],
    ['526-104-08-28', 'it is not normal'],
    ['', 'it is empty'],
  ])('refuses the NIP %p because %s (R9)', (nip) => {
    expect(isValidNip(nip)).toBe(false);
  });

  it('refuses a NIP with any one digit mistyped (R9)', () => {
    const nip = '5261040828';
    for (let place = 0; place < nip.length; place++) {
      for (let digit = 0; digit < 10; digit++) {
        const mistyped = nip.slice(0, place) + digit + nip.slice(place + 1);
        expect([mistyped, isValidNip(mistyped)]).toEqual([mistyped, mistyped === nip]);
      }
    }
  });

  it.each([
    ['AT', 'U13585627'],
    ['BE', '0403170701'],
    ['CY', '10259033P'],
    ['CZ', '25123891'],
    ['DE', '136695976'],
    ['ES', 'B58378431'],
    ['ES', '54362315K'],
    ['FR', '40303265045'],
    ['GR', '094014249'],
    ['IE', '6433435F'],
    ['IE', '6433435OA'],
    ['IE', '8D79739I'],
    ['LT', '100001919017'],
    ['NL', '004495445B01'],
    ['PL', '5261040828'],
    ['RO', '18547290'],
    ['SE', '123456789701'],
    ['XI', 'GD001'],
    ['US', '12-3456789'],
  ])('takes a number in the notation of %s: %s (R9)', (country, number) => {
    expect(isValidTaxNumber(country, number)).toBe(true);
  });

  it.each([
    ['AT', '13585627'],
    ['DE', '13669597'],
    ['DE', 'DE136695976'],
    ['ES', '123456789'],
    ['FR', '4030326504'],
    ['PL', '5261040829'],
    ['SE', '1234567897'],
  ])('refuses a number that is not in the notation of %s: %s (R9)', (country, number) => {
    expect(isValidTaxNumber(country, number)).toBe(false);
  });
});
