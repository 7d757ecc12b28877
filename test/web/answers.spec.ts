import { openApp, type TestApp, type TestBrowser } from '../app';

let app: TestApp;
let anna: TestBrowser;
beforeAll(async () => {
  app = await openApp();
  anna = await app.signedUp();
});
afterAll(() => app.close());

it('sends whoever typed what cannot be taken, where there is no form to show again, back with the reason', async () => {
  const referer = 'http://localhost/crm/deals?stage=1';
  const answer = await anna.post('/person/preferences', { theme: 'pink' }, { referer });
  expect(answer).toMatchObject({ status: 303, location: '/crm/deals?stage=1' });
  expect((await anna.visit('/crm/deals')).text).toContain('flash-danger');
});

it('never sends back to another site, nor a page to itself', async () => {
  const foreign = await anna.post('/person/preferences', { theme: 'pink' }, { referer: 'http://localhost//evil.example/' });
  expect(foreign.location).toBe('/');
  const page = '/invoicing/invoices/new?deals=';
  expect((await anna.visit(page, { referer: `http://localhost${page}` })).location).toBe('/');
});

it('refuses a form from an origin that is none, as from a foreign one', async () => {
  for (const origin of ['null', 'garbage', 'https://evil.example']) {
    expect((await anna.post('/person/preferences', { theme: 'dark' }, { origin })).status).toBe(403);
  }
});

it('shows a box that was unticked unticked, when the form comes back for another reason', async () => {
  const kinds = (text: string) => [...text.matchAll(/name="kinds" value="(\w+)" checked/g)].map(([, kind]) => kind);
  expect(kinds((await anna.visit('/settings/accepted-documents')).text)).toContain('vat');
  const answer = await anna.post('/settings/accepted-documents', { stageId: '999999', dealClient: 'buyer' });
  expect(answer.status).toBe(422);
  expect(kinds(answer.text)).toEqual([]);
});
