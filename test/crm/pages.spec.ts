import type { Page } from 'playwright-core';
import { openApp, type TestApp, type TestBrowser } from '../app';
import { closeBrowser, newPage } from '../browser';

let app: TestApp;
let anna: TestBrowser;
let address: string;
const PERSON = { login: 'anna', password: 'tajne-haslo-1' };

beforeAll(async () => {
  app = await openApp();
  anna = await app.signedUp(PERSON);
  await app.app.listen(0, '127.0.0.1');
  address = await app.app.getUrl();
});
afterAll(async () => {
  await closeBrowser();
  await app.close();
});

/** Anna's browser at a page. */
async function at(path: string, javaScriptEnabled = true): Promise<Page> {
  // So wide that all columns of the board are in sight: Playwright scrolls between taking a card and dropping it.
  const page = await newPage({ baseURL: address, javaScriptEnabled, viewport: { width: 1700, height: 900 } });
  await page.goto('/sign-in');
  await page.fill('[name="login"]', PERSON.login);
  await page.fill('[name="password"]', PERSON.password);
  await Promise.all([page.waitForURL(/crm|invoicing/), page.press('[name="password"]', 'Enter')]);
  await page.goto(path);
  return page;
}
const made = async (name: string) =>
  (await anna.post('/crm/deals', { name, agreedGross: '100', currency: 'PLN', vatRate: '23' })).location!;
const card = (page: Page, name: string) => page.locator('.board-card', { hasText: name });
const column = (page: Page, stage: string) => page.locator('.board-column', { hasText: stage }).locator('.board-cards');

describe('the form of a deal in a browser', () => {
  it('finds the client while one types, brings their contact persons, and sums the lines up (R14, R21, R85)', async () => {
    const client = (await anna.post('/crm/clients', { name: 'Hotel Park', company: 'yes', country: 'PL' })).location!;
    await anna.post(`${client}/contacts`, { name: 'Ewa Recepcja' });
    const page = await at('/crm/deals/new');
    await page.fill('[name="name"]', 'Dziedziniec');
    await page.locator('[name="client"]').pressSequentially('hotel');
    await page.locator('.picker-list [role="option"]').waitFor();
    await page.press('[name="client"]', 'Enter');
    await page.locator('[name="contactId"] option', { hasText: 'Ewa Recepcja' }).waitFor({ state: 'attached' });
    await page.selectOption('[name="contactId"]', { label: 'Ewa Recepcja' });
    await page.fill('[name="lines[0][name]"]', 'Donice');
    await page.fill('[name="lines[0][quantity]"]', '3');
    await page.fill('[name="lines[0][price]"]', '33,33');
    expect(await page.locator('[data-total-gross]').textContent()).toBe('99,99');
    await page.press('[name="lines[0][price]"]', 'Enter');
    expect(await page.locator('[data-line]').count()).toBe(2);
    await Promise.all([page.waitForURL(/deals\/\d+$/), page.press('[name="name"]', 'Enter')]);
    const text = await page.locator('main').innerText();
    for (const said of ['Hotel Park', 'Ewa Recepcja', 'Donice']) expect(text).toContain(said);
    expect(text).toMatch(/99,99\szł/);
  });

  it('needs no script: a number or words for the client, and a button for more lines (R21, R85)', async () => {
    await anna.post('/crm/clients', { name: 'Biuro Lipa', company: 'yes', country: 'PL' });
    const page = await at('/crm/deals/new', false);
    await page.fill('[name="name"]', 'Zieleń w biurze');
    await page.fill('[name="client"]', 'lipa');
    const rows = await page.locator('tr[data-line]').count();
    await page.click('[data-line-add]');
    expect(await page.locator('tr[data-line]').count()).toBeGreaterThan(rows);
    expect(await page.inputValue('[name="name"]')).toBe('Zieleń w biurze');
    await page.press('[name="name"]', 'Enter');
    expect(await page.locator('main').innerText()).toContain('Biuro Lipa');
  });
});

describe('the board in a browser', () => {
  it('moves a card that is dragged, at once and for good (R89)', async () => {
    const deal = await made('Przeciągany');
    const page = await at('/crm/deals/board');
    await card(page, 'Przeciągany').dragTo(column(page, 'Oferta'));
    await page.locator('[data-flash]').waitFor();
    expect(await column(page, 'Oferta').innerText()).toContain('Przeciągany');
    expect(await column(page, 'Nowy').innerText()).not.toContain('Przeciągany');
    expect((await anna.visit(deal)).text).toMatch(/class="state colour-8">Oferta</);
  });

  it('asks for the reason when a card is dropped on a lost stage, and leaves it where it was until then (R88, R89)', async () => {
    const deal = await made('Przegrywany');
    const page = await at('/crm/deals/board');
    await Promise.all([page.waitForURL(/moves\/new/), card(page, 'Przegrywany').dragTo(column(page, 'Przegrany'))]);
    expect((await anna.visit(deal)).text).toMatch(/class="state colour-1">Nowy</);
    await page.fill('[name="reason"]', 'Za drogo');
    await Promise.all([page.waitForURL(/board$/), page.press('[name="reason"]', 'Enter')]);
    expect(await column(page, 'Przegrany').innerText()).toContain('Przegrywany');
  });

  it('is moved by keyboard alone, and leads back to itself (R89, R115)', async () => {
    await made('Klawiaturą');
    const page = await at('/crm/deals/board', false);
    await card(page, 'Klawiaturą').locator('a[href*="moves"]').press('Enter');
    await page.selectOption('[name="stageId"]', { label: 'Rozmowy' });
    expect(await page.isVisible('[name="reason"]')).toBe(false);
    await Promise.all([page.waitForURL(/board/), page.press('form[action*="/moves"] button', 'Enter')]);
    expect(new URL(page.url()).pathname).toBe('/crm/deals/board');
    expect(await column(page, 'Rozmowy').innerText()).toContain('Klawiaturą');
  });
});
