import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { totals } from '../../../src/invoicing/vat/totals';
import { added } from '../../../src/invoicing/vat/vat';
import { Decimal, decimal, round, sum } from '../../../src/money/decimal';
import { MINISTRY_DIFFERENCES } from './ministry-differences';
import { MINISTRY_EXAMPLES } from './ministry-examples';

const FOLDER = join(__dirname, '../../../../shared/reference/einvoice/schema/samples-official');
const itWithFiles = existsSync(FOLDER) ? it : it.skip;
const grosze = (amount: string) => decimal(amount).toFixed(2);

/** A simplified invoice that says its gross and its rate only, so that there is nothing to agree with but 450. */
const WITHOUT_FIGURES = '16';

describe("The Ministry's examples of corrections, advances and final invoices", () => {
  it.each(MINISTRY_DIFFERENCES)('example $number, $story, comes to its own figures to the grosz (R24, R103)', ({
    makes,
    rates,
    gross,
  }) => {
    const made = makes();
    expect(made.map(({ rate, net, vat }) => [rate, net.toFixed(2), vat.toFixed(2)])).toEqual(
      rates.map(({ rate, net, vat }) => [rate, grosze(net), grosze(vat)]),
    );
    expect(added(made).gross.toFixed(2)).toBe(grosze(gross));
  });

  it('example 21 comes to its VAT in zlotys, each line at the rate of its own day (R100)', () => {
    const rates = ['4.4080', '4.5005', '4.3250'].map(decimal);
    const example = MINISTRY_EXAMPLES.find(({ number }) => number === '21')!;
    const { lines } = totals(
      example.lines.map(({ quantity, price, rate }) => ({ quantity: decimal(quantity!), price: decimal(price!), rate })),
      'net_sum',
    );
    expect(round(sum(lines.map(({ vat }, place) => vat.times(rates[place])))).toFixed(2)).toBe('13768.14');
  });

  itWithFiles('says in its table what the published files say; skipped where these are not at hand (R103)', () => {
    const others = readdirSync(FOLDER)
      .sort()
      .map((file) => ({ number: file.slice(-6, -4), xml: readFileSync(join(FOLDER, file), 'utf8') }))
      .filter(({ number, xml }) => !xml.includes('<RodzajFaktury>VAT</RodzajFaktury>') && number !== WITHOUT_FIGURES);
    expect(others.map(({ number, xml }) => [number, figuresOf(xml)])).toEqual(
      MINISTRY_DIFFERENCES.map(({ number, rates, gross }) => [
        number,
        [...rates.flatMap(({ net, vat }) => [net, vat]), gross].map((amount) => decimal(amount).toFixed()),
      ]),
    );
    const documents = [...others.map(({ number }) => number), ...MINISTRY_EXAMPLES.map(({ number }) => number), WITHOUT_FIGURES];
    expect(documents.toSorted()).toEqual(Array.from({ length: 26 }, (_, index) => String(index + 1).padStart(2, '0')));
  });
});

function figuresOf(xml: string) {
  return ['P_13_1', 'P_14_1', 'P_13_2', 'P_14_2', 'P_15']
    .map((name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1])
    .filter((amount) => amount !== undefined)
    .map((amount) => new Decimal(amount).toFixed());
}
