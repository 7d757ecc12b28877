import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unitPrice } from '../../../src/invoicing/vat/line-value';
import { totals } from '../../../src/invoicing/vat/totals';
import { Decimal, decimal } from '../../../src/money/decimal';
import { line, Room } from '../invoices/room';
import { MINISTRY_EXAMPLES, MinistryExample } from './ministry-examples';

const FOLDER = join(__dirname, '../../../../shared/reference/einvoice/schema/samples-official');
const itWithFiles = existsSync(FOLDER) ? it : it.skip;

/** The fields of the XML that say at which rate a net and a VAT are. */
const RATE_FIELDS = [
  { rate: '23', net: 'P_13_1', vat: 'P_14_1' },
  { rate: '8', net: 'P_13_2', vat: 'P_14_2' },
  { rate: '5', net: 'P_13_3', vat: 'P_14_3' },
  { rate: '0_wdt', net: 'P_13_6_2', vat: '' },
  { rate: '0_ex', net: 'P_13_6_3', vat: '' },
  { rate: 'zw', net: 'P_13_7', vat: '' },
  { rate: 'margin', net: 'P_13_11', vat: '' },
];

describe("The Ministry's examples of plain invoices", () => {
  it.each(
    MINISTRY_EXAMPLES,
  )('example $number comes to its own figures to the grosz, except where named (R24, R99)', (example) => {
    const result = totals(example.lines.map(typedLine), example.prices === 'net' ? 'net_sum' : 'gross_sum', 'amount');
    const expected = example.exception ?? example;
    expect(result.rates.map(({ rate, net, vat }) => [rate, net.toFixed(2), vat.toFixed(2)])).toEqual(
      expected.rates.map(({ rate, net, vat }) => [rate, grosze(net), grosze(vat)]),
    );
    const values = result.lines.map((line) => (example.prices === 'net' ? line.net : line.gross).toFixed(2));
    expect(values).toEqual(example.lines.map((line) => grosze(line.value)));
    expect(result.document.gross.toFixed(2)).toBe(grosze(expected.gross));
  });

  itWithFiles('says in its table what the published files say; skipped where these are not at hand (R99)', () => {
    const invoices = readdirSync(FOLDER)
      .sort()
      .map((file) => ({ number: file.slice(-6, -4), xml: readFileSync(join(FOLDER, file), 'utf8') }))
      .filter(({ xml }) => xml.includes('<RodzajFaktury>VAT</RodzajFaktury>'));
    expect(invoices.map(({ number, xml }) => read(number, xml))).toEqual(MINISTRY_EXAMPLES.map(inNumbers));
  });
});

/** A document with some lines on the margin and some not is no kind of ours yet. */
const PLAIN_KINDS = MINISTRY_EXAMPLES.filter(({ number }) => number !== '19');

describe("The Ministry's examples as documents", () => {
  let room: Room;
  beforeAll(async () => {
    room = await Room.open();
  });
  afterAll(() => room.test.close());

  it.each(PLAIN_KINDS)('example $number is drafted with its own figures on lines, rates and foot (R24, R99)', async (example) => {
    const isMargin = example.lines.every(({ rate }) => rate === 'margin');
    const lines = example.lines.map(typedLine).map((typed) => line({ ...typed, price: unitPrice(typed), rate: typed.rate }));
    const method = example.prices === 'net' ? 'net_sum' : 'gross_sum';
    const input = room.input({ kind: isMargin ? 'vat_margin' : 'vat', method, lines, discountKind: 'amount' });
    const document = await room.find(await room.does((invoices) => invoices.draft(input)));
    const expected = example.exception ?? example;
    expect(document.taxes?.map(({ vatRate, net, vat }) => [vatRate, net.toFixed(2), vat.toFixed(2)]).sort()).toEqual(
      expected.rates.map(({ rate, net, vat }) => [rate, grosze(net), grosze(vat)]).sort(),
    );
    const values = document.lines?.map(({ net, gross }) => (example.prices === 'net' ? net : gross).toFixed(2));
    expect(values).toEqual(example.lines.map(({ value }) => grosze(value)));
    expect(document.gross.toFixed(2)).toBe(grosze(expected.gross));
  });
});

function typedLine({ quantity = '1', price, discount, value, rate }: MinistryExample['lines'][number]) {
  if (price === undefined) return { rate, quantity: decimal(quantity), total: decimal(value) };
  return {
    rate,
    quantity: decimal(quantity),
    price: decimal(price),
    discount: (discount && decimal(discount).times(quantity)) || null,
  };
}

function read(number: string, xml: string) {
  const rows = [...xml.matchAll(/<FaWiersz>([\s\S]*?)<\/FaWiersz>/g)].map(([row]) => row);
  return {
    number,
    prices: rows.some((row) => row.includes('<P_9B>')) ? 'gross' : 'net',
    lines: rows.map((row) => ({
      quantity: plain(field(row, 'P_8B')),
      price: plain(field(row, 'P_9A') ?? field(row, 'P_9B')),
      discount: plain(field(row, 'P_10')),
      value: plain(field(row, 'P_11') ?? field(row, 'P_11A')),
      rate: codeOf(field(row, 'P_12')),
    })),
    rates: RATE_FIELDS.filter(({ net }) => field(xml, net) !== undefined).map(({ rate, net, vat }) => ({
      rate,
      net: plain(field(xml, net)),
      vat: plain(field(xml, vat) ?? '0'),
    })),
    gross: plain(field(xml, 'P_15')),
  };
}

/** Our code of a rate as the files write it. */
function codeOf(rate: string | undefined) {
  return rate === undefined ? 'margin' : rate.replace('0 WDT', '0_wdt').replace('0 EX', '0_ex');
}

function inNumbers({ number, prices, lines, rates, gross }: MinistryExample) {
  return {
    number,
    prices,
    lines: lines.map(({ quantity, price, discount, value, rate }) => ({
      quantity: plain(quantity),
      price: plain(price),
      discount: plain(discount),
      value: plain(value),
      rate,
    })),
    rates: rates.map(({ rate, net, vat }) => ({ rate, net: plain(net), vat: plain(vat) })),
    gross: plain(gross),
  };
}

function field(xml: string, name: string): string | undefined {
  return name ? new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] : undefined;
}

function plain(number: string | undefined): string | undefined {
  return number === undefined ? undefined : new Decimal(number).toFixed();
}

function grosze(amount: string): string {
  return decimal(amount).toFixed(2);
}
