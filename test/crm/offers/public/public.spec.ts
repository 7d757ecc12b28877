import { setTimeout as pause } from 'node:timers/promises';
import { Typesetter } from '../../../../src/typesetting/typesetter';
import type { TestBrowser } from '../../../app';
import { decoded, Firm } from '../../../integration/firm';
import { linkOf, offerOf, send } from '../sent';

let firm: Firm;
let deal: number;
let client: TestBrowser;

beforeAll(async () => {
  firm = await Firm.open();
  deal = await firm.deal('Ogród przy kawiarni', {
    clientId: await firm.client('Kawiarnia Pod Lipą', { email: 'biuro@lipa.example' }),
  });
  client = firm.test.browser();
});
afterAll(() => firm.close());

interface Row {
  opened: boolean;
  by: string | null;
  version: number | null;
  note: string | null;
  declined: boolean;
  reason: string | null;
  withdrawn: boolean;
}
const row = async (id: number) =>
  (
    await firm.rows<Row>(
      `select opened_at is not null opened, accepted_by "by", accepted_version version, accept_note note, declined_at is not null declined,
        decline_reason reason, withdrawn_at is not null withdrawn from offers where id = ${id}`,
    )
  )[0];

describe('the page of an offer (R81)', () => {
  it('shows what was sent to whoever has the link, in a frame in which no script runs', async () => {
    const link = await send(firm, await offerOf(firm, deal));
    const page = await client.visit(link);
    expect(page.status).toBe(200);
    expect(page.headers['x-robots-tag']).toContain('noindex');
    expect(decoded(page.text)).toContain('Zieleń przy kawiarni');
    expect(decoded(page.text).replace(/\s/g, ' ')).toMatch(/1 ?476,00/);
    expect(page.text).toContain(`src="${link}/sheet" sandbox="allow-popups allow-popups-to-escape-sandbox"`);
    const sheet = await client.visit(`${link}/sheet`);
    expect(sheet.text).toContain('Dzień dobry, Kawiarnia Pod Lipą');
    expect(sheet.headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'self'.*sandbox/);
    const pdf = await client.visit(`${link}.pdf`);
    expect([pdf.headers['content-type'], pdf.text.slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
  });

  it('is not there for links that never were, and says so of one that was taken back', async () => {
    const id = await offerOf(firm, deal);
    const link = await send(firm, id);
    expect((await client.visit(`/offer/${'x'.repeat(43)}`)).status).toBe(404);
    expect((await client.visit('/offer/1')).status).toBe(404);
    await firm.browser.post(`/crm/offers/${id}/public-link`);
    const old = await client.visit(link);
    const said = decoded(old.text);
    expect([old.status, said.includes('Ten odnośnik już nie działa'), said.includes('Zieleń')]).toEqual([410, true, false]);
    for (const path of ['/sheet', '.pdf']) expect((await client.visit(link + path)).status).toBe(404);
    expect((await client.post(`${link}/acceptance`, { name: 'Jan', version: 1 })).status).toBe(422);
    expect((await client.visit(await linkOf(firm, id))).status).toBe(200);
  });

  it('remembers once that the client opened it, and does not count the firm itself', async () => {
    const id = await offerOf(firm, deal);
    const link = await send(firm, id);
    await firm.browser.visit(link);
    await client.head(link); // a program that looks after links
    await client.visit(link, { 'sec-purpose': 'prefetch' });
    await pause(100);
    expect((await row(id)).opened).toBe(false);
    await Promise.all([client.visit(link), client.visit(link), client.visit(link)]);
    for (let tries = 0; tries < 50 && !(await row(id)).opened; tries++) await pause(20);
    expect((await row(id)).opened).toBe(true);
    expect(await firm.rows(`select from happenings where kind = 'offer_opened' and offer_id = ${id}`)).toHaveLength(1);
  });

  it('has a PDF that is typeset once for what the offer says, with the same bytes also after it was opened', async () => {
    const id = await offerOf(firm, deal);
    const link = await send(firm, id);
    await firm.rows(`update offers set sent_at = now() - interval '3 days' where id = ${id}`);
    const typeset = jest.spyOn(firm.test.app.get(Typesetter), 'pdf');
    const pdfs = await Promise.all([1, 2, 3].map(() => client.visit(`${link}.pdf`)));
    await client.visit(link);
    for (let tries = 0; tries < 50 && !(await row(id)).opened; tries++) await pause(20);
    pdfs.push(await client.visit(`${link}.pdf`), await firm.browser.visit(`/crm/offers/${id}/pdf`));
    expect(new Set(pdfs.map(({ text }) => text)).size).toBe(1);
    expect(typeset).toHaveBeenCalledTimes(1);
    await firm.rows(`update offers set filled_html = '<p>Taniej</p>', version = 2 where id = ${id}`);
    expect((await client.visit(`${link}.pdf`)).text).not.toBe(pdfs[0].text);
    expect(typeset).toHaveBeenCalledTimes(2);
    typeset.mockRestore();
  });

  it('says in plain words that an offer is withdrawn, deleted or expired', async () => {
    const ids = [await offerOf(firm, deal), await offerOf(firm, deal), await offerOf(firm, deal)];
    const links: string[] = [];
    for (const id of ids) links.push(await send(firm, id));
    await firm.browser.post(`/crm/offers/${ids[0]}/withdrawal`);
    await firm.browser.post(`/crm/offers/${ids[1]}/deletion`);
    await firm.rows(`update offers set valid_until = '2026-01-01' where id = ${ids[2]}`);
    const says = ['Ta oferta została wycofana', 'Ta oferta nie jest już dostępna', 'Termin oferty minął'];
    for (const [at, link] of links.entries()) {
      expect(decoded((await client.visit(link)).text)).toContain(says[at]);
      const answer = await client.post(`${link}/acceptance`, { name: 'Jan Kos', version: 1 });
      expect([at, answer.status, (await row(ids[at])).by]).toEqual([at, 422, null]);
    }
  });
});

describe('the forms of an answer', () => {
  it('stand at addresses of their own, hidden from search engines as the page itself, and are gone with it', async () => {
    const id = await offerOf(firm, deal);
    const link = await send(firm, id);
    const forms = async () => [await client.visit(`${link}/acceptance/new`), await client.visit(`${link}/refusal/new`)];
    const refused = await client.post(`${link}/acceptance`, { name: '', version: 1 });
    for (const { headers } of [...(await forms()), refused]) {
      expect([headers['x-robots-tag'], headers['referrer-policy']]).toEqual(['noindex, nofollow', 'no-referrer']);
    }
    expect((await forms()).map(({ status }) => status)).toEqual([200, 200]);
    await firm.browser.post(`/crm/offers/${id}/withdrawal`);
    for (const { status, text } of await forms())
      expect([status, decoded(text).includes('Ta oferta została wycofana'), text.includes('<form')]).toEqual([410, true, false]);
    await firm.browser.post(`/crm/offers/${id}/public-link/deletion`);
    expect((await forms()).map(({ status }) => status)).toEqual([410, 410]);
  });
});

describe('an offer of a deleted deal', () => {
  it('is no longer there for its client, who cannot answer it; what was accepted stays', async () => {
    const gone = await firm.deal('Do usunięcia', { clientId: await firm.client('Zieleniak') });
    const [open, accepted] = [await offerOf(firm, gone), await offerOf(firm, gone)];
    const [link, kept] = [await send(firm, open), await send(firm, accepted)];
    await client.post(`${kept}/acceptance`, { name: 'Jan Kos', version: 1 });
    await firm.browser.post(`/crm/deals/${gone}/deletion`);
    const page = await client.visit(link);
    expect([page.status, decoded(page.text).includes('Ta oferta nie jest już dostępna')]).toEqual([410, true]);
    for (const path of ['/sheet', '.pdf']) expect((await client.visit(link + path)).status).toBe(404);
    const answers = [
      await client.post(`${link}/acceptance`, { name: 'Jan Kos', version: 1 }),
      await client.post(`${link}/refusal`, { reason: 'nie', version: 1 }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
    expect(decoded(answers[0].text)).toContain('Ta oferta nie jest już dostępna');
    expect(await row(open)).toMatchObject({ opened: false, by: null, declined: false });
    expect(decoded((await client.visit(kept)).text)).toContain('Ofertę przyjęto: Jan Kos');
    expect((await client.post(`${kept}/acceptance`, { name: 'Jan Kos', version: 1 })).status).toBe(303);
    const past = (change: string) => firm.rows(`update offers set ${change} where id = ${open}`);
    await expect(past(`accepted_at = now(), accepted_by = 'Jan', accepted_version = 1`)).rejects.toThrow(/deleted deal/);
    await expect(past('declined_at = now()')).rejects.toThrow(/deleted deal/);
    await firm.browser.post(`/crm/deals/${gone}/restoration`);
    expect((await client.visit(link)).status).toBe(200);
  });

  it('R118: is accepted before its deal is deleted, or not at all', async () => {
    for (let round = 0; round < 4; round++) {
      const gone = await firm.deal('Na wyścigi', { clientId: await firm.client(`Wyścig ${round}`) });
      const id = await offerOf(firm, gone);
      const link = await send(firm, id);
      const [answer] = await Promise.all([
        client.post(`${link}/acceptance`, { name: 'Jan', version: 1 }),
        firm.browser.post(`/crm/deals/${gone}/deletion`),
      ]);
      const [{ after }] = await firm.rows<{ after: boolean }>(
        `select o.accepted_at > d.deleted_at after from offers o join deals d on d.account_id = o.account_id and d.id = o.deal_id where o.id = ${id}`,
      );
      expect([answer.status, after]).toEqual(answer.status === 303 ? [303, false] : [422, null]);
    }
  });
});

describe('an answer (R124)', () => {
  it('is accepted with a name, the time and the version that was read, and told to whom it concerns', async () => {
    const id = await offerOf(firm, deal);
    const link = await send(firm, id);
    const answer = await client.post(`${link}/acceptance`, { name: '  Jan   Kos ', note: 'Od wiosny', version: 1 });
    expect([answer.status, answer.location]).toEqual([303, link]);
    expect(await row(id)).toMatchObject({ by: 'Jan Kos', version: 1, note: 'Od wiosny' });
    expect(decoded((await client.visit(link)).text)).toContain('Ofertę przyjęto: Jan Kos');
    expect(decoded((await firm.browser.visit(`/crm/offers/${id}`)).text)).toContain('Jan Kos<br>Od wiosny</dd>');
    expect((await client.post(`${link}/acceptance`, { name: 'Jan Kos', version: 1, formKey: 'x' })).status).toBe(303);
    expect((await client.post(`${link}/acceptance`, { name: 'Ktoś Inny', version: 1 })).status).toBe(422);
    expect((await row(id)).by).toBe('Jan Kos');
    const notices = await firm.rows(`select from notices where kind = 'offer_accepted' and (ids->>'offer')::int = ${id}`);
    expect(notices).toHaveLength(1);
  });

  it('is declined with a reason', async () => {
    const id = await offerOf(firm, deal);
    const link = await send(firm, id);
    expect((await client.post(`${link}/refusal`, { reason: 'Za drogo', version: 1 })).status).toBe(303);
    expect(await row(id)).toMatchObject({ declined: true, reason: 'Za drogo', by: null });
    expect((await client.post(`${link}/acceptance`, { name: 'Jan', version: 1 })).status).toBe(422);
  });

  it('is to what the page showed: a newer offer is shown first', async () => {
    const id = await offerOf(firm, deal);
    const link = await send(firm, id);
    await firm.rows(`update offers set version = 2 where id = ${id}`);
    const answer = await client.post(`${link}/acceptance`, { name: 'Jan', version: 1 });
    expect([answer.status, decoded(answer.text).includes('zmieniła się w międzyczasie')]).toEqual([422, true]);
    expect(answer.text).toContain('name="version" value="2"');
    for (const version of ['', 'x', '-1', '99', '1e9', '2; drop table']) {
      expect((await client.post(`${link}/acceptance`, { name: 'Jan', version })).status).toBe(422);
    }
    expect((await row(id)).by).toBeNull();
  });

  it('needs a name that is text on one line, and shows HTML as what it is', async () => {
    const id = await offerOf(firm, deal);
    const link = await send(firm, id);
    const accept = (typed: object) => client.post(`${link}/acceptance`, { version: 1, ...typed });
    const objects: object[] = [{ first: 'Jan' }, { toString: 'x' }, [{ first: 'Jan' }], { constructor: { name: 'x' } }];
    for (const name of ['', '   ', 'x'.repeat(256), ...objects])
      expect([name, (await accept({ name })).status]).toEqual([name, 422]);
    const huge = await accept({ name: 'x', note: '<script>'.repeat(700_000) });
    expect([huge.status >= 400, huge.status < 500]).toEqual([true, true]);
    expect((await row(id)).by).toBeNull();
    await accept({ name: 'Jan\r\n<script>alert(1)</script>' });
    expect((await row(id)).by).toBe('Jan <script>alert(1)</script>');
    for (const [browser, path] of [
      [client, link],
      [firm.browser, `/crm/offers/${id}`],
    ] as const)
      expect((await browser.visit(path)).text).not.toContain('<script>alert');
  });

  it('R118: exactly one of accepting, declining and withdrawing at once wins', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await offerOf(firm, deal);
      const link = await send(firm, id);
      await Promise.all([
        client.post(`${link}/acceptance`, { name: 'Jan', version: 1 }),
        client.post(`${link}/refusal`, { version: 1 }),
        firm.browser.post(`/crm/offers/${id}/withdrawal`),
      ]);
      const { by, declined, withdrawn } = await row(id);
      expect([by !== null, declined, withdrawn].filter(Boolean)).toHaveLength(1);
    }
  });

  it('is told to macros once', async () => {
    const id = await offerOf(firm, deal);
    const link = await send(firm, id);
    await Promise.all([1, 2, 3].map(() => client.post(`${link}/acceptance`, { name: 'Jan', version: 1 })));
    expect(await firm.rows(`select from happenings where kind = 'offer_accepted' and offer_id = ${id}`)).toHaveLength(1);
  });

  it('goes by the link of its own account alone', async () => {
    const id = await offerOf(firm, deal);
    const link = await send(firm, id);
    const stranger = await firm.test.signedUp();
    expect((await stranger.visit(link)).status).toBe(200); // a reader like any other
    expect((await stranger.visit(`/crm/offers/${id}`)).status).toBe(404);
    expect((await stranger.post(`/crm/offers/${id}/public-link/deletion`)).status).toBe(404);
    expect((await client.visit(link)).status).toBe(200);
  });
});

describe('the database', () => {
  it('keeps what the client noted, and one link of an offer at a time', async () => {
    const id = await offerOf(firm, deal);
    const link = await send(firm, id);
    await client.post(`${link}/acceptance`, { name: 'Jan', note: 'a', version: 1 });
    await expect(firm.rows(`update offers set accept_note = 'b' where id = ${id}`)).rejects.toThrow(/never changes/);
    const another = `insert into offer_links (account_id, offer_id, token, made_by) values (${firm.anna.account}, ${id}, '${'y'.repeat(43)}', 1000)`;
    await expect(firm.rows(another)).rejects.toThrow(/one_standing_offer_link/);
  });
});
