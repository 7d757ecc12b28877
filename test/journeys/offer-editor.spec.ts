import type { Page } from 'playwright-core';
import { closeBrowser } from '../browser';
import { fill, go, Site } from './site';

let site: Site;
let page: Page;
beforeAll(async () => {
  site = await Site.open();
  page = await site.visitor();
  await page.goto('/sign-up');
  const password = 'tajne-haslo-1';
  await fill(page, { company: 'Ogrody', name: 'Anna Zielińska', email: 'a@ogrody.example', login: 'anna', password });
  await go(page);
  await page.waitForURL('**/crm/today');
  await page.goto('/crm/deals');
  await page.goto('/crm/deals/new');
  await fill(page, { name: 'Park', agreedGross: '1230' });
  await go(page);
  await page.waitForURL(/deals\/\d+$/);
}, 60_000);
afterAll(async () => {
  await closeBrowser();
  await site.close();
});

const RICH =
  '<h1 class="ql-align-center">Oferta {{offer.number}}</h1><p>Dla <strong>{{client.name}}</strong> &amp; <em>spółki</em> za <u>10\u00a0000\u00a0zł</u>, ' +
  '<s>stare</s> <span class="ql-color-accent">barwne</span> <span class="ql-size-large">duże</span></p><p></p><ul><li>jeden<ul><li>głębiej</li></ul></li><li>dwa</li></ul>' +
  '<ol><li>raz</li></ol><p class="ql-indent-2">wcięty</p><blockquote>Cytat</blockquote>' +
  '<p><a href="https://ogrody.example/a?b=1&amp;c=2" rel="noopener noreferrer" target="_blank">strona</a> {{nie.ma}}</p>' +
  '<table><tbody><tr><td>Termin</td><td>{{offer.validUntil}}</td></tr><tr><td>a</td><td>b</td></tr></tbody></table><p>{{offer.lines}}</p>' +
  '<p><img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==" alt="Kropka" width="20" /></p>';
const html = () => page.locator('textarea[name="html"]').inputValue();
const made = async (text: string) => {
  await page.goto('/crm/offers/new?deal=1000');
  await page.locator('.ql-editor').waitFor();
  // The editor writes the field only once somebody types, so that this is what is sent.
  await page.locator('textarea[name="html"]').evaluate((field, value) => Object.assign(field, { value }), text);
  await go(page);
  await page.waitForURL(/offers\/\d+$/);
  return new URL(page.url()).pathname;
};

describe('the editor of offers (R80)', () => {
  it('opens what is stored, shows variables as chips and gives it back unchanged, below the strict policy', async () => {
    const offer = await made(RICH);
    await page.goto(`${offer}/edit`);
    await page.locator('.ql-editor').waitFor();
    const stored = await html();
    expect(stored).toContain('10\u00a0000\u00a0zł');
    expect(await page.locator('.offer-chip').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining('Numer oferty'), expect.stringContaining('nazwa klienta')]),
    );
    expect(await page.locator('.offer-chip-unknown').allInnerTexts()).toEqual([expect.stringContaining('nie.ma')]);
    await go(page);
    await page.waitForURL(/offers\/\d+$/);
    await page.goto(`${offer}/edit`);
    expect(await html()).toBe(stored);
    // Typing one letter and taking it back: what the editor writes then is what it was given, but for how it is written.
    await page.locator('.ql-editor .offer-chip').first().click();
    await page.keyboard.press('End');
    await page.keyboard.type('x');
    await page.keyboard.press('Backspace');
    const written = await html();
    expect(written.replaceAll('<br />', '<br>')).toBe(stored.replaceAll(' />', '>'));
    expect(site.complaints).toEqual([]);
  });

  it('formats, links and inserts chips by its toolbar', async () => {
    await page.goto('/crm/offers/new?deal=1000');
    const editor = page.locator('.ql-editor');
    await editor.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Dzień dobry ');
    await page.getByRole('combobox', { name: 'Wstaw dane' }).selectOption('client.name');
    await page.getByRole('combobox', { name: 'Styl akapitu' }).selectOption('2');
    await page.keyboard.press('End');
    await page.getByRole('button', { name: 'Odnośnik' }).click();
    await page.getByLabel('Adres odnośnika').fill('ogrody.example');
    await page.keyboard.press('Enter');
    expect(await html()).toBe(
      '<h2><span class="ql-color-muted">Dzień dobry </span>{{client.name}}<a href="https://ogrody.example" rel="noopener noreferrer" target="_blank">ogrody.example</a></h2>',
    );
    expect(site.complaints).toEqual([]);
  });

  it('leaves what it does not know in the field with HTML', async () => {
    const offer = await made('<p>jedna<br />linia</p><hr />');
    await page.goto(`${offer}/edit`);
    await page.getByText('ma HTML, którego edytor nie zna').waitFor();
    expect(await page.locator('textarea[name="html"]').isVisible()).toBe(true);
    expect(await html()).toBe('<p>jedna<br />linia</p><hr />');
    expect(site.complaints).toEqual([]);
  });

  it('is a plain field without script, and Tab leaves it with', async () => {
    await page.goto('/crm/offers/new?deal=1000');
    await page.locator('.ql-editor').focus();
    await page.keyboard.press('Tab');
    expect(await page.locator('.ql-editor:focus').count()).toBe(0);
    const state = await page.context().storageState();
    const plain = await site.visitor({ javaScriptEnabled: false, storageState: state });
    await plain.goto('/crm/offers/new?deal=1000');
    expect(await plain.locator('textarea[name="html"]').isVisible()).toBe(true);
    expect(await plain.locator('.offer-variables code').first().textContent()).toBe('{{offer.number}}');
  });

  it('begins anew in another language that is chosen before anybody wrote, and keeps what somebody wrote', async () => {
    await page.goto('/crm/offers/new?deal=1000');
    const editor = page.locator('.ql-editor');
    await editor.getByText('Dzień dobry').waitFor();
    await page.selectOption('select[name="language"]', 'en');
    await editor.getByText('Hello,').waitFor();
    expect([await html().then((text) => text.includes('Hello')), await page.inputValue('#offer-template')]).toEqual([true, 'en']);
    await page.selectOption('select[name="language"]', 'pl');
    await editor.getByText('Dzień dobry').click();
    await page.keyboard.type('x');
    await page.selectOption('select[name="language"]', 'en');
    await page.waitForLoadState('networkidle');
    expect(await editor.innerText()).toContain('Dzień dobry');
    expect(site.complaints).toEqual([]);
  });
});
