import 'reflect-metadata';
import { withClient } from '../../src/database/connection';
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

describe('a macro', () => {
  it.each([
    ['pl', 'pl-PL'],
    ['en', 'en-GB'],
  ] as const)(
    'R76, R79: goes from a ready example through its rehearsal to the notice in the bell and the mail (%s)',
    async (language, locale) => {
      const say = wordsOf(language);
      const page = await site.visitor({ locale });
      const login = `anna.${language}`;
      const boss = `szef.${language}@ogrody.example`;
      await page.goto('/sign-up');
      await fill(page, { company: 'Ogrody', name: 'Anna', email: `${login}@o.example`, login, password: 'tajne-haslo-1' });
      await go(page);
      await page.waitForURL(/\/crm\//);
      const issue = async (buyerName: string) => {
        await page.goto('/invoicing/invoices/new');
        await fill(page, { buyerName, 'lines[0][name]': 'Doradztwo', 'lines[0][price]': '100' });
        await page.getByRole('button', { name: say('invoices.issue'), exact: true }).click();
        await page.waitForURL(/invoices\/\d+$/);
      };
      await issue('Kawiarnia');

      await page.goto('/settings/macros/new?example=sale');
      await fill(page, { 'actions[0][emails]': boss });
      await page
        .getByRole('button', { name: say('macros.save'), exact: true })
        .last()
        .click();
      await page.waitForURL(/rehearsal$/);
      expect(await page.locator('.macro-rehearsed li').count()).toBe(1);
      expect(await page.locator('.macro-rehearsed').innerText()).toContain(say('macros.rehearsal.fires'));
      await site.test.jobsDone();
      expect(await page.locator('.bell-count').count()).toBe(0);
      await page.getByRole('button', { name: say('macros.switch_on'), exact: true }).click();
      await page.waitForURL(/macros$/);

      await issue('Tartak');
      await site.test.jobsDone();
      await page.goto('/notices');
      expect(await page.locator('.bell-count').innerText()).toBe('1');
      expect(await page.locator('.notices').innerText()).toContain('Tartak');
      expect(await mailsTo(boss)).toEqual([expect.stringContaining('Tartak')]);
      await page.goto('/settings/macro-runs');
      expect(await page.locator('.macro-run-done').count()).toBe(1);
      expect(site.complaints).toEqual([]);
    },
    60_000,
  );
});

async function mailsTo(address: string): Promise<string[]> {
  return withClient(site.test.database.ownerOptions, async (client) => {
    const { rows } = await client.query(
      `select m.text from mail_messages m join mail_recipients r on r.account_id = m.account_id and r.mail_message_id = m.id where r.address = $1`,
      [address],
    );
    return rows.map(({ text }) => text);
  });
}
