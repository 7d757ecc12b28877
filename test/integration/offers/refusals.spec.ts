import type { TestBrowser } from '../../app';
import { offerOf, send } from '../../crm/offers/sent';
import { decoded, Firm, fieldsOf } from '../firm';
import { formFrom, madeOf, offersOf } from './documents-of';

let firm: Firm;
let clientId: number;
beforeAll(async () => {
  firm = await Firm.open();
  clientId = await firm.client('Dom Drewniany');
});
afterAll(() => firm.close());

const offerFor = async (name: string) => offerOf(firm, await firm.deal(name, { clientId }));
const turn = (active: boolean) => firm.rows(`update integration_settings set active = ${active}`);
/** What is said at the field of the offer. */
const saidOfOffer = (text: string) => /id="f-offerId-error"[^>]*>([\s\S]*?)<\/div>/.exec(decoded(text))?.[1] ?? null;
const typed = { buyerName: 'Nowak', lines: [{ name: 'Dom', quantity: '1', price: '10', rate: '23' }] };
const postNaming = async (browser: TestBrowser, offerId: number | string, next: string) => {
  const form = Object.entries(fieldsOf((await browser.visit('/invoicing/invoices/new')).text));
  const kept = Object.fromEntries(form.filter(([name]) => !name.startsWith('lines[')));
  return browser.post('/invoicing/invoices', { ...kept, ...typed, offerId, next });
};

describe('a form that names an offer', () => {
  it.each([
    'issue',
    'draft',
  ])('R18: is refused at the offer while the integration is off (%s), and goes without it', async (next) => {
    const offer = await offerFor('Taras');
    await turn(false);
    const refused = await postNaming(firm.browser, offer, next);
    await turn(true);
    expect([refused.status, saidOfOffer(refused.text)]).toEqual([422, expect.stringContaining('ntegracj')]);
    expect(decoded(refused.text)).toContain('href="#f-offerId"');
    expect(await firm.rows(`select from invoices where offer_id = ${offer}`)).toEqual([]);
  });

  it('R64, R131: is refused at the offer in the same words, whether it is not there, another account’s, or closed to the person', async () => {
    const offer = await offerFor('Altana');
    const stranger = await firm.test.signedUp({
      company: 'Obcy',
      login: 'obcy',
      password: 'tajne-haslo-1',
    });
    const ula = await firm.colleague('ula', { invoicingRole: 'accountant', invoicingLevel: 'all' });
    const olek = await firm.colleague('olek', {
      ...{ crmRole: 'user', crmLevel: 'own' },
      ...{ invoicingRole: 'user', invoicingLevel: 'all' },
    });
    const [{ number }] = await firm.rows<{ number: string }>(`select number from offers where id = ${offer}`);
    for (const [browser, named] of [
      [stranger, offer],
      [ula, offer],
      [olek, offer],
      [firm.browser, 999_999],
    ] as const) {
      const { status, text } = await postNaming(browser, named, 'issue');
      expect([status, saidOfOffer(text)]).toEqual([422, expect.stringMatching(/Nie ma takiej oferty|There is no such offer/)]);
      expect(text).not.toContain(number);
    }
    expect(await firm.rows(`select from invoices where offer_id = ${offer}`)).toEqual([]);
  });

  it('R131: is let go of by unticking it', async () => {
    const offer = await offerFor('Pergola');
    const { offerId: _, ...fields } = await formFrom(firm, offer, 'vat');
    const wrong = await firm.browser.post(`/invoicing/invoices?offer=${offer}&kind=vat`, { ...fields, issueOn: 'x', offer: 'x' });
    const [box] = /<input[^>]*name="offerId"[^>]*>/.exec(wrong.text)!;
    expect([wrong.status, box.includes(`value="${offer}"`), box.includes('checked')]).toEqual([422, true, false]);
    const { location } = await firm.browser.post('/invoicing/invoices', fields);
    expect(await offersOf(firm, Number(/\d+/.exec(location!)![0]))).toEqual([null]);
  });

  it.each([
    ['declined_at = now()', 'Klient odrzucił tę ofertę'],
    ['withdrawn_at = now()', 'Oferta jest wycofana'],
    ['deleted_at = now()', 'Oferta jest usunięta'],
  ])('R124: is refused at the offer that ended meanwhile (%s), with what was typed', async (ending, words) => {
    const offer = await offerFor('Wiata');
    await send(firm, offer);
    const form = { ...(await formFrom(firm, offer, 'vat')), notes: 'To było wpisane' };
    await firm.rows(`update offers set ${ending} where id = ${offer}`);
    const { status, text } = await firm.browser.post(`/invoicing/invoices?offer=${offer}&kind=vat`, form);
    expect([status, saidOfOffer(text)]).toEqual([422, expect.stringContaining(words)]);
    expect(text).toContain('To było wpisane');
  });
});

