import { doctor } from '../../src/cli/doctor';
import type { Settings } from '../../src/settings';
import { Room } from '../invoicing/invoices/room';

let room: Room;
beforeEach(async () => {
  room = await Room.open();
});
afterEach(async () => {
  process.exitCode = undefined;
  await room.test.close();
});

/** What the doctor says of the room's database, and the exit code. */
async function visit() {
  process.exitCode = undefined;
  const { host, database, username } = room.test.database.ownerOptions;
  const url = `postgres://${username}@localhost/${database}?host=${host}`;
  const settings = { databaseUrl: url, databaseDirectUrl: url, databaseAppUrl: url.replace(username!, 'tandem_app') };
  const said = await doctor(settings as Settings);
  const { exitCode } = process;
  process.exitCode = undefined;
  const says = (name: string) => said.split('\n').find((line) => line.startsWith(name));
  return { numbering: says('numbering'), jobs: says('jobs'), exitCode };
}

const issue = (changes: object = {}) => room.does((invoices) => invoices.createAndIssue(room.input(changes)));
/** As only the database's owner could, with its guards off. */
const tearOut = (id: number) => room.rows(`set session_replication_role = replica; delete from invoices where id = ${id}`);

it('finds the numbers of a healthy account in order, with voids, a rollback and a jump to a typed number (R46, R120)', async () => {
  const [first, second] = [await issue(), await issue()];
  await room.does((invoices) => invoices.delete(first, 'pomyłka'));
  await room.does((invoices) => invoices.cancel(second, 'zwrot'));
  await room
    .does(async (invoices) => {
      await invoices.createAndIssue(room.input());
      throw new Error('the listener after it failed');
    })
    .catch(() => {});
  const { number } = await room.find(await issue());
  await issue({ number: number!.replace('3', '20') });
  await issue();
  await issue({ kind: 'proforma' });
  expect(await visit()).toEqual({ numbering: 'numbering   ok', jobs: 'jobs        ok', exitCode: undefined });
});

it('reports a document that somebody tore out of the database, in the middle of a series or at its end (R120)', async () => {
  const ids = [await issue(), await issue(), await issue(), await issue()];
  await tearOut(ids[1]);
  await tearOut(ids[3]);
  const { numbering, exitCode } = await visit();
  expect(exitCode).toBe(1);
  expect(numbering).toMatch(/WRONG: account \d+, vat of .*: 2, 4 missing;/);
  expect(numbering).toMatch(/documents are gone that had the numbers 2\/\d+\/\d+, 4\/\d+\/\d+$/);
});

it('reports one that stood before a typed number too, for history knows its number (R119, R120)', async () => {
  const id = await issue();
  const { number } = await room.find(await issue());
  await issue({ number: number!.replace('2', '20') });
  await tearOut(id);
  expect(await visit()).toMatchObject({ exitCode: 1, numbering: expect.stringContaining(': 1 missing') });
  const [last] = await room.rows<{ id: number }>(`select id from invoices where not number_typed`);
  await tearOut(last.id);
  expect((await visit()).numbering).toContain(`, ${number}`);
});

it('names jobs that were given up, with their ids', async () => {
  await room.rows(
    `insert into pgboss.job (name, data, source_name) values ('GivenUp', '{"account": 7, "invoice": 1000}', 'Greet')`,
  );
  const { jobs, exitCode } = await visit();
  expect([jobs, exitCode]).toEqual(['jobs        WRONG: given up: Greet {"account": 7, "invoice": 1000}', 1]);
});
