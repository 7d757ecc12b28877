import type { Page } from 'playwright-core';
import { closeBrowser } from '../browser';
import { Site } from './site';

const PASSWORD = 'tajne-haslo-1';
let site: Site;
let page: Page;
beforeAll(async () => {
  site = await Site.open();
  await site.test.signedUp({ login: 'anna', password: PASSWORD });
  page = await signedIn({});
  await page.goto('/crm/clients/new');
  await page.fill('main [name=name]', 'Kawiarnia Łąka');
  await page.press('main [name=name]', 'Enter');
  await page.waitForURL(/clients\/\d+$/);
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

const focused = () => page.evaluate<string>('document.activeElement.id');

describe('the keyboard (R115)', () => {
  it('searches by / from any page and opens what was found', async () => {
    await page.goto('/invoicing/invoices');
    await page.keyboard.press('/');
    expect(await focused()).toBe('search');
    await page.keyboard.type('laka?');
    expect(await page.locator('dialog[open]').count()).toBe(0); // typed, not a shortcut
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await page.waitForURL(/search\?side=invoicing&q=laka/);
    await page.getByRole('link', { name: 'Kawiarnia Łąka' }).click();
    await page.waitForURL(/\/invoicing\/clients\/\d+$/);
  });

  it('goes by g and a letter, to the matching place of the other side by g x, and to a blank form by n', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('x');
    await page.waitForURL(/\/crm\/clients\/\d+$/);
    await page.keyboard.press('n');
    await page.waitForURL('**/crm/clients/new');
    await page.goto('/crm/clients');
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await page.waitForURL('**/crm/deals');
    await page.keyboard.press('n');
    await page.waitForURL('**/crm/deals/new');
  });

  it('shows by ? all it knows on this page, and closes by Esc', async () => {
    await page.goto('/crm/deals');
    await page.keyboard.press('?');
    const dialog = page.locator('dialog[open]');
    const letters = await dialog.locator('dt').allInnerTexts();
    expect(letters.map((text) => text.replace(/\s+/g, ' '))).toEqual(
      expect.arrayContaining(['/', 'n', '?', 'g i', 'g k', 'g x', 'g ,']),
    );
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog[open]').count()).toBe(0);
  });

  it('skips the frame by its first stop, and always shows where it is', async () => {
    await page.goto('/crm/deals');
    await page.keyboard.press('Tab');
    const skip = page.locator('.skip-link');
    expect((await skip.boundingBox())!.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('main');
    for (let stop = 0; stop < 8; stop++) {
      await page.keyboard.press('Tab');
      const ring = await page.evaluate<string>(
        '((at) => at.outlineStyle + at.boxShadow)(getComputedStyle(document.activeElement))',
      );
      expect(ring).not.toBe('nonenone');
    }
  });
});

describe('on a phone', () => {
  const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const PAGES = [
    '/crm/deals',
    '/crm/clients',
    '/search?q=laka',
    '/invoicing/invoices',
    '/settings/people',
    '/settings/account',
    '/person/sessions',
  ];
  let phone: Page;
  beforeAll(async () => {
    phone = await signedIn(PHONE);
  });

  it('every page fits, with a bar below instead of the rail', async () => {
    for (const address of PAGES) {
      await phone.goto(address);
      const beyond = await phone.evaluate<string[]>(
        `document.documentElement.scrollWidth === 390 ? [] : [...document.querySelectorAll('body *')]
          .filter((each) => each.getBoundingClientRect().right > 390).map((each) => each.outerHTML.slice(0, 100))`,
      );
      expect({ address, beyond }).toEqual({ address, beyond: [] });
      expect(await phone.locator('.rail').isVisible()).toBe(false);
      expect(await phone.locator('.bottom-bar').isVisible()).toBe(true);
    }
  });

  it('opens the rest in a sheet, with targets of 44 px', async () => {
    await phone.goto('/crm/deals');
    await phone.locator('.bottom-more summary').tap();
    const links = await phone.locator('.sheet a').all();
    expect(links.length).toBeGreaterThanOrEqual(4);
    for (const link of [
      ...links,
      ...(await phone.locator('.bottom-bar > ul > li:visible > a').all()),
      phone.locator('.btn.switch'),
      phone.locator('#search'),
    ]) {
      expect((await link.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    }
    await phone.getByRole('link', { name: 'Przejdź do faktur' }).last().tap();
    await phone.waitForURL('**/invoicing/invoices');
  });

  it('searches', async () => {
    await phone.fill('#search', 'laka');
    await phone.press('#search', 'Enter');
    await phone.waitForURL(/search/);
    expect(await phone.getByRole('link', { name: 'Kawiarnia Łąka' }).isVisible()).toBe(true);
  });
});

it('moves nothing for whoever asked for no motion', async () => {
  await page.goto('/crm/deals');
  const moving = await page.evaluate<number>(
    `[...document.querySelectorAll('*')].filter((each) => ((at) => at.transitionProperty !== 'none' && at.transitionDuration !== '0s' || at.animationName !== 'none')(getComputedStyle(each))).length`,
  );
  expect(moving).toBe(0);
});

it('prints a clean white sheet, also of a dark page', async () => {
  await page.goto('/search?q=laka');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const part of ['.top-bar', '.rail', '.bottom-bar', '.filters']) expect(await page.locator(part).isVisible()).toBe(false);
  const [paper, scheme, ink] = await page.evaluate<string[]>(
    '((body, root, title) => [body.backgroundColor, root.colorScheme, title.color])(...["body", "html", "h1"].map((at) => getComputedStyle(document.querySelector(at))))',
  );
  expect(paper).toMatch(/^rgba\(0, 0, 0, 0\)$|^rgb\(255, 255, 255\)$/);
  expect(scheme).toBe('light');
  expect(ink).toBe('rgb(27, 35, 48)');
  await page.emulateMedia({ media: 'screen', colorScheme: null });
});

it('leaves no complaint in the browser', () => {
  expect(site.complaints).toEqual([]);
});
