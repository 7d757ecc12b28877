import type { Page } from 'playwright-core';
import { withClient } from '../../src/database/connection';
import { Database } from '../../src/database/database';
import { Notices } from '../../src/notices/notices.service';
import { closeBrowser } from '../browser';
import { Site } from './site';

const PASSWORD = 'tajne-haslo-1';
let site: Site;
let page: Page;
beforeAll(async () => {
  site = await Site.open();
  await site.test.signedUp({ login: 'anna', password: PASSWORD });
  page = await signedIn({});
}, 60_000);
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

async function signedIn(options: Parameters<Site['visitor']>[0]) {
  const visitor = await site.visitor(options);
  await visitor.goto('/sign-in');
  await visitor.fill('[name=login]', 'anna');
  await visitor.fill('[name=password]', PASSWORD);
  await visitor.keyboard.press('Enter');
  await visitor.waitForURL(/crm/);
  return visitor;
}

/** Tells Anna of mail that did not arrive, of which she may know nothing more. */
async function give(key: string) {
  const { app, database } = site.test;
  const [{ account, id }] = await withClient(
    database.ownerOptions,
    async (client) => (await client.query('select account_id account, id from users')).rows,
  );
  await app
    .get(Database)
    .run({ account: Number(account) }, () =>
      app.get(Notices).give({ kind: 'mail_failed', users: [Number(id)], ids: { message: 1, state: 'failed' }, key }),
    );
}

const bell = (of: Page, name: string) => of.getByRole('link', { name, exact: true });

it('a page that stays open learns of notices within a minute, and g u leads to them', async () => {
  await page.clock.install();
  await page.goto('/crm/deals');
  await bell(page, 'Powiadomienia').waitFor();
  await give('a');
  await page.clock.runFor(61_000);
  await bell(page, 'Powiadomienia: 1 nieprzeczytane').waitFor();
  await page.clock.resume();
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await page.waitForURL('**/notices?side=crm');
  await page.getByRole('button', { name: 'Oznacz jako przeczytane' }).click();
  await bell(page, 'Powiadomienia').waitFor();
  expect(await page.getByText('Nie udało się wysłać wiadomości').count()).toBe(1);
});

it('a page that nobody touched for an hour asks no more, so that it keeps no session open', async () => {
  const left = await signedIn({});
  await left.clock.install();
  await left.goto('/crm/deals');
  const asked: string[] = [];
  left.on('request', (request) => asked.push(request.url()));
  await left.clock.runFor(58 * 60_000);
  const before = asked.length;
  expect(before).toBeGreaterThan(50);
  await left.clock.runFor(30 * 60_000);
  expect(asked.length - before).toBeLessThan(5);
});

it('notices are read and chosen without script and on a phone as well', async () => {
  await give('b');
  const plain = await signedIn({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
  await bell(plain, 'Powiadomienia: 1 nieprzeczytane').click();
  await plain.getByRole('button', { name: 'Oznacz wszystkie jako przeczytane' }).click();
  await bell(plain, 'Powiadomienia').waitFor();
  await plain.getByRole('link', { name: 'Wybierz powiadomienia' }).click();
  await plain.getByRole('checkbox', { name: 'Poczta, która nie dotarła: Pocztą' }).check();
  await plain.getByRole('button', { name: 'Zapisz' }).click();
  await plain.getByText('Zapisano, jak Cię powiadamiać.').waitFor();
  expect(await plain.getByRole('checkbox', { name: 'Poczta, która nie dotarła: Pocztą' }).isChecked()).toBe(true);
  expect(await plain.evaluate<boolean>('document.documentElement.scrollWidth <= 390')).toBe(true);
});

it('no page complained of scripts or styles', () => {
  expect(site.complaints).toEqual([]);
});
