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

const WAYS: [way: string, language: 'pl' | 'en', options: BrowserContextOptions][] = [
  ['in Polish', 'pl', { locale: 'pl-PL' }],
  ['on a phone in English', 'en', { locale: 'en-GB', viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
];

/** What the paper says is to pay, or to give back. */
async function toPay(page: Page) {
  const text = await page.locator('.paper-total strong').innerText();
  return text.replace(/[^\d,.]/g, '').replace(',', '.');
}

it.each(WAYS)(
  'R103, R125: an order is paid in advance, invoiced in the end and corrected %s, by clicking alone',
  async (_, language, options) => {
    const say = wordsOf(language);
    const page = await site.visitor(options);
    const login = `anna.${language}`;
    await page.goto('/sign-up');
    await fill(page, { company: 'Ogrody', name: 'Anna', email: `${login}@o.example`, login, password: 'tajne-haslo-1' });
    await go(page);
    await page.waitForURL('**/crm/today');
    await page.goto('/crm/deals');
    const issue = async () => {
      await page.locator('.document-form button[value="issue"]').click();
      await page.waitForURL(/invoices\/\d+$/);
    };
    const choose = async (key: string) => {
      await page.locator('main header details.menu > summary').click();
      await page.locator('main header a.menu-item', { hasText: say(key) }).click();
    };

    await page.goto('/invoicing/invoices/new?kind=estimate');
    await fill(page, { buyerName: 'Termy Sosnowe', 'lines[0][name]': 'Trawnik z rolki', 'lines[0][price]': '1000' });
    await issue();
    const order = page.url();
    await choose('invoices.continue.advance');
    await page.locator('[name="percent"]').fill('30');
    await page.getByRole('button', { name: say('documents.advance_set') }).click();
    await issue();
    expect(await toPay(page)).toBe('369.00');

    await page
      .locator('main header a', { hasText: say('invoices.continue.final') })
      .first()
      .click();
    await page.locator('[name="advanceIds"]').check();
    await issue();
    expect(await toPay(page)).toBe('861.00');

    await page.goto(order);
    await page.getByRole('link', { name: /KON\// }).click();
    await choose('invoices.continue.correction');
    await fill(page, { correctionReason: 'Mniejszy ogród', 'lines[0][price]': '900' });
    await issue();
    expect(await toPay(page)).toBe('123.00');
    expect(site.complaints).toEqual([]);
  },
  120_000,
);
