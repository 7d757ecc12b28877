import { Actors } from '../../src/accounts/actors.service';
import { Database } from '../../src/database/database';
import { Firm } from '../integration/firm';

describe('who does the work of a job', () => {
  let firm: Firm;
  let ids: Record<'anna' | 'jan' | 'ola', number>;
  beforeAll(async () => {
    firm = await Firm.open();
    for (const login of ['jan', 'ola'])
      await firm.colleague(login, { crmRole: 'user', crmLevel: 'own', departments: [firm.department] });
    const rows = await firm.rows<{ login: 'jan'; id: number }>('select login, id::int from users');
    ids = Object.fromEntries(rows.map(({ login, id }) => [login, id])) as typeof ids;
  });
  afterAll(() => firm.close());

  const actor = (user?: number | null) => firm.test.app.get(Actors).personOf({ account: firm.anna.account, user });

  it('is whoever caused it, with what they are and where they work', async () => {
    const jan = await actor(ids.jan);
    expect([jan.user, jan.crm, jan.departments]).toEqual([ids.jan, { role: 'user', level: 'own' }, [firm.department]]);
    expect((await actor(ids.anna)).user).toBe(ids.anna);
  });

  it('is the owner where the clock caused it, or who is not of the account', async () => {
    for (const user of [undefined, null, 999_999]) expect((await actor(user)).user).toBe(ids.anna);
  });

  it('is read alone, however many work in the account', async () => {
    const query = jest.spyOn(firm.test.app.get(Database), 'query');
    await actor(ids.jan);
    const read = await Promise.all(query.mock.results.map(({ value }) => value as Promise<object[]>));
    query.mockRestore();
    expect(read.map((rows) => rows.length)).toEqual([1]);
  });

  it('is the owner once they left, or work on neither side any more', async () => {
    await firm.rows(`update memberships set ended_at = now() where user_id = ${ids.ola}`);
    expect((await actor(ids.ola)).user).toBe(ids.anna);
    await firm.rows(`update users set left_at = now() where id = ${ids.jan}`);
    expect((await actor(ids.jan)).user).toBe(ids.anna);
  });
});
