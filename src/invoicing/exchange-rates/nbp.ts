import { isCalendarDay } from '../../clock';

/** Table A of one day, or none on that day. */
export interface ExchangeTable {
  /** On which it came into effect, YYYY-MM-DD. */
  day: string;
  /** '227/A/NBP/2026'. */
  number: string | null;
  /** Zlotys for a unit of each currency. */
  rates: { currency: string; mid: string }[];
}

/** NBP answers for so many days at once. */
export const MOST_DAYS = 93;

/**
 * Asks NBP for its tables A from one day to another, at most MOST_DAYS (https://api.nbp.pl).
 * @param url where NBP's API answers
 * @param patience milliseconds for the whole answer
 * @throws Error when it is not reached, or what it says is no answer
 */
export async function askNbp(url: string, from: string, to: string, patience = 10_000): Promise<ExchangeTable[]> {
  const asked = `${url}/api/exchangerates/tables/a/${from}/${to}/?format=json`;
  const response = await fetch(asked, { signal: AbortSignal.timeout(patience) });
  if (response.status === 404) return []; // none in these days
  if (!response.ok) throw new Error(`NBP answered ${response.status} to ${asked}`);
  const tables = tablesOf(await response.json());
  if (tables.some(({ day }) => day < from || day > to)) throw new Error(`NBP answered of other days than ${from} to ${to}`);
  return tables;
}

interface Answered {
  table: unknown;
  no: unknown;
  effectiveDate: unknown;
  rates: unknown;
}

/** @throws Error when it is not what NBP's API promises */
function tablesOf(answer: unknown): ExchangeTable[] {
  if (!Array.isArray(answer)) throw new Error('NBP answered no list of tables');
  return answer.map((table: Partial<Answered> | null) => {
    const { no, effectiveDate, rates } = table ?? {};
    const isTable = typeof no === 'string' && /^\d{1,3}\/A\/NBP\/\d{4}$/.test(no) && Array.isArray(rates);
    if (!isTable || !isCalendarDay(effectiveDate)) throw new Error('NBP answered what is no table A');
    return { day: effectiveDate, number: no, rates: rates.map(rateOf) };
  });
}

function rateOf(rate: { code?: unknown; mid?: unknown } | null) {
  const { code, mid } = rate ?? {};
  const isRate = typeof code === 'string' && /^[A-Z]{3}$/.test(code) && typeof mid === 'number' && mid > 0 && mid < 100_000;
  if (!isRate) throw new Error('NBP answered what is no rate');
  return { currency: code, mid: mid.toFixed(8) }; // eight digits after the point are more than NBP gives, and a number holds them exactly enough
}
