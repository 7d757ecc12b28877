import { closeBrowser } from '../browser';
import { PostOffice } from '../mail/post';
import { fill, go, Site, wordsOf } from './site';

let site: Site;
let office: PostOffice;
beforeAll(async () => {
  site = await Site.open();
  office = await PostOffice.open();
}, 60_000);
afterAll(async () => {
  await closeBrowser();
  await office.close();
  await site.close();
});

/** The link that stands in the message which an address got. */
function linkMailedTo(address: string): string {
  const [letter] = office.received.filter(({ to }) => to.includes(address));
  const [link] = letter.text.replace(/=\r?\n/g, '').match(/\/offer\/[\w-]{43}/)!;
  return link;
}

it.each([
  ['pl', 'pl-PL', 'Hotel Bukowy sp. z o.o.', 'PL'],
  ['en', 'en-GB', 'Beech Hotel Ltd', 'GB'],
] as const)(
  'R81, R84, R124: an offer goes from a deal to its client, is accepted, and becomes a proforma, an invoice and money (%s)',
  async (language, locale, company, country) => {
    const say = wordsOf(language);
    const page = await site.visitor({ locale });
    const login = `anna.${language}`;
    const address = `biuro.${language}@hotel.example`;
    const press = (key: string) => page.getByRole('button', { name: say(key), exact: true }).click();
    const follow = (key: string) =>
      page
        .locator('main header')
        .getByRole('link', { name: say(key), exact: true })
        .click();
    const head = () => page.locator('main header.page-top').innerText();
    const main = () => page.locator('main').innerText();
    await page.goto('/sign-up');
    await fill(page, { company: 'Ogrody', name: 'Anna', email: `${login}@o.example`, login, password: 'tajne-haslo-1' });
    await go(page);
    await page.waitForURL(/\/crm\//);
    await page.goto('/settings/mail');
    await fill(page, { host: '127.0.0.1', port: String(office.port), fromName: 'Ogrody', fromAddress: 'biuro@ogrody.example' });
    await page.locator('main [name="security"]').selectOption('none');
    await go(page);
    await page.goto('/crm/clients/new');
    await fill(page, { name: company, email: address, street: 'Leśna 7', postCode: '00-950', city: 'Warszawa', country });
    await go(page);
    await page.waitForURL(/clients\/\d+$/);
    await page.goto('/crm/deals/new');
    await fill(page, { name: 'Ogród zimowy', agreedGross: '12300', client: company });
    await go(page);
    await page.waitForURL(/deals\/\d+$/);
    const deal = new URL(page.url()).pathname;

    // It is made and sent.
    await follow('offers.make');
    await page.waitForURL(/offers\/new/);
    await page.locator('main select[name="language"]').selectOption(language); // a Polish client's is Polish
    await go(page);
    await page.waitForURL(/offers\/\d+$/);
    const offer = new URL(page.url()).pathname;
    expect(await head()).toContain(say('offers.state.draft'));
    expect(await head()).toMatch(GROSS);
    const number = await page.locator('main header.page-top .soft').first().innerText();
    await follow('offer_sendings.send');
    await page.waitForURL(/sendings\/new$/);
    await page.getByLabel(say('offer_sendings.empty_too')).check(); // a firm this new has no address to put in
    await go(page);
    await page.waitForURL(`**${offer}`);
    expect(await head()).toContain(say('offers.state.sent'));
    await site.test.jobsDone();
    await page.reload();
    expect(await main()).toContain(say('mail.state.accepted'));

    // The client opens it and accepts it.
    const client = await site.visitor({ locale });
    await client.goto(linkMailedTo(address));
    const shown = await client.locator('main').innerText();
    for (const part of [number, 'Ogrody', say('offer_page.state.open')]) expect(shown).toContain(part);
    expect(shown).toMatch(GROSS);
    expect(await client.frameLocator('iframe').locator('body').innerText()).toContain(company);
    for (let tries = 0; tries < 30 && !(await head()).includes(say('offers.state.opened')); tries++) await page.reload();
    expect(await head()).toContain(say('offers.state.opened'));
    await fill(client, { name: 'Jan Kos', note: 'Od wiosny' });
    await client.getByRole('button', { name: say('offer_page.accept'), exact: true }).click();
    await client.getByText(say('offer_page.accepted', { name: 'Jan Kos' })).waitFor();
    expect(await client.getByRole('button').count()).toBe(0);

    // The salesperson hears of it, and makes documents of it.
    await page.reload();
    expect(await page.locator('.bell-count').innerText()).toBe('1');
    await page.goto('/notices');
    await page.locator('.notices .notice-text', { hasText: 'Jan Kos' }).click();
    await page.waitForURL(`**${offer}`);
    expect(await head()).toContain(say('offers.state.accepted'));
    expect(await main()).toContain('Jan Kos');
    await follow('offer_documents.proforma');
    await page.waitForURL(/invoices\/new/);
    await press('invoices.issue');
    await page.waitForURL(/invoices\/\d+$/);
    const [proforma] = /PRO\/\d+\/\d\d\/\d{4}/.exec(await main())!;
    for (const part of [company, 'Ogród zimowy']) expect(await main()).toContain(part);
    expect(await page.locator('.paper-total strong').innerText()).toMatch(GROSS);
    await follow('invoices.continue.vat');
    await page.waitForURL(/invoices\/new/);
    await press('invoices.issue');
    await page.waitForURL(/invoices\/\d+$/);
    const [invoice] = /(?<!\/)\b\d+\/\d\d\/\d{4}/.exec(await main())!;
    for (const part of [company, 'Ogród zimowy', proforma]) expect(await main()).toContain(part);
    expect(await page.locator('.paper-total strong').innerText()).toMatch(GROSS);
    await press('payments.mark_paid');
    await page.getByText(say('payments.state.paid'), { exact: true }).first().waitFor();

    await page.goto(deal);
    for (const part of [number, proforma, invoice]) expect(await main()).toContain(part);
    expect(site.complaints).toEqual([]);
  },
  120_000,
);

/** What the deal is worth, as either language writes it. */
const GROSS = /12[\s,]?300[.,]00/;
