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
  ['on a phone in English', 'en', { locale: 'en-GB', viewport: { width: 390, height: 844 }, hasTouch: true }],
  ['without script', 'pl', { javaScriptEnabled: false }],
];

async function issue(page: Page, buyerName: string, price: string, verb: string) {
  await page.goto('/invoicing/invoices/new');
  await fill(page, { buyerName, 'lines[0][name]': 'Doradztwo', 'lines[0][price]': price });
  await page.getByRole('button', { name: verb, exact: true }).click();
  await page.waitForURL(/invoices\/\d+$/);
  return new URL(page.url()).pathname;
}

const head = (page: Page) => page.locator('main header.page-top').innerText();

describe('from issued to paid and back', () => {
  it.each(WAYS)(
    'R95: goes %s: in one click, in part, taken back, and two ticked ones at once',
    async (way, language, options) => {
      const say = wordsOf(language);
      const page = await site.visitor(options);
      const login = `anna.${WAYS.findIndex(([name]) => name === way)}`;
      await page.goto('/sign-up');
      await fill(page, { company: 'Ogrody', name: 'Anna', email: `${login}@o.example`, login, password: 'tajne-haslo-1' });
      await go(page);
      await page.waitForURL('**/crm/today');
      await page.goto('/crm/deals');
      const first = await issue(page, 'Kawiarnia', '100', say('invoices.issue'));

      await page.getByRole('button', { name: say('payments.mark_paid'), exact: true }).click();
      await page.waitForURL(`**${first}`);
      expect(await head(page)).toContain(say('payments.state.paid'));

      await page.locator('.beside-paper details.menu > summary').click();
      await page.locator('.beside-paper details.confirm > summary').click();
      await page.locator('.confirm-form button.btn-danger:visible').click();
      await page.waitForURL(`**${first}`);
      expect(await head(page)).toContain(say('payments.state.unpaid'));

      await page
        .getByRole('link', { name: say('payments.add_short') })
        .last()
        .click();
      await page.waitForURL(/payments\/new$/);
      await fill(page, { amount: '23,50' });
      await go(page);
      await page.waitForURL(`**${first}`);
      expect(await head(page)).toContain(say('payments.state.partly_paid'));

      const second = await issue(page, 'Tartak', '50', say('invoices.issue'));
      await page.goto('/invoicing/invoices');
      for (const path of [first, second]) await page.locator(`input[name=invoices][value="${path.split('/').at(-1)}"]`).check();
      await page.getByRole('button', { name: say('payments.mark_paid_many') }).click();
      await page.waitForURL(/settlements\/new/);
      await go(page);
      await page.waitForURL(/invoices$/);
      expect(await page.locator('main tbody .state.good').count()).toBe(2);

      await page.goto('/invoicing/payments');
      expect(await page.locator('main tbody tr').count()).toBe(3);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
      expect(site.complaints).toEqual([]);
    },
    60_000,
  );

  it('R118: a double click on the one button is one payment', async () => {
    const page = await site.visitor();
    await page.goto('/sign-up');
    const form = { company: 'Ogrody', name: 'Anna', email: 'dwa@o.example', login: 'anna.dwa', password: 'tajne-haslo-1' };
    await fill(page, form);
    await go(page);
    await page.waitForURL('**/crm/today');
    await page.goto('/crm/deals');
    await issue(page, 'Kawiarnia', '100', 'Wystaw');
    await page.getByRole('button', { name: 'Zapłacono', exact: true }).dblclick();
    await page.getByText('Opłacony').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.goto('/invoicing/payments');
    expect(await page.locator('main tbody tr').count()).toBe(1);
  }, 60_000);
});
