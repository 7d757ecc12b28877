import { EventEmitter2 } from '@nestjs/event-emitter';
import { Person, type SessionRow } from '../../src/accounts/person';
import { Client } from '../../src/clients/client.entity';
import { type Buyer, MatchingService } from '../../src/clients/matching.service';
import { withClient } from '../../src/database/connection';
import { Database } from '../../src/database/database';
import { databaseOptions } from '../../src/database/database.module';
import { Events } from '../../src/events/events';
import { freshDatabase, type TestDatabase } from '../setup/database';

describe('The buyer of a document', () => {
  let test: TestDatabase;
  let database: Database;
  let matching: MatchingService;
  let anna: Person;

  beforeAll(async () => {
    test = await freshDatabase();
    database = await new Database({ ...databaseOptions(test.appOptions), entities: [Client] } as never).initialize();
    matching = new MatchingService(database, new Events(new EventEmitter2()), database.getRepository(Client));
    anna = await person();
  });
  afterAll(async () => {
    await database.destroy();
    await test.drop();
  });

  /** Somebody who sees only her own clients. */
  async function person() {
    return withClient(test.ownerOptions, async (client) => {
      await client.query(`insert into accounts (id, name, prefix) values (7, 'Ogrody Zielińska', 'ogrody')`);
      const users = await client.query(
        `insert into users (account_id, name, login, email, password_hash) values (7, 'Anna', 'anna', 'anna@example.com', 'x') returning id`,
      );
      const row = { account_id: 7, user_id: Number(users.rows[0].id), departments: '{}' };
      return new Person({
        ...row,
        crm_role: 'user',
        crm_level: 'own',
        invoicing_role: 'user',
        invoicing_level: 'own',
      } as SessionRow);
    });
  }

  const asked = <T>(work: () => Promise<T>) => anna.during(() => database.run(anna.who, () => database.asAccount(work)));
  const nobody = { taxNo: null, street: null, postCode: null, city: null, email: null };
  const match = (buyer: Partial<Buyer> & { name: string }) =>
    asked(() => matching.matchOrCreate({ company: true, taxCountry: 'PL', country: 'PL', ...nobody, ...buyer }));
  const card = async (fields: Partial<Client> & { name: string }) => {
    const client = Object.assign(new Client(), { company: true, taxCountry: 'PL', country: 'PL', tags: [], ...fields });
    client.giveTaxNumber(fields.taxNo ?? null);
    return (await asked(() => database.getRepository(Client).save(client))).id;
  };
  const address = { street: 'Lipowa 3/4', postCode: '90-001', city: 'Łódź' };

  it('is one client for two notations of a NIP (R9)', async () => {
    const first = await match({ name: 'Zielone Tarasy', taxNo: '525-244-57-67' });
    expect(first.created).toBe(true);
    expect(await match({ name: 'ZT sp. z o.o.', taxNo: 'PL5252445767' })).toEqual({ id: first.id, created: false });
  });

  it('is one client for twenty documents issued at once (R9)', async () => {
    const matches = await Promise.all(Array.from({ length: 20 }, () => match({ name: 'Naraz', taxNo: '5261040828' })));
    expect(new Set(matches.map(({ id }) => id)).size).toBe(1);
    expect(matches.filter(({ created }) => created)).toHaveLength(1);
  });

  it('is one client for twenty documents at once without a number (R9)', async () => {
    const matches = await Promise.all(Array.from({ length: 20 }, () => match({ name: 'Naraz bez numeru' })));
    expect(new Set(matches.map(({ id }) => id)).size).toBe(1);
  });

  it('is the branch of that name among several of one number, else the person is asked (R9)', async () => {
    await card({ name: 'Bank Oddział Łódź', taxNo: '7740001454' });
    const gdynia = await card({ name: 'Bank Oddział Gdynia', taxNo: '7740001454' });
    expect(await match({ name: 'bank  oddzial GDYNIA', taxNo: '774-000-14-54' })).toEqual({ id: gdynia, created: false });
    await expect(match({ name: 'Bank', taxNo: '774-000-14-54' })).rejects.toMatchObject({ key: 'client_ambiguous' });
  });

  it('is another client in another country (R9)', async () => {
    const german = await match({ name: 'Garten', taxCountry: 'DE', taxNo: 'DE136695976' });
    expect((await match({ name: 'Garten', taxCountry: 'AT', taxNo: 'ATU13585627' })).id).not.toBe(german.id);
  });

  it('is, without a number, the company of the same name and e-mail (R9)', async () => {
    const id = await card({ name: 'Róże i Spółka', email: 'biuro@roze.example' });
    expect((await match({ name: 'róże i  spółka', email: 'BIURO@roze.example' })).id).toBe(id);
    expect((await match({ name: 'Róże i Spółka' })).id).toBe(id);
    expect((await match({ name: 'Róże i Spółka', email: 'inne@roze.example' })).created).toBe(true);
  });

  it('is no private person by the name alone (R9)', async () => {
    const jan = await match({ name: 'Jan Kowalski', company: false, email: 'jan@example.com', ...address });
    expect((await match({ name: 'Jan Kowalski', company: false })).created).toBe(true);
    expect((await match({ name: 'jan kowalski', company: false, email: 'Jan@example.com' })).id).toBe(jan.id);
    expect((await match({ name: 'Jan Kowalski', company: false, ...address, city: 'lodz' })).id).toBe(jan.id);
  });

  it('is never a deleted client (R9)', async () => {
    await card({ name: 'Dawna Szkółka', taxNo: '9999999999', deletedAt: new Date() });
    expect((await match({ name: 'Dawna Szkółka', taxNo: '9999999999' })).created).toBe(true);
  });

  it('is found although the person may not see the card (R9)', async () => {
    const id = await card({ name: 'Cudzy Klient', taxNo: '1132191233', responsibleId: null });
    expect(await match({ name: 'Cudzy Klient', taxNo: '1132191233' })).toEqual({ id, created: false });
  });
});
