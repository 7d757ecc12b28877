import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DiscountKind, unitPrice } from '../../src/invoicing/vat/line-value';
import { decimal } from '../../src/money/decimal';
import { line, Room } from './invoices/room';

const FOLDER = join(__dirname, '../../../shared/reference/api/fixtures');
const itWithFiles = existsSync(FOLDER) ? it : it.skip;

/** A line as it was sent: its gross, of one unit or of all of them, and what was taken off. */
interface Sent {
  quantity: string;
  price?: string;
  total?: string;
  rate: string;
  discount?: string;
  kind?: DiscountKind;
}

interface Recorded {
  name: string;
  lines: Sent[];
  currency: string;
  /** Net, VAT and gross that Fakturownia answered. */
  comesTo: string;
}

/** Documents that real accounts of Fakturownia answered in 2018, all typed in gross. */
const RECORDED: Recorded[] = [
  {
    name: 'the documented request, made',
    lines: [
      { quantity: '1', total: '10.23', rate: '23' },
      { quantity: '2', total: '50', rate: '0' },
    ],
    currency: 'PLN',
    comesTo: '58.32 1.91 60.23',
  },
  {
    name: 'three lines whose totals are no multiple of a unit price',
    lines: Array.from({ length: 3 }, () => ({ quantity: '13', total: '113.33', rate: '0' })),
    currency: 'EUR',
    comesTo: '339.99 0.00 339.99',
  },
  {
    name: 'a proforma over a hundred credits',
    lines: [{ quantity: '100', total: '100', rate: '23' }],
    currency: 'EUR',
    comesTo: '81.30 18.70 100.00',
  },
];

const discounted = (
  quantity: string,
  price: string,
  rate: string,
  kind: DiscountKind,
  discount: string,
  comesTo: string,
): Recorded => ({
  name: `${quantity} at ${price} with a discount of ${discount} (${kind}) at ${rate}%`,
  lines: [{ quantity, price, rate, kind, discount }],
  currency: 'PLN',
  comesTo,
});

/** The table of discounts, checked by its author against the live service; each row is a document of one line. */
const DISCOUNTED: Recorded[] = [
  discounted('1', '100', '0', 'amount', '5', '95.00 0.00 95.00'),
  discounted('1', '100', '0', 'amount', '5.1', '94.90 0.00 94.90'),
  discounted('1', '100', '0', 'amount', '33.33', '66.67 0.00 66.67'),
  discounted('1', '100', '0', 'percent_unit', '33.33', '66.67 0.00 66.67'),
  discounted('1', '100', '0', 'percent_total', '33.33', '66.67 0.00 66.67'),
  discounted('3', '100', '0', 'amount', '5', '295.00 0.00 295.00'),
  discounted('3', '100', '0', 'amount', '5.1', '294.90 0.00 294.90'),
  discounted('3', '100', '0', 'amount', '33.33', '266.67 0.00 266.67'),
  discounted('3', '100', '0', 'percent_unit', '33.33', '200.01 0.00 200.01'),
  discounted('3', '100', '0', 'percent_total', '33.33', '200.01 0.00 200.01'),
  discounted('1', '100', '23', 'amount', '5', '77.24 17.76 95.00'),
  discounted('1', '123', '23', 'amount', '33.33', '72.90 16.77 89.67'),
  discounted('1', '123', '23', 'percent_unit', '33.33', '66.67 15.33 82.00'),
  discounted('1', '123', '23', 'percent_total', '33.33', '66.67 15.33 82.00'),
  discounted('3', '123', '23', 'percent_unit', '33.33', '200.01 46.00 246.01'),
  discounted('3', '123', '23', 'percent_total', '33.33', '200.01 46.00 246.01'),
];

describe('Documents as Fakturownia recorded them', () => {
  let room: Room;
  beforeAll(async () => {
    room = await Room.open();
  });
  afterAll(() => room.test.close());

  it.each([...RECORDED, ...DISCOUNTED])('come to the same here: $name (R97, R98)', async ({ lines, currency, comesTo }) => {
    const typed = lines.map(({ quantity, price, total, rate, discount }) => {
      const amounts = price ? { price: decimal(price) } : { total: decimal(total!) };
      const unit = unitPrice({ quantity: decimal(quantity), ...amounts } as Parameters<typeof unitPrice>[0]);
      return line({ quantity: decimal(quantity), price: unit, rate, discount: discount ? decimal(discount) : null });
    });
    const discountKind = lines[0].kind ?? 'percent_total';
    const input = room.input({ kind: 'proforma', method: 'gross_sum', lines: typed, currency, discountKind });
    const { net, vat, gross } = await room.find(await room.does((invoices) => invoices.draft(input)));
    expect([net, vat, gross].map((amount) => amount.toFixed(2)).join(' ')).toBe(comesTo);
  });

  itWithFiles('are what the recorded bodies say; skipped where these are not at hand (R97, R98)', () => {
    const request = read('invoice.create.request-body.json');
    const answers = ['create.response-201.2018', 'get.response-200.vat-3-positions.2018', 'get.response-200.proforma.2018'].map(
      (name) => read(`invoice.${name}.json`),
    );
    expect(answers.map(comesTo)).toEqual(RECORDED.map((recorded) => recorded.comesTo));
    const positions = [request.positions, answers[1].positions, answers[2].positions];
    expect(positions.map((lines) => lines.map(sent))).toEqual(
      RECORDED.map(({ lines }) => lines.map(({ quantity, total, rate }) => [quantity, total, rate])),
    );
    const table: Record<string, string>[] = read('invoice.discount.truth-table.2018.json');
    expect(
      table.map((row) => [
        plain(row.quantity),
        plain(row.price_gross),
        plain(row.tax),
        row.discount_kind,
        plain(row.discount),
        final(row),
      ]),
    ).toEqual(
      DISCOUNTED.map(({ lines: [{ quantity, price, rate, kind, discount }], comesTo: result }) => [
        ...[quantity, price, rate, kind, discount],
        result,
      ]),
    );
  });
});

function read(name: string) {
  return JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
}

function plain(number: string | number) {
  return decimal(number).toFixed();
}

function sent({ quantity, total_price_gross: total, tax }: Record<string, string>) {
  return [plain(quantity), plain(total), plain(tax)];
}

function comesTo({ price_net: net, price_tax: vat, price_gross: gross }: Record<string, string>) {
  return [net, vat, gross].map((amount) => decimal(amount).toFixed(2)).join(' ');
}

function final(row: Record<string, string>) {
  return comesTo({ price_net: row.final_price_net, price_tax: row.final_price_tax, price_gross: row.final_price_gross });
}
