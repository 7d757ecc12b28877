import { proveNumbering } from '../../../src/cli/prove-numbering';
import type { Settings } from '../../../src/settings';
import { Room } from '../invoices/room';

let room: Room;
beforeEach(async () => {
  room = await Room.open();
});
afterEach(async () => {
  process.exitCode = undefined;
  await room.test.close();
});

const issue = (changes: object = {}) => room.does((invoices) => invoices.createAndIssue(room.input(changes)));

/** What the command says, and its exit code. */
async function command(...args: string[]) {
  process.exitCode = undefined;
  const { host, database, username } = room.test.database.ownerOptions;
  const url = `postgres://${username}@localhost/${database}?host=${host}`;
  const settings = { databaseUrl: url, databaseDirectUrl: url, databaseAppUrl: url.replace(username!, 'tandem_app') };
  const said = await proveNumbering(settings as Settings, args);
  const { exitCode } = process;
  process.exitCode = undefined;
  return { said, exitCode };
}

/** A void, a cancelled document, a jump by a typed number and one outside of any pattern, of numbers 1 to 21. */
async function lively() {
  const [first, second] = [await issue(), await issue()];
  await room.does((invoices) => invoices.delete(first, 'zły nabywca'));
  await room.does((invoices) => invoices.cancel(second, 'zwrot towaru'));
  const { number } = await room.find(await issue());
  await issue({ number: number!.replace('3', '20') });
  await issue();
  await issue({ number: 'PO STAREMU 7' });
  await issue({ kind: 'proforma' });
  return { first, second };
}

it('are proved by the command, which names voids, cancelled documents and typed jumps with who, when and why (R46, R96, R120)', async () => {
  await lively();
  const { said, exitCode } = await command();
  expect(exitCode).toBeUndefined();
  expect(said).toMatch(/ok {4}vat of .*: last 21, given 5, deleted 1, cancelled 1, typed 1/);
  expect(said).toMatch(/1\/\d+\/\d+: deleted \(Anna Zielińska, .*, "zły nabywca"\)/);
  expect(said).toMatch(/2\/\d+\/\d+: cancelled \(Anna Zielińska, .*, "zwrot towaru"\)/);
  expect(said).toMatch(/20\/\d+\/\d+: typed, so 4-19 was never given \(Anna Zielińska, /);
  expect(said).toMatch(/PO STAREMU 7: typed outside of any pattern/);
  expect(said).toMatch(/proved: no number is missing or doubled$/);
});

it('are proved for machines too, of one account or all, with exit code 1 on a fault (R120)', async () => {
  await issue();
  const torn = await issue();
  await issue();
  await room.rows(`set session_replication_role = replica; delete from invoices where id = ${torn}`);
  const { said, exitCode } = await command('--json', '--account', String(room.anna.account));
  expect(exitCode).toBe(1);
  const { proved, faults, accounts } = JSON.parse(said);
  expect(proved).toBe(false);
  expect(faults[0]).toMatch(/2 missing/);
  expect(accounts).toMatchObject([
    { account: room.anna.account, series: [{ family: 'vat', last: 3, given: 2, missing: ['2'] }] },
  ]);
  await expect(command('--account', '7')).rejects.toThrow('there is no account 7');
  await expect(command('--acount', '7')).rejects.toThrow();
});

it('are proved while people issue, for the command looks at one moment (R120)', async () => {
  let over = false;
  const issuing = [1, 2, 3].map(async () => {
    while (!over) await issue();
  });
  const told = [await command(), await command(), await command(), await command()];
  over = true;
  await Promise.all(issuing);
  expect(told.map(({ exitCode }) => exitCode)).toEqual([undefined, undefined, undefined, undefined]);
});

it('are proved on a page for administrators and accountants, a series with its explanations on another (R75, R120)', async () => {
  const { first } = await lively();
  const browser = await room.signedIn();
  const page = await browser.visit('/invoicing/number-proof');
  expect(page.status).toBe(200);
  expect(page.text).toContain('PRO/nr-m/mm/yyyy');
  expect(page.text).toContain('PO STAREMU 7');
  expect(page.text.match(/Bez luk i powtórzeń/g)).toHaveLength(2);
  const links = [...page.text.matchAll(/href="(\/invoicing\/number-proof\/series[^"]*)"/g)].map(([, href]) => href);
  const series = links
    .map((href) => href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='))
    .find((href) => href.includes('family=vat'))!;
  const { text } = await browser.visit(series);
  expect(text).toContain('zły nabywca');
  expect(text).toContain(`/invoicing/invoices/${first}`);
  expect(text).toContain('Przez to nie nadano: 4-19');
});

it('are open on their pages to an accountant, and closed to a plain user of Invoicing (R75, R120)', async () => {
  await issue();
  const anna = await room.signedIn();
  const hired = async (login: string, invoicingRole: string) => {
    const password = 'tajne-haslo-2';
    const person = { name: login, login, email: `${login}@ogrody.example`, password, invoicingRole, invoicingLevel: 'all' };
    await anna.post('/settings/people', person);
    const browser = room.test.browser();
    await browser.post('/sign-in', { login, password });
    return browser;
  };
  const [accountant, user] = [await hired('henryk', 'accountant'), await hired('ewa', 'user')];
  const page = await accountant.visit('/invoicing/number-proof');
  expect([page.status, page.text.includes('Bez luk i powtórzeń')]).toEqual([200, true]);
  const [series] = /\/invoicing\/number-proof\/series[^"]*/.exec(page.text)!;
  const path = series.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
  expect((await accountant.visit(path)).status).toBe(200);
  for (const each of ['/invoicing/number-proof', path]) expect((await user.visit(each)).status).toBe(403);
  expect((await user.visit('/invoicing/invoices')).text).not.toContain('/invoicing/number-proof');
});
