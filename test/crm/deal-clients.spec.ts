import { openApp, type TestApp, type TestBrowser } from '../app';

let app: TestApp;
let anna: TestBrowser;

beforeAll(async () => {
  app = await openApp();
  anna = await app.signedUp();
});

afterAll(() => app.close());

const deal = { name: 'Taras', agreedGross: '100', currency: 'PLN', vatRate: '23' };
const client = async (name: string) =>
  (await anna.post('/crm/clients', { name, company: 'yes', country: 'PL' })).location!.split('/').at(-1)!;

describe('the client of a deal', () => {
  it('is found by a part of the name that only one card has (R21)', async () => {
    const id = await client('Kawiarnia Pod Lipą');
    const { location } = await anna.post('/crm/deals', { ...deal, client: 'pod lipa' });
    expect((await anna.visit(location!)).text).toContain(`href="/crm/clients/${id}">Kawiarnia Pod Lipą</a>`);
    expect((await anna.visit(`${location}/edit`)).text).toContain(`value="${id} · Kawiarnia Pod Lipą"`);
  });

  it('is the chosen card where two have the same name, and asked for where words fit several (R21)', async () => {
    const [first, second] = [await client('Szkoła nr 2'), await client('Szkoła nr 2')];
    const { location } = await anna.post('/crm/deals', { ...deal, client: 'Szkoła nr 2', pickedId: second });
    expect((await anna.visit(location!)).text).toContain(`href="/crm/clients/${second}"`);
    const again = await anna.post('/crm/deals', { ...deal, client: `${first} · Szkoła nr 2`, pickedId: second });
    expect((await anna.visit(again.location!)).text).toContain(`href="/crm/clients/${first}"`);
    const asked = await anna.post('/crm/deals', { ...deal, client: 'szkoła' });
    expect(asked.status).toBe(422);
    expect(asked.text).toContain(`pasuje do kilku klientów: ${first} · Szkoła nr 2; ${second} · Szkoła nr 2.`);
    const numbered = await anna.post('/crm/deals', { ...deal, client: second });
    expect((await anna.visit(numbered.location!)).text).toContain(`href="/crm/clients/${second}"`);
    expect(asked.text).toContain('id="f-clientId-error"');
  });

  it('that nobody has is refused with what to do (R21)', async () => {
    const { status, text } = await anna.post('/crm/deals', { ...deal, client: 'Nikt taki' });
    expect(status).toBe(422);
    expect(text).toContain('Nie ma klienta „Nikt taki”');
  });

  it('brings its contact persons to choose from, one of whom the deal names (R14)', async () => {
    const id = await client('Hotel Park');
    await anna.post(`/crm/clients/${id}/contacts`, { name: 'Ewa Recepcja' });
    const { text } = await anna.visit(`/crm/deals/contacts?client=${id}`);
    const contactId = /value="(\d+)">Ewa Recepcja</.exec(text)![1];
    const { location } = await anna.post('/crm/deals', { ...deal, client: `${id} · Hotel Park`, contactId });
    expect((await anna.visit(location!)).text).toContain('<dd>Ewa Recepcja</dd>');
    expect((await anna.visit(`/crm/deals/new?client=${id}`)).text).toContain('>Ewa Recepcja</option>');
  });
});
