import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { addDays, today } from '../../../src/clock';
import { withClient } from '../../../src/database/connection';
import { Database } from '../../../src/database/database';
import { dayOfRate } from '../../../src/invoicing/exchange-rates/day-of-rate';
import { ExchangeRates } from '../../../src/invoicing/exchange-rates/exchange-rates.service';
import { askNbp } from '../../../src/invoicing/exchange-rates/nbp';
import { openApp, type TestApp } from '../../app';
import { NbpStandIn, numberOf, workingDays } from './nbp-stand-in';

const TODAY = today('Europe/Warsaw');

let nbp: NbpStandIn;
beforeAll(async () => {
  nbp = await NbpStandIn.start();
});
afterAll(() => nbp.stop());
beforeEach(() => Logger.overrideLogger(false));
afterEach(() => {
  nbp.instead = undefined;
  nbp.tables = {};
  nbp.asked.length = 0;
});

describe('The day whose rate counts', () => {
  it.each([
    ['2026-11-20', '2026-11-18', '2026-11-18', 'the tax point, when the document is issued after it'],
    ['2026-11-18', '2026-11-20', '2026-11-18', 'the day of issue, when that is earlier'],
    ['2026-11-18', null, '2026-11-18', 'the day of issue, when nothing else is said'],
  ])('is, issued on %s and sold on %s, the one before %s: %s (R100)', (issueOn, soldOn, before, _why) => {
    expect(dayOfRate({ issueOn, soldOn })).toBe(before);
  });
});

describe('NBP’s answer', () => {
  it('is read with the number of each table and exact rates (R100)', async () => {
    nbp.tables = { '2026-11-20': { EUR: 4.2345, IDR: 0.00022815 } };
    expect(await askNbp(nbp.url, '2026-11-16', '2026-11-20')).toEqual([
      {
        ...{ day: '2026-11-20', number: numberOf('2026-11-20') },
        rates: [
          { currency: 'EUR', mid: '4.23450000' },
          { currency: 'IDR', mid: '0.00022815' },
        ],
      },
    ]);
  });

  it('that there is none is no error (R100)', async () => {
    expect(await askNbp(nbp.url, '2026-11-21', '2026-11-22')).toEqual([]);
  });

  const rate = (changes: object) => [
    { no: '226/A/NBP/2026', effectiveDate: '2026-11-20', rates: [{ code: 'EUR', mid: 4.2, ...changes }] },
  ];
  it.each([
    [500, 'Internal error'],
    [503, ''],
    [200, ''],
    [200, '<html>We are sorry</html>'],
    [200, 'null'],
    [200, '{}'],
    [200, '[null]'],
    [200, '[{"no":"226/A/NBP/2026","effectiveDate":"2026-11-20"}]'],
    [200, JSON.stringify(rate({ mid: -1 }))],
    [200, JSON.stringify(rate({ mid: '4.2' }))],
    [200, JSON.stringify(rate({ mid: 1e300 }))],
    [200, JSON.stringify(rate({ code: 'EURO' }))],
    [200, JSON.stringify(rate({})).replace('-20"', '-31"')],
    [200, JSON.stringify(rate({})).replace('226/A', '226/B')],
    [200, JSON.stringify(rate({})).replace('2026-11-20', '2025-11-20')],
  ])('%i %p is refused (R100)', async (status, text) => {
    nbp.instead = { status, text };
    await expect(askNbp(nbp.url, '2026-11-16', '2026-11-22')).rejects.toThrow();
  });
});

describe('NBP that is silent', () => {
  it('is not waited for longer than its time (R100)', async () => {
    nbp.instead = 'silence';
    await expect(askNbp(nbp.url, '2026-11-16', '2026-11-20', 200)).rejects.toThrow('timeout');
  });
});

