import type { BrowserContextOptions, Page } from 'playwright-core';
import { closeBrowser } from '../browser';
import { fill, go, Site, wordsOf } from './site';

let site: Site;
beforeAll(async () => {
  site = await Site.open();
}, 60_000);
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

async function signedUp(page: Page, login: string) {
  await page.goto('/sign-up');
  const password = 'tajne-haslo-1';
  await fill(page, { company: 'Ogrody Zielińska', name: 'Anna Zielińska', email: `${login}@ogrody.example`, login, password });
  await go(page);
  await page.waitForURL('**/crm/today');
  await page.goto('/crm/deals');
}

async function makeClient(page: Page, name: string) {
  await page.goto('/crm/clients/new');
  await fill(page, { name, taxNo: '525-244-57-67', street: 'Leśna 7', postCode: '00-950', city: 'Warszawa' });
  await go(page);
  await page.waitForURL(/clients\/\d+$/);
}

async function makeDeal(page: Page, name: string, gross: string, client: string) {
  await page.goto('/crm/deals/new');
  await fill(page, { name, agreedGross: gross, client });
  await go(page);
  await page.waitForURL(/deals\/\d+$/);
}

const WAYS: [way: string, language: 'pl' | 'en', options: BrowserContextOptions][] = [
  ['in Polish', 'pl', {}],
  ['in English', 'en', { locale: 'en-GB' }],
  ['on a phone in the dark', 'pl', { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' }],
  ['without script', 'pl', { javaScriptEnabled: false }],
];

describe('from nothing to an invoice issued from a deal', () => {
  it.each(WAYS)(
    'R19, R20, R28, R59-R61: goes %s with one click and no retyping',
    async (way, language, options) => {
      const say = wordsOf(language);
      const page = await site.visitor(options);
      await signedUp(page, `anna.${WAYS.findIndex(([name]) => name === way)}`);
      await makeClient(page, 'Hotel Bukowy sp. z o.o.');
      await makeDeal(page, 'Ogród zimowy', '12300', 'Hotel Bukowy');
      const deal = new URL(page.url()).pathname;

      await page.getByRole('link', { name: say('deal_documents.add') }).click();
      await page.waitForURL(/invoices\/new/);
      await page.getByRole('button', { name: say('invoices.issue'), exact: true }).click();
      await page.waitForURL(/invoices\/\d+$/);
      const invoice = new URL(page.url()).pathname;
      const paper = await page.locator('main').innerText();
      for (const part of ['Ogród zimowy', 'Hotel Bukowy sp. z o.o.', '5252445767']) expect(paper).toContain(part);
      expect(paper).toMatch(/12[\s,]300[.,]00/);
      expect(await excess(page)).toBe(0);

      await page.locator(`main a[href="${deal}"]`).click();
      await page.waitForURL(`**${deal}`);
      await page.locator(`main a[href="${invoice}"]`).first().click();
      await page.waitForURL(`**${invoice}`);
      await page.locator('header a.switch, nav a.switch').first().click();
      await page.waitForURL('**/crm/today');
      await page.goto('/crm/deals');
      expect(site.complaints).toEqual([]);
    },
    60_000,
  );
});

describe('what people do to forms', () => {
  it('R118: a double click on Issue and the back button after it lead to one document', async () => {
    const page = await site.visitor();
    await signedUp(page, 'anna.dwa');
    await page.goto('/invoicing/invoices/new');
    await fill(page, { buyerName: 'Jan Kowalski', 'lines[0][name]': 'Doradztwo', 'lines[0][price]': '100' });
    await page.getByRole('button', { name: 'Wystaw', exact: true }).dblclick();
    await page.locator('article.paper').waitFor(); // the second click breaks the first one's navigation off, at which waiting for an address gives up
    const first = page.url();
    await page.goBack();
    await page.getByRole('button', { name: 'Wystaw', exact: true }).click();
    await page.waitForURL(/invoices\/\d+$/);
    expect(page.url()).toBe(first);
    await page.goto('/invoicing/invoices');
    expect(await page.locator('tbody a[href^="/invoicing/invoices/"]').count()).toBe(1);
  }, 60_000);

  it('design: Enter in a line never issues', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await site.visitor({ javaScriptEnabled });
      await signedUp(page, `anna.enter.${javaScriptEnabled}`);
      await page.goto('/invoicing/invoices/new');
      await fill(page, { buyerName: 'Jan Kowalski', 'lines[0][name]': 'Doradztwo', 'lines[0][price]': '100' });
      await page.locator('[name="lines[0][price]"]').press('Enter');
      await page.waitForTimeout(300);
      await page.goto('/invoicing/invoices?state=issued');
      expect(await page.locator('tbody a[href^="/invoicing/invoices/"]').count()).toBe(0);
    }
  }, 60_000);

  it('R132: a form left open until the session ended comes back filled after sign-in', async () => {
    const page = await site.visitor();
    await signedUp(page, 'anna.sesja');
    await page.goto('/crm/deals/new');
    await fill(page, { name: 'Długo pisany interes', agreedGross: '777', description: 'Tego nie chcę pisać drugi raz' });
    const [session] = (await page.context().cookies()).filter(({ name }) => name === 'session');
    const headers = { origin: site.address };
    expect((await page.context().request.post('/sign-out', { headers, maxRedirects: 0 })).status()).toBe(303);
    await page.context().addCookies([session]);
    await go(page);
    await page.waitForURL('**/sign-in*');
    await page.locator('[name=login]').fill('anna.sesja');
    await page.locator('[name=password]').fill('tajne-haslo-1');
    await page.locator('main button.btn-primary').click();
    await page.waitForURL(/deals\/new/);
    expect(await page.locator('[name=name]').inputValue()).toBe('Długo pisany interes');
    expect(await page.locator('[name=description]').inputValue()).toBe('Tego nie chcę pisać drugi raz');
  }, 60_000);
});

/** Pixels by which a page is wider than its window. */
function excess(page: Page) {
  return page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');
}
