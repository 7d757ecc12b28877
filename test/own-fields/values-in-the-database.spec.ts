import { Firm } from '../integration/firm';

let firm: Firm;
beforeAll(async () => {
  firm = await Firm.open();
  await firm.rows(`insert into own_fields (account_id, record, key, name, type, restricted, position)
    select id, r.* from accounts, (values ('deal', 'area', 'Powierzchnia', 'decimal', false, 1), ('deal', 'margin', 'Marża', 'decimal', true, 2)) r`);
});
afterAll(() => firm.close());

it('R13: the database takes values of defined fields only, and of their types', async () => {
  const deal = await firm.deal('Taras');
  const gives = (own: object) =>
    firm.rows(`update deals set own = '${JSON.stringify(own)}' where id = ${deal}`).then(
      () => 'taken',
      (error) => error.constraint,
    );
  expect(await gives({ area: '12.5' })).toBe('taken');
  expect(await gives({ area: 12.5 })).toBe('own_values');
  expect(await gives({ area: 'dużo' })).toBe('own_values');
  expect(await gives({ unknown: 'x' })).toBe('own_values');
  expect(await gives({ margin: '12.5' })).toBe('own_values'); // restricted ones stand elsewhere
});

it('R13: a field keeps its key, type and restriction', async () => {
  await expect(firm.rows(`update own_fields set restricted = false where key = 'margin'`)).rejects.toThrow('keeps');
  await expect(firm.rows(`update own_fields set key = 'other' where key = 'margin'`)).rejects.toThrow('keeps');
});