describe('Exchange rates', () => {
  let test: TestApp;
  let atStart: string[];
  beforeAll(async () => {
    nbp.tables = workingDays(addDays(TODAY, -120), TODAY);
    test = await openApp({ nbpUrl: nbp.url });
    await test.jobsDone();
    atStart = [...nbp.asked];
  });
  afterAll(() => test.close());

  const rateBefore = (currency: string, day: string) =>
    test.app.get(Database).run({}, () => test.app.get(ExchangeRates, { strict: false }).before(currency, day));
  const asOwner = (sql: string) => withClient(test.database.ownerOptions, async (client) => (await client.query(sql)).rows);

  /** What is known of a day after the tables of the days around it were fetched. */
  async function fetched(currency: string, day: string) {
    await rateBefore(currency, day);
    await test.jobsDone();
    return rateBefore(currency, day);
  }

  it('of the last three months are fetched when a server starts (R100)', async () => {
    expect(atStart).toEqual([`${addDays(TODAY, -92)}/${TODAY}`]);
    const days = await asOwner('select day from exchange_tables where number is not null');
    expect(days.length).toBeGreaterThan(60);
    expect(await rateBefore('EUR', TODAY)).toMatchObject({ mid: expect.anything(), on: expect.any(String) });
  });

  it.each([
    ['a Monday', '2025-11-03', '2025-10-31', []],
    ['a Saturday', '2025-11-08', '2025-11-07', []],
    ['a Sunday', '2025-11-09', '2025-11-07', []],
    ['the day after 1 November, a Friday in 2024', '2024-11-04', '2024-10-31', ['2024-11-01']],
    ['the day after 11 November', '2025-11-12', '2025-11-10', ['2025-11-11']],
    ['11 November itself', '2025-11-11', '2025-11-10', ['2025-11-11']],
    ['the Monday after Christmas', '2025-12-29', '2025-12-23', ['2025-12-24', '2025-12-25', '2025-12-26']],
    ['the first working day of a year', '2026-01-02', '2025-12-31', ['2026-01-01']],
    ['the Tuesday after Easter', '2026-04-07', '2026-04-03', ['2026-04-06']],
  ])('of %s, %s, are those of %s (R100)', async (_, day, last, holidays) => {
    nbp.tables = workingDays(addDays(day, -20), day, holidays);
    expect(await fetched('EUR', day)).toEqual({ mid: expect.anything(), table: numberOf(last), on: last });
    expect(String(((await fetched('EUR', day)) as { mid: unknown }).mid)).toBe(String(4 + Number(last.slice(8)) / 100));
  });

  it('of small units are exact (R100)', async () => {
    expect(String(((await rateBefore('IDR', TODAY)) as { mid: unknown }).mid)).toBe('0.00022815');
  });

  it('are unknown while a later table may be missing, and asked for (R100)', async () => {
    await asOwner(`insert into exchange_tables values ('2025-09-29', '188/A/NBP/2025')`);
    nbp.tables = workingDays('2025-09-01', '2025-09-30');
    expect(await rateBefore('EUR', '2025-10-01')).toBe('unknown');
    await test.jobsDone();
    expect(nbp.asked).toEqual(['2025-09-16/2025-09-30']);
    expect(await rateBefore('EUR', '2025-10-01')).toMatchObject({ on: '2025-09-30' });
  });

  it('that are known are never asked for again (R100)', async () => {
    nbp.tables = workingDays('2025-05-01', '2025-06-10');
    await fetched('EUR', '2025-06-10');
    nbp.asked.length = 0;
    nbp.instead = { status: 500, text: '' };
    expect(await rateBefore('EUR', '2025-06-10')).toMatchObject({ on: '2025-06-09' });
    await test.jobsDone();
    expect(nbp.asked).toEqual([]);
  });

  it('of a currency that table A does not have are unlisted (R100)', async () => {
    expect(await fetched('AED', TODAY)).toBe('unlisted');
  });

  it.each([
    ['answers 500', '2024-03-12', { status: 500, text: '' }],
    ['answers nonsense', '2024-05-14', { status: 200, text: '{"no": ' }],
    ['says there was nothing', '2024-07-16', { status: 404, text: '' }],
  ])('stay unknown, and Tandem on its feet, when NBP %s; later they come (R100)', async (_, day, instead) => {
    nbp.instead = instead;
    expect(await fetched('EUR', day)).toBe('unknown');
    nbp.instead = undefined;
    nbp.tables = workingDays(addDays(day, -20), day);
    await asOwner(`update pgboss.job set start_after = now() where state = 'retry'`);
    await test.jobsDone();
    expect(await rateBefore('EUR', day)).toMatchObject({ on: addDays(day, -1) });
  });

  it('are read by the application’s role and changed by none but the answers of NBP', async () => {
    const asApplication = (sql: string) => withClient(test.database.appOptions, (client) => client.query(sql));
    await expect(asApplication('update exchange_rates set mid = 1')).rejects.toThrow('permission denied');
    await expect(asApplication('delete from exchange_tables')).rejects.toThrow('permission denied');
    const [{ mid }] = await asOwner(`select mid from exchange_rates where currency = 'EUR' limit 1`);
    await asApplication(`select keep_exchange_tables((select jsonb_build_array(jsonb_build_object('day', day, 'number', number,
      'rates', '[{"currency": "EUR", "mid": "9"}]'::jsonb)) from exchange_tables where number is not null order by day limit 1))`);
    expect(
      (await asOwner(`select mid from exchange_rates where currency = 'EUR' order by effective_on limit 1`))[0].mid,
    ).not.toBe('9.00000000');
    expect(mid).toBeDefined();
  });
});
