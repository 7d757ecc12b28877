import { randomUUID } from 'node:crypto';
import type { TestBrowser } from '../../app';
import { Room } from './room';

let room: Room;
let anna: TestBrowser;
let ewa: TestBrowser;
let henryk: TestBrowser;
beforeAll(async () => {
  room = await Room.open();
  anna = await room.signedIn();
  ewa = await hired('ewa', { invoicingRole: 'user', invoicingLevel: 'all' });
  henryk = await hired('henryk', { invoicingRole: 'accountant' });
});
afterAll(() => room.test.close());

/** A new colleague's browser. */
async function hired(login: string, access: object) {
  const password = 'tajne-haslo-2';
  await anna.post('/settings/people', { name: login, login, email: `${login}@ogrody.example`, password, ...access });
  const browser = room.test.browser();
  expect((await browser.post('/sign-in', { login, password })).status).toBe(303);
  return browser;
}

const made = async (browser: TestBrowser, next = 'issue') => {
  const { location } = await browser.post('/invoicing/invoices', room.form({ next, requestKey: randomUUID() }));
  return location!;
};
const stateOf = async (path: string) => (await room.find(Number(path.split('/').at(-1)))).state;
const edited = (notes: string) => room.form({ next: 'draft', notes });

describe('who may do what with documents (R75)', () => {
  it('lets a user make and issue, and change, cancel, delete and restore what is their own', async () => {
    const path = await made(ewa);
    expect(await ewa.post(path, edited('Moje'))).toMatchObject({ status: 303, location: path });
    for (const [verb, state] of [
      ['cancellation', 'cancelled'],
      ['deletion', 'deleted'],
      ['restoration', 'cancelled'],
    ]) {
      await ewa.post(`${path}/${verb}`);
      expect(await stateOf(path)).toBe(state);
    }
  });

  it('lets a user see and issue what is another’s, and refuses the rest with the reason', async () => {
    const path = await made(anna, 'draft');
    const { text } = await ewa.visit(path);
    expect(text).toMatch(/menu-refused">Edytuj<small>To dokument innej osoby/);
    expect(text).toMatch(/menu-refused">Usuń<small>To dokument innej osoby/);
    const refused = await ewa.post(path, edited('Cudze'));
    expect(refused).toMatchObject({ status: 422, text: expect.stringContaining('To dokument innej osoby') });
    expect(refused.text).toContain('Cudze');
    await ewa.post(`${path}/deletion`);
    expect(await stateOf(path)).toBe('draft');
    await ewa.post(`${path}/issuance`);
    expect(await stateOf(path)).toBe('issued');
    await ewa.post(`${path}/cancellation`);
    expect(await stateOf(path)).toBe('issued');
    await anna.post(`${path}/deletion`);
    await ewa.post(`${path}/restoration`);
    expect(await stateOf(path)).toBe('deleted');
    expect((await ewa.visit(path)).text).toMatch(/menu-refused">Przywróć<small>To dokument innej osoby/);
  });

  it('lets the accountant do all with all documents, and opens no settings to them', async () => {
    const path = await made(anna);
    expect(await henryk.post(path, edited('Z księgowości'))).toMatchObject({ status: 303 });
    await henryk.post(`${path}/cancellation`, { reason: 'Pomyłka' });
    expect(await stateOf(path)).toBe('cancelled');
    for (const settings of ['/settings/people', '/settings/departments']) {
      expect((await henryk.visit(settings)).status).toBe(403);
    }
  });

  it('lets the owner change what others made', async () => {
    const path = await made(ewa);
    expect(await anna.post(path, edited('Poprawione'))).toMatchObject({ status: 303 });
    await anna.post(`${path}/deletion`);
    expect(await stateOf(path)).toBe('deleted');
  });

  it('hides documents that the level of a user does not reach (R72)', async () => {
    const jan = await hired('jan', { invoicingRole: 'user', invoicingLevel: 'own' });
    const path = await made(anna);
    expect((await jan.visit(path)).status).toBe(404);
    expect((await jan.post(`${path}/cancellation`)).status).toBe(404);
    expect((await jan.visit('/invoicing/invoices')).text).toContain('Nie ma jeszcze dokumentów');
  });
});
