import { withClient } from '../../src/database/connection';
import { openApp, type TestApp, type TestBrowser } from '../app';

let app: TestApp;
let anna: TestBrowser;
beforeAll(async () => {
  app = await openApp();
  anna = await app.signedUp();
});
afterAll(() => app.close());

const rows = (sql: string) => withClient(app.database.ownerOptions, async (client) => (await client.query(sql)).rows);
const formOf = async (path: string) => /name="formKey" value="([^"]+)"/.exec((await anna.visit(path)).text)![1];

it('R118: a double click on Save makes one client and one deal, and both clicks lead to it', async () => {
  const client = { formKey: await formOf('/crm/clients/new'), name: 'Raz sp. z o.o.', company: 'yes' };
  const clients = await Promise.all([1, 2, 3].map(() => anna.post('/crm/clients', client)));
  expect(new Set(clients.map(({ location }) => location)).size).toBe(1);
  expect(await rows(`select from clients where name = 'Raz sp. z o.o.'`)).toHaveLength(1);

  const deal = { formKey: await formOf('/crm/deals/new'), name: 'Raz', currency: 'PLN', vatRate: '23' };
  const deals = await Promise.all([1, 2].map(() => anna.post('/crm/deals', deal)));
  expect(deals.map(({ status, location }) => [status, location])).toEqual([
    [303, deals[0].location],
    [303, deals[0].location],
  ]);
  expect(await rows(`select from deals where name = 'Raz'`)).toHaveLength(1);
});

it('R118: the same form with other content, or shown again, is another', async () => {
  const formKey = await formOf('/crm/deals/new');
  const deal = { formKey, name: 'Dwa', currency: 'PLN', vatRate: '23' };
  const first = await anna.post('/crm/deals', deal);
  expect((await anna.post('/crm/deals', { ...deal, name: 'Trzy' })).location).not.toBe(first.location);
  expect((await anna.post('/crm/deals', { ...deal, formKey: await formOf('/crm/deals/new') })).location).not.toBe(first.location);
  expect(await rows(`select from deals where name in ('Dwa', 'Trzy')`)).toHaveLength(3);
});

it('takes a form that could not be taken when it is sent again mended', async () => {
  const formKey = await formOf('/crm/deals/new');
  expect((await anna.post('/crm/deals', { formKey, name: '', currency: 'PLN', vatRate: '23' })).status).toBe(422);
  expect((await anna.post('/crm/deals', { formKey, name: 'Cztery', currency: 'PLN', vatRate: '23' })).status).toBe(303);
});

it('refuses a form that comes broken, or is broken off, as none', async () => {
  const broken = { 'content-type': 'multipart/form-data' };
  for (const path of ['/crm/deals', '/crm/tasks']) expect((await anna.post(path, { x: '1' }, broken)).status).toBe(400);
  const off = { 'content-type': 'multipart/form-data; boundary=granica' };
  expect((await anna.post('/crm/deals', { x: '1' }, off)).status).toBe(400);
});

it('refuses twenty thousand rows of a form without looking at all of them', async () => {
  const lines = Object.fromEntries(Array.from({ length: 9_000 }, (_, index) => [`lines[${index}][name]`, 'x']));
  const begun = Date.now();
  const answer = await anna.post('/crm/deals', { name: 'Dużo', currency: 'PLN', vatRate: '23', ...lines });
  expect(answer.status).toBe(422);
  expect(Date.now() - begun).toBeLessThan(8_000);
}, 20_000);
