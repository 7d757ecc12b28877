import type { Page } from 'playwright-core';
import { closeBrowser, newPage } from '../../browser';
import { Room } from './room';

let room: Room;
let page: Page;
let address: string;
beforeAll(async () => {
  room = await Room.open();
  await room.rows(`insert into clients (account_id, name, city, tax_no, tax_key, street, post_code, payment_days) values
    (${room.anna.account}, 'Tartak Wronki', 'Wronki', '7811767696', 'PL:7811767696', 'Leśna 7', '64-510', 30)`);
  await room.test.app.listen(0, '127.0.0.1');
  address = await room.test.app.getUrl();
  page = await newPage();
  await page.goto(`${address}/sign-in`);
  const [{ login }] = await room.rows<{ login: string }>('select login from users');
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', 'tajne-haslo-1');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.includes('sign-in'));
}, 60_000);
afterAll(async () => {
  await closeBrowser();
  await room.test.close();
});

const field = (name: string) => page.locator(`[name="${name}"]`);
const lineNames = async () => {
  const inputs = await page.locator('[data-lines] [name$="[name]"]').all();
  return Promise.all(inputs.map((input) => input.inputValue()));
};
const total = (what: string) => page.locator(`[data-total-${what}]`).innerText();
const plain = (amount: string) => amount.replaceAll(/\s/g, ' ');

it('is filled in by keyboard alone: client by typing, lines by Enter, sums at once (R2, R24, R115)', async () => {
  await page.goto(`${address}/invoicing/invoices/new`);
  await field('client').pressSequentially('wron', { delay: 20 });
  await page.locator('[role=option]', { hasText: 'Tartak Wronki' }).waitFor();
  await page.keyboard.press('Enter');
  expect(await field('client').inputValue()).toMatch(/^\d+ · Tartak Wronki$/);
  expect(await field('buyerStreet').inputValue()).toBe('Leśna 7');
  expect(await field('paymentDays').inputValue()).toBe('30');

  await field('lines[0][name]').fill('Deski');
  await field('lines[0][quantity]').fill('3');
  await field('lines[0][price]').fill('9,99');
  expect(await page.locator('[data-line-gross]').first().innerText()).toBe('36,86');
  await field('lines[0][name]').press('Enter');
  await page.keyboard.type('Transport');
  await field('lines[1][price]').fill('1000');
  expect([plain(await total('net')), plain(await total('vat')), plain(await total('gross'))]).toEqual([
    '1 029,97',
    '236,89',
    '1 266,86',
  ]);
  await field('method').selectOption('gross_sum');
  expect(plain(await total('gross'))).toBe('1 029,97');
  await field('kind').selectOption('bill');
  expect(await total('vat')).toBe('0,00');
  await field('kind').selectOption('vat');
});

it('moves and removes lines, also by keyboard, and posts them in their order', async () => {
  const line = (number: number) => page.locator('[data-line]').nth(number);
  await line(1).locator('[data-line-up]').focus();
  await page.keyboard.press('Enter');
  expect(await lineNames()).toEqual(['Transport', 'Deski']);
  await line(1).locator('[name$="[name]"]').press('Enter');
  expect(await lineNames()).toEqual(['Transport', 'Deski', '']);
  await line(2).locator('[data-line-remove]').click();
  expect(await lineNames()).toEqual(['Transport', 'Deski']);
  await page.locator('button[value=issue]:visible').click();
  await page.waitForURL(/\/invoices\/\d+$/);
  const invoice = await room.find(Number(page.url().split('/').at(-1)));
  expect(invoice).toMatchObject({ state: 'issued', buyer: { name: 'Tartak Wronki', street: 'Leśna 7' }, paymentDays: 30 });
  expect(invoice.lines?.map(({ name }) => name)).toEqual(['Transport', 'Deski']);
});

it('leads to the same document when one goes back after issuing and sends the form again (R118)', async () => {
  const issued = page.url();
  await page.goBack();
  await page.locator('button[value=issue]:visible').click();
  await page.waitForURL(/\/invoices\/\d+$/);
  expect(page.url()).toBe(issued);
  expect(await page.locator('body').innerText()).toContain('Ten formularz był już wysłany');
});

it('offers the rates of the kind, and of the buyer’s country under OSS (R99)', async () => {
  await page.goto(`${address}/invoicing/invoices/new`);
  const offered = () => page.locator('[name="lines[0][rate]"] option').allInnerTexts();
  await field('lines[0][price]').fill('100');
  const usual = await offered();
  expect(usual.slice(0, 3)).toEqual(['23%', '8%', '5%']);
  await field('kind').selectOption('wdt');
  expect(await offered()).toEqual(['0% WDT']);
  expect(await total('gross')).toBe('100,00');
  await field('lines[0][name]').press('Enter');
  expect(await field('lines[1][rate]').inputValue()).toBe('0_wdt');
  await field('kind').selectOption('vat');
  expect(await offered()).toEqual(usual);
  for (const details of await page.locator('details.form-more').all())
    await details.evaluate((element) => element.setAttribute('open', ''));
  await field('buyerCountry').fill('fi');
  await field('oss').check();
  expect(await offered()).toEqual(['25,5% (FI)', '13,5% (FI)', '10% (FI)']);
  await field('oss').uncheck();
  expect(await offered()).toEqual(usual);
});

it('proposes why a line is exempt as the last document said it, once a line is, and not again when that is emptied (R99)', async () => {
  for (const exemptBasis of ['art. 113 ust. 1', 'art. 43 ust. 1 pkt 18'])
    await room.does((invoices) => invoices.draft(room.input({ exemptBasis })));
  await page.goto(`${address}/invoicing/invoices/new`);
  await field('lines[0][name]').fill('Kurs');
  expect(await field('exemptBasis').inputValue()).toBe('');
  await field('lines[0][rate]').selectOption('zw');
  expect(await field('exemptBasis').inputValue()).toBe('art. 43 ust. 1 pkt 18');
  expect(await field('exemptBasis').isVisible()).toBe(true);
  await field('exemptBasis').fill('');
  await field('lines[0][price]').fill('10');
  expect(await field('exemptBasis').inputValue()).toBe('');
});
