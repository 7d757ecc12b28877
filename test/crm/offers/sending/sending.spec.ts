import { OfferInput } from '../../../../src/crm/offers/offer.input';
import { Offers } from '../../../../src/crm/offers/offers.service';
import { decoded, Firm, fieldsOf, keyOf } from '../../../integration/firm';
import { PostOffice, setServer } from '../../../mail/post';
import { formOf, linkOf, offerOf, send } from '../sent';

let firm: Firm;
let deal: number;

beforeAll(async () => {
  firm = await Firm.open();
  const client = await firm.client('Kawiarnia Pod Lipą', { email: 'biuro@lipa.example' });
  deal = await firm.deal('Ogród przy kawiarni', { clientId: client });
});
afterAll(() => firm.close());

const post = async (offer: number, changes: object = {}) =>
  firm.browser.post(`/crm/offers/${offer}/sendings`, await formOf(firm, offer, changes));
const one = async <Row>(sql: string) => (await firm.rows<Row>(sql))[0];

describe('sending an offer (R81)', () => {
  it('begins with the client ticked, and words filled in but for the link', async () => {
    const id = await offerOf(firm, deal);
    const text = decoded((await firm.browser.visit(`/crm/offers/${id}/sendings/new`)).text);
    expect(text).toMatch(/name="people" value="0" checked/);
    expect(text).toContain('biuro@lipa.example');
    expect(text).toMatch(/value="Oferta OF \d+\/\d{4}: Zieleń przy kawiarni"/);
    expect(text).toContain('{{offer.link}}');
    const { email } = await one<{ email: string }>(`select email from users where login = 'anna'`);
    expect(text).toContain(`Odpowiedź przyjdzie do Ciebie, na adres ${email}.`);
    expect(text).not.toContain('{{user.name}}\n');
  });

  it('may begin with a template of letters in the offer’s language, without script too (R81, R90)', async () => {
    const polish = await offerOf(firm, deal);
    const english = await offerOf(firm, deal, { language: 'en' });
    const formWith = async (offer: number, template = '') =>
      decoded((await firm.browser.visit(`/crm/offers/${offer}/sendings/new?template=${template}`)).text);
    const usual = await formWith(polish);
    expect(usual).toMatch(/<select[^>]*name="template">[\s\S]*value="after_talk.pl"/);
    expect(usual).not.toContain('after_talk.en');
    const text = await formWith(polish, 'after_talk.pl');
    expect(text).toContain('value="Po naszej rozmowie: Ogród przy kawiarni"');
    expect(text).toContain('value="after_talk.pl" selected');
    expect(await formWith(english)).toContain('after_talk.en');
    for (const nonsense of ['after_talk.en', '999', 'x']) expect(await formWith(polish, nonsense)).toContain('value="Oferta OF ');
    const own = {
      name: 'Po wizycie',
      language: 'pl',
      subject: 'Po wizycie: {{deal.name}}',
      body: 'Dzień dobry, {{client.name}}',
    };
    await firm.browser.post('/settings/letter-templates', own);
    const [{ id }] = await firm.rows<{ id: number }>(`select id::int from letter_templates where name = 'Po wizycie'`);
    const fields = fieldsOf(await formWith(polish, String(id)));
    expect(fields).toMatchObject({ subject: 'Po wizycie: Ogród przy kawiarni', body: '\nDzień dobry, Kawiarnia Pod Lipą' });
    const link = await send(firm, polish, { subject: fields.subject, body: fields.body });
    const { text: sent } = await one<{ text: string }>('select text from mail_messages order by id desc limit 1');
    expect(sent).toMatch(new RegExp(`^Dzień dobry, Kawiarnia Pod Lipą\\n\\nhttp\\S+${link}$`));
    await firm.rows(`update letter_templates set removed_at = now() where id = ${id}`);
  });

  it('says that a message waits for the server that it goes by, wherever its deal went since (R72, R81)', async () => {
    await firm.browser.post('/settings/departments', { name: 'Kraków', sellerName: 'Ogrody Kraków' });
    const { id: krakow } = await one<{ id: number }>(`select id::int from departments where name = 'Kraków'`);
    await setServer(firm, 2525, {}, krakow);
    const moved = await firm.deal('Rabata', { clientId: await firm.client('Przedszkole') });
    const id = await offerOf(firm, moved);
    await firm.rows(`update deals set department_id = ${krakow} where id = ${moved}`);
    const { location } = await post(id);
    expect(decoded((await firm.browser.visit(location!)).text)).toContain('Oferta czeka na wysłanie');
  });

  it('hands over a message with the link and the PDF, and keeps what the client is shown', async () => {
    const office = await PostOffice.open();
    await setServer(firm, office.port);
    const id = await offerOf(firm, deal);
    await send(firm, id, { people: ['0'], to: '' });
    await firm.test.jobsDone();
    const link = await linkOf(firm, id);
    const withLink = office.received.filter(({ text }) => text.replace(/=\r?\n/g, '').includes(link));
    expect(withLink.map(({ to }) => to)).toEqual([['biuro@lipa.example']]);
    expect(withLink[0].text).toContain('application/pdf');
    const offer = await one<{ sent: boolean; html: string }>(
      `select sent_at is not null sent, filled_html html from offers where id = ${id}`,
    );
    expect(offer.sent).toBe(true);
    expect(offer.html).toContain('Dzień dobry, Kawiarnia Pod Lipą');
    expect(offer.html).toContain('Drzewa');
    expect(decoded((await firm.browser.visit(`/crm/offers/${id}`)).text)).toContain('biuro@lipa.example');
    await office.close();
  });

  it('R72: tells what became of it, and no address of a client whose card is closed to the reader', async () => {
    const id = await offerOf(firm, deal);
    await send(firm, id, { people: ['0'], to: '' });
    const jan = await firm.colleague('jan', { crmRole: 'user', crmLevel: 'own' });
    await firm.rows(`update deals set responsible_id = (select id from users where login = 'jan') where id = ${deal}`);
    const { status, text } = await jan.visit(`/crm/offers/${id}`);
    expect(status).toBe(200);
    expect(decoded(text)).toContain('do klienta');
    expect(text).not.toContain('biuro@lipa.example');
    expect(decoded((await firm.browser.visit(`/crm/offers/${id}`)).text)).toContain('biuro@lipa.example');
  });

  it('R131: a draft says nothing of a card that is closed to the reader but what was sent stays as its client reads it', async () => {
    const client = await firm.client('Hotel Pod Dębem', { email: 'biuro@dab.example' });
    const garden = await firm.deal('Ogród hotelu', { clientId: client });
    const id = await offerOf(firm, garden, { html: '<p>Na adres [{{client.email}}]</p>' });
    const ewa = await firm.colleague('ewa', { crmRole: 'user', crmLevel: 'own' });
    await firm.rows(`update deals set responsible_id = (select id from users where login = 'ewa') where id = ${garden}`);
    const sheet = async () => (await ewa.visit(`/crm/offers/${id}/preview`)).text;
    expect(await sheet()).toContain('Na adres []');
    await send(firm, id, { subject: 'Dla {{client.email}}' });
    expect(await sheet()).toContain('Na adres [biuro@dab.example]');
    expect((await ewa.visit(`/crm/offers/${id}`)).text).not.toContain('biuro@dab.example');
    expect((await firm.browser.visit(`/crm/offers/${id}`)).text).toContain('Dla biuro@dab.example');
  });

  it('R118: sends once, however often the form is posted', async () => {
    const id = await offerOf(firm, deal);
    await Promise.all([post(id, { formKey: 'raz' }), post(id, { formKey: 'raz' }), post(id, { formKey: 'raz' })]);
    expect(await one(`select count(*)::int n from offer_sendings where offer_id = ${id}`)).toEqual({ n: 1 });
  });

  it('refuses names that there are not, and what is closed to clients; what is empty goes once that is said', async () => {
    const unknown = await offerOf(firm, deal, { html: '<p>{{client.sekret}}</p>' });
    expect(decoded((await post(unknown)).text)).toContain('nie znamy: client.sekret');
    const empty = await offerOf(firm, deal, { html: '<p>{{contact.name}}</p>' });
    const refused = await post(empty);
    expect([refused.status, decoded(refused.text).includes('Puste w ofercie')]).toEqual([422, true]);
    expect((await post(empty, { emptyToo: 'on' })).status).toBe(303);
    await firm.rows(`insert into own_fields (account_id, record, key, name, type, restricted, position)
      values (${firm.anna.account}, 'deal', 'margin', 'Marza', 'text', true, 1)`);
    const closed = await offerOf(firm, deal, { html: '<p>{{deal.own.margin}}</p>' });
    expect(decoded((await post(closed, { emptyToo: 'on' })).text)).toContain('klient nie może dostać: Marza');
    const fine = await offerOf(firm, deal);
    expect(decoded((await post(fine, { body: 'x {{deal.own.margin}}' })).text)).toContain('klient nie może dostać: Marza');
    expect((await post(fine, { body: 'x {{contact.name}}' })).status).toBe(422);
  });

  it('refuses the same when an offer is changed that is with the client, who goes on reading what they had', async () => {
    const sent = await offerOf(firm, deal);
    await send(firm, sent);
    const change = (html: string) =>
      keyOf(
        firm.does(Offers, async (offers) => {
          const { dealId, title, language, currency } = await offers.find(sent);
          await offers.update(sent, Object.assign(new OfferInput(), { dealId, title, language, currency, html, lines: [] }));
        }),
      );
    expect(await change('<p>{{client.sekret}}</p>')).toBe('offer_names_unknown');
    expect(await one(`select version::int, filled_html ~ 'Dzień dobry, Kawiarnia' same from offers where id = ${sent}`)).toEqual({
      version: 1,
      same: true,
    });
    expect(await change('<p>Witamy, {{client.name}}</p>')).toBe('done');
    expect(await one(`select filled_html ~ 'Witamy, Kawiarnia' same from offers where id = ${sent}`)).toEqual({ same: true });
  });

  it('R80: says what is empty when an offer is changed that is with the client, and checks it no more on its page', async () => {
    const sent = await offerOf(firm, deal);
    await send(firm, sent);
    const form = fieldsOf((await firm.browser.visit(`/crm/offers/${sent}/edit`)).text);
    await firm.browser.post(`/crm/offers/${sent}`, { ...form, next: '', html: '<p>Dla {{contact.name}}</p>' });
    const page = decoded((await firm.browser.visit(`/crm/offers/${sent}`)).text);
    expect(page).toMatch(/Nic nie mówi zmienna: \S+/);
    expect(page).not.toContain('Sprawdź przed wysłaniem');
  });

  it('refuses addresses that are none, and more than five', async () => {
    const id = await offerOf(firm, deal);
    const many = Array.from({ length: 6 }, (_, at) => `a${at}@x.example`).join(',');
    for (const to of ['', 'nie-adres', 'a@b', '<script>@x.example', many])
      expect([to, (await post(id, { to })).status]).toEqual([to, 422]);
    expect((await post(id, { subject: 'a\r\nBcc: x@y.example' })).status).toBe(303);
    const { subject } = await one<{ subject: string }>(`select subject from mail_messages order by id desc limit 1`);
    expect(subject).toBe('a Bcc: x@y.example');
  });

  it('refuses an offer that changed since the form was shown, that expired, or was withdrawn', async () => {
    const id = await offerOf(firm, deal);
    expect(decoded((await post(id, { version: 7 })).text)).toContain('zmieniła się w międzyczasie');
    const late = await offerOf(firm, deal, { validUntil: '2026-01-01' });
    expect(decoded((await post(late)).text)).toContain('Termin tej oferty minął');
    await send(firm, id);
    await firm.browser.post(`/crm/offers/${id}/withdrawal`);
    expect((await post(id)).status).toBe(422);
  });

  it('R131: is closed to whoever does not see the deal', async () => {
    const id = await offerOf(firm, deal);
    const piotr = await firm.colleague('piotr', { crmRole: 'user', crmLevel: 'own' });
    for (const path of ['sendings/new', 'pdf']) expect((await piotr.visit(`/crm/offers/${id}/${path}`)).status).toBe(404);
    for (const path of ['sendings', 'public-link', 'public-link/deletion', 'reminder/cancellation'])
      expect([path, (await piotr.post(`/crm/offers/${id}/${path}`, await formOf(firm, id))).status]).toEqual([path, 404]);
  });
});
