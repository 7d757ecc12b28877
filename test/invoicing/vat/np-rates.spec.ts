import type { QueryRunner } from 'typeorm';
import { TellWhatKindOfNpALineIs20261124145000 } from '../../../migrations/20261124145000-tell-what-kind-of-np-a-line-is';
import { Firm, line } from '../../integration/firm';

let firm: Firm;
beforeAll(async () => {
  firm = await Firm.open();
});
afterAll(() => firm.close());

describe('np of documents and deals from before its two kinds', () => {
  const migration = new TellWhatKindOfNpALineIs20261124145000();
  const runner = { query: (sql: string) => firm.rows(sql) } as unknown as QueryRunner;

  it('becomes np II for firms of the EU, np I for all others, and goes back to np (R99)', async () => {
    const lines = () => [line('Projekt', 100, { rate: 'np1' })];
    const berlin = await firm.client('Garten GmbH', { taxCountry: 'DE', taxNo: '136695976', country: 'DE' });
    const zurich = await firm.client('Garten AG', { taxCountry: 'CH', taxNo: '123456789', country: 'CH' });
    const documents = [
      await firm.draft({ clientId: berlin, lines: lines() }),
      await firm.draft({ clientId: zurich, lines: lines() }),
      await firm.draft({ buyerName: 'Jan Kowalski', buyerCompany: false, lines: lines() }),
    ];
    const deals = [
      await firm.deal('Ogród w Berlinie', { clientId: berlin, vatRate: 'np1' }),
      await firm.deal('Ogród w Zurychu', { clientId: zurich, vatRate: 'np1' }),
      await firm.deal('Ogród bez klienta', { vatRate: 'np1' }),
    ];
    const rates = async () => [
      ...(await ratesOf('invoice_lines', 'invoice_id', documents)),
      ...(await ratesOf('invoice_taxes', 'invoice_id', documents)),
      ...(await ratesOf('deals', 'id', deals)),
    ];
    await migration.down(runner);
    expect(await rates()).toEqual(Array(9).fill('np'));
    await migration.up(runner);
    expect(await rates()).toEqual(Array(3).fill(['np2', 'np1', 'np1']).flat());
  });

  it('is no rate any more (R99)', async () => {
    await expect(firm.rows(`update invoice_lines set vat_rate = 'np'`)).rejects.toThrow('known_vat_rate');
  });

  async function ratesOf(table: string, id: string, ids: number[]) {
    const rows = await firm.rows<{ rate: string }>(`select vat_rate rate from ${table} where ${id} in (${ids}) order by ${id}`);
    return rows.map(({ rate }) => rate);
  }
});