describe('the verbs of an offer', () => {
  const actions = async (offer: number) => {
    const page = decoded((await firm.browser.visit(`/crm/offers/${offer}`)).text);
    const head = page.slice(page.indexOf('page-actions'), page.indexOf('</header>', page.indexOf('page-actions')));
    return {
      offered: ['proforma', 'vat'].filter((kind) => head.includes(`href="/invoicing/invoices/new?offer=${offer}&kind=${kind}"`)),
      refused: [...head.matchAll(/menu-refused">(Wystaw [^<]*)<small>([^<]*)/g)].map(([, verb, reason]) => `${verb}: ${reason}`),
    };
  };
  const both = ['proforma', 'vat'];

  it('R84, R124: are offered for one that is with its client or accepted, and for a draft and an expired one, whose form says so', async () => {
    const offer = await offerFor('Szklarnia');
    expect(await actions(offer)).toEqual({ offered: both, refused: [] });
    await send(firm, offer);
    expect(await actions(offer)).toEqual({ offered: both, refused: [] });
    await firm.rows(`update offers set valid_until = '2026-01-31' where id = ${offer}`);
    expect(await actions(offer)).toEqual({ offered: both, refused: [] });
    const form = decoded((await firm.browser.visit(`/invoicing/invoices/new?offer=${offer}&kind=vat`)).text);
    expect(form).toContain('Oferta była ważna do 31.01.2026');
    await firm.rows(`update offers set accepted_at = now(), accepted_by = 'Jan', accepted_version = version where id = ${offer}`);
    const { text } = await firm.browser.visit(`/crm/offers/${offer}`);
    expect(text).toMatch(
      /class="btn btn-primary" href="\/invoicing\/invoices\/new\?offer&#x3D;\d+&amp;kind&#x3D;vat"|btn-primary" href="[^"]*offer=\d+(&amp;|&)kind=vat"/,
    );
    expect(decoded((await firm.browser.visit(`/invoicing/invoices/new?offer=${offer}&kind=vat`)).text)).not.toContain(
      'Oferta była ważna',
    );
  });

  it.each([
    ['declined_at = now()', 'Klient odrzucił tę ofertę'],
    ['withdrawn_at = now()', 'Oferta jest wycofana'],
  ])('R124: say why they cannot be had (%s), and the form answers the same', async (ending, reason) => {
    const offer = await offerFor('Mostek');
    await send(firm, offer);
    await firm.rows(`update offers set ${ending} where id = ${offer}`);
    const { offered, refused } = await actions(offer);
    expect(offered).toEqual([]);
    expect(refused).toEqual([expect.stringContaining(reason), expect.stringContaining(reason)]);
    const form = await firm.browser.visit(`/invoicing/invoices/new?offer=${offer}&kind=vat`);
    expect(form.status).toBe(303);
    expect(decoded((await firm.browser.visit(`/crm/offers/${offer}`)).text)).toMatch(
      new RegExp(`class="flash[^>]*>[\\s\\S]{0,200}${reason}`),
    );
  });

  it('R18, R64: are nothing to whom Invoicing is closed, and to nobody while the integration is off', async () => {
    const offer = await offerFor('Ławka');
    const iga = await firm.colleague('iga', { crmRole: 'user', crmLevel: 'all' });
    expect(decoded((await iga.visit(`/crm/offers/${offer}`)).text)).not.toMatch(/\/invoicing\/|Wystaw/);
    await turn(false);
    const { offered, refused } = await actions(offer);
    const form = await firm.browser.visit(`/invoicing/invoices/new?offer=${offer}&kind=vat`);
    await turn(true);
    expect([offered, refused, form.status]).toEqual([[], [], 404]);
  });

  it('R126: offer an open draft of it again before another is begun, also one whose lines name the deal no more', async () => {
    const offer = await offerFor('Donica');
    const form = Object.entries(await formFrom(firm, offer, 'vat')).filter(([name]) => !name.endsWith('[dealId]'));
    const { location } = await firm.browser.post('/invoicing/invoices', { ...Object.fromEntries(form), next: 'draft' });
    const again = await firm.browser.visit(`/invoicing/invoices/new?offer=${offer}&kind=vat`);
    expect(again.location).toMatch(/\/invoicing\/deal-drafts\?.*offer=/);
    const page = decoded((await firm.browser.visit(again.location!)).text);
    expect(page).toContain(`${location}/edit`);
    expect(page).toContain(`/invoicing/invoices/new?offer=${offer}&kind=vat&another=1`);
  });

  it('R118: lead from a proforma that stands to the invoice that continues it', async () => {
    const offer = await offerFor('Fontanna');
    const proforma = await madeOf(firm, offer, 'proforma');
    const href = `/invoicing/invoices/new?from=${proforma}&kind=vat`;
    const page = async () => decoded((await firm.browser.visit(`/crm/offers/${offer}`)).text);
    expect(await page()).toContain(href);
    await firm.issue({ clientId, fromInvoiceId: proforma });
    const after = await page();
    expect(after).not.toContain(href);
    expect(after).toContain(`/invoicing/invoices/new?offer=${offer}&kind=vat`);
  });
});
