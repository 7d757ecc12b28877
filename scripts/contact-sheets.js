#!/usr/bin/env node
/*
 * One picture per page, of its eight looks: Polish and English, light and dark, 1280 and 390 pixels wide. For looking at, after changing how pages look.
 *
 *   node scripts/contact-sheets.js http://127.0.0.1:3000 login password deals=/crm/deals board=/crm/deals/board …
 *
 * Writes contact-sheets/<name>.png. A page that fails, is wider than its window or reports an error is named on standard error, and the exit code is 1.
 */
const { mkdirSync } = require('node:fs');
const { join } = require('node:path');
const { launchBrowser } = require('../test/setup/browser.js');

const FOLDER = join(__dirname, '../contact-sheets');
const WIDTHS = [1280, 390];
const HEIGHT = 860;
const LOOKS = ['pl', 'en'].flatMap((language) => ['light', 'dark'].map((theme) => ({ language, theme })));
const complaints = [];

async function main([base, login, password, ...pages]) {
  if (pages.length === 0) throw new Error('Usage: contact-sheets.js <address> <login> <password> <name>=<path> …');
  mkdirSync(FOLDER, { recursive: true });
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ baseURL: base, reducedMotion: 'reduce', locale: 'pl-PL' });
    await signIn(context, base, login, password);
    const shots = new Map(pages.map((page) => [page, []]));
    for (const look of LOOKS) await shootAll(context, base, look, shots);
    for (const [page, pictures] of shots) await layOut(browser, page.split('=')[0], pictures);
  } finally {
    await browser.close();
  }
}

async function signIn(context, base, login, password) {
  const answer = await context.request.post('/sign-in', {
    form: { login, password },
    headers: { origin: base },
    maxRedirects: 0,
  });
  if (answer.status() !== 303) throw new Error(`Signing in was answered with ${answer.status()}`);
}

/** Language and theme belong to the person, so all pages are shot in one look before the next is chosen. */
async function shootAll(context, base, look, shots) {
  for (const [name, value] of Object.entries(look))
    await context.request.post('/person/preferences', { form: { [name]: value }, headers: { origin: base }, maxRedirects: 0 });
  for (const [page, pictures] of shots)
    for (const width of WIDTHS) pictures.push(await shoot(context, page.slice(page.indexOf('=') + 1), width, look));
}

async function shoot(context, path, width, { language, theme }) {
  const page = await context.newPage();
  const complain = (what) => complaints.push(`${path} ${language} ${theme} ${width}: ${what}`);
  page.on('pageerror', (error) => complain(error.message));
  page.on('console', (message) => message.type() === 'error' && complain(message.text()));
  await page.setViewportSize({ width, height: HEIGHT });
  const answer = await page.goto(path, { waitUntil: 'load' });
  if (answer && answer.status() >= 400) complain(`status ${answer.status()}`);
  const excess = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  if (excess > 0) complain(`${excess} px too wide`);
  const picture = await page.screenshot();
  await page.close();
  return { picture, title: `${language} · ${theme} · ${width}` };
}

async function layOut(browser, name, pictures) {
  const page = await browser.newPage({ viewport: { width: 1840, height: HEIGHT } });
  const figures = pictures.map(
    ({ picture, title }) =>
      `<figure><img height="560" src="data:image/png;base64,${picture.toString('base64')}"><figcaption>${title}</figcaption></figure>`,
  );
  await page.setContent(
    `<style>body{display:flex;flex-wrap:wrap;gap:12px;margin:12px;font:13px sans-serif;background:#999}figure{margin:0}</style>${figures.join('')}`,
  );
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
  await page.close();
}

main(process.argv.slice(2))
  .catch((error) => complaints.push(error.message))
  .finally(() => {
    for (const complaint of complaints) console.error(complaint);
    process.exitCode = complaints.length ? 1 : 0;
  });
