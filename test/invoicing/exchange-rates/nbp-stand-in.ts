import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An NBP that answers what a test says: its tables, or something that NBP should not say. */
export class NbpStandIn {
  /** What was asked, as `from/to`. */
  readonly asked: string[] = [];
  /** Table A by day; a day without one is left out. */
  tables: Record<string, Record<string, number>> = {};
  /** Instead of tables: an answer with this status and text; 'silence' never answers. */
  instead?: { status: number; text: string } | 'silence';

  private constructor(private readonly server: Server) {}

  static async start(): Promise<NbpStandIn> {
    const server = createServer();
    const standIn = new NbpStandIn(server);
    server.on('request', ({ url }, response) => {
      const [, from, to] = /^\/api\/exchangerates\/tables\/a\/([\d-]+)\/([\d-]+)\/\?format=json$/.exec(url ?? '') ?? [];
      standIn.asked.push(`${from}/${to}`);
      if (standIn.instead === 'silence') return;
      const { status, text } = standIn.instead ?? standIn.answer(from, to);
      response.writeHead(status, { 'content-type': 'application/json' }).end(text);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return standIn;
  }

  get url() {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop() {
    this.server.closeAllConnections();
    await once(this.server.close(), 'close');
  }

  private answer(from: string, to: string) {
    const days = Object.keys(this.tables)
      .filter((day) => day >= from && day <= to)
      .sort();
    if (!days.length) return { status: 404, text: '404 NotFound - Not Found - Brak danych' };
    const tables = days.map((day) => ({
      ...{ table: 'A', no: numberOf(day), effectiveDate: day },
      rates: Object.entries(this.tables[day]).map(([code, mid]) => ({ currency: code, code, mid })),
    }));
    return { status: 200, text: JSON.stringify(tables) };
  }
}

/** Some number that no other day has. */
export function numberOf(day: string) {
  const [year, month, date] = day.split('-').map(Number);
  return `${String((month - 1) * 31 + date).padStart(3, '0')}/A/NBP/${year}`;
}

/** Table A of every Monday to Friday from one day to another, but for these holidays; the rate of EUR is 4 and as many groszy as the day of the month. */
export function workingDays(from: string, to: string, holidays: string[] = []) {
  const tables: NbpStandIn['tables'] = {};
  for (const day = new Date(`${from}T00:00:00Z`); day.toISOString().slice(0, 10) <= to; day.setUTCDate(day.getUTCDate() + 1)) {
    const text = day.toISOString().slice(0, 10);
    if (day.getUTCDay() % 6 && !holidays.includes(text)) tables[text] = { EUR: 4 + day.getUTCDate() / 100, IDR: 0.00022815 };
  }
  return tables;
}
