import { OfferInput, OfferLineInput } from '../../../src/crm/offers/offer.input';
import { Offers } from '../../../src/crm/offers/offers.service';
import { Decimal } from '../../../src/money/decimal';
import { Firm, keyOf, TODAY } from '../../integration/firm';

let firm: Firm;
let deal: number;

beforeAll(async () => {
  firm = await Firm.open();
  deal = await firm.deal('Park miejski');
});
afterAll(() => firm.close());

const trees = Object.assign(new OfferLineInput(), {
  ...{ name: 'Drzewa', quantity: new Decimal('3.5'), unit: 'szt.', price: new Decimal('123.45'), rate: '8' },
});
const make = (changes: Partial<OfferInput> = {}) => {
  const usual = { dealId: deal, title: 'Zieleń', language: 'pl', html: '<p>Dzień dobry</p>', currency: 'PLN', lines: [trees] };
  return firm.does(Offers, (offers) => offers.create(Object.assign(new OfferInput(), usual, changes)));
};
const sent = async () => {
  const { id } = await make();
  await firm.rows(`update offers set sent_at = now(), filled_html = html where id = ${id}`);
  return id;
};
const answered = async () => {
  const id = await sent();
  await firm.rows(`update offers set accepted_at = now(), accepted_by = 'Jan Kos', accepted_version = version where id = ${id}`);
  return id;
};

describe('an offer', () => {
  it('R80, R83: is made of a deal, with its lines, and takes the next number of the year', async () => {
    const [first, second] = [await make(), await make()];
    const year = TODAY.slice(0, 4);
    const place = Number(/^OF (\d+)\//.exec(first.number)![1]);
    expect([first.number, second.number]).toEqual([`OF ${place}/${year}`, `OF ${place + 1}/${year}`]);
    const found = await firm.does(Offers, (offers) => offers.find(first.id));
    expect(found).toMatchObject({ dealId: deal, title: 'Zieleń', responsibleId: firm.anna.user, version: 1, sentAt: null });
    expect(found.stateOn(TODAY)).toBe('draft');
    const lines = await firm.rows(
      `select name, quantity::text, gross_price::text, vat_rate from offer_lines where offer_id = ${first.id}`,
    );
    expect(lines).toEqual([{ name: 'Drzewa', quantity: '3.500000', gross_price: '123.45', vat_rate: '8' }]);
  });

  it('R118: is deleted once, however often somebody clicks', async () => {
    const { id } = await make();
    const timesOf = () => firm.rows(`select deleted_at deleted from offers where id = ${id}`);
    await firm.does(Offers, (offers) => offers.delete(id));
    const first = await timesOf();
    await firm.does(Offers, (offers) => offers.delete(id));
    expect(await timesOf()).toEqual(first);
  });

  it('is not made of a deleted deal', async () => {
    const gone = await firm.deal('Skasowany');
    await firm.browser.post(`/crm/deals/${gone}/deletion`);
    expect(await keyOf(make({ dealId: gone }))).toBe('deal_is_deleted');
  });

  it('R119: remembers how it was made, and its lines', async () => {
    const { id } = await make();
    const entries = await firm.rows<{ action: string; changes: Record<string, unknown> }>(
      `select action, changes from history where record_table = 'offers' and record_id = ${id} order by id`,
    );
    expect(entries.map(({ action }) => action)).toEqual(['made', 'changed']);
    expect(entries[0].changes).toMatchObject({ title: 'Zieleń', html: 'changed' });
    expect(entries[1].changes).toMatchObject({ lines: [null, [{ name: 'Drzewa' }]] });
  });
});

describe('the database', () => {
  const refused = (sql: string) => expect(firm.rows(sql)).rejects.toThrow(/violates|never change/);

  it('lets no offer be answered that was not sent, nor answered twice, nor withdrawn once it is', async () => {
    const { id } = await make();
    await refused(`update offers set declined_at = now() where id = ${id}`);
    const other = await sent();
    await refused(`update offers set accepted_at = now() where id = ${other}`);
    await refused(
      `update offers set accepted_at = now(), accepted_by = 'J', accepted_version = 1, declined_at = now() where id = ${other}`,
    );
    await refused(`update offers set withdrawn_at = now() where id = ${await answered()}`);
  });

  it.each([
    "title = 'Inny'",
    "html = 'x'",
    "filled_html = 'x'",
    "currency = 'EUR'",
    'version = 9',
    'accepted_at = null, accepted_by = null, accepted_version = null',
  ])('R124: keeps what the client accepted: refuses %s', async (change) =>
    refused(`update offers set ${change} where id = ${await answered()}`));

  it('R124: keeps the lines that the client accepted', async () => {
    const id = await answered();
    await refused(`delete from offer_lines where offer_id = ${id}`);
    await refused(`insert into offer_lines (account_id, offer_id, position, name, quantity, gross_price, vat_rate)
      select account_id, id, 2, 'Dodatek', 1, 1, '23' from offers where id = ${id}`);
  });

  it('gives no number twice', async () => {
    const { number } = await make();
    const { id } = await make();
    await refused(`update offers set number = '${number}' where id = ${id}`);
  });
});
