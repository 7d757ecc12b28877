import { randomUUID } from 'node:crypto';
import type { TestBrowser } from '../../app';
import { Room } from './room';

let room: Room;
let anna: TestBrowser;
beforeAll(async () => {
  room = await Room.open();
  anna = await room.signedIn();
});
afterAll(() => room.test.close());

const client = async (columns: Record<string, string | number>, account = room.anna.account) => {
  const values = Object.values(columns).map((value) => (typeof value === 'number' ? value : `'${value}'`));
  const [{ id }] = await room.rows<{ id: number }>(
    `insert into clients (account_id, ${Object.keys(columns)}) values (${account}, ${values}) returning id::int`,
  );
  return id;
};
const card = async (id: number) => (await room.rows<Record<string, unknown>>(`select * from clients where id = ${id}`))[0];
const drafted = (changes: object) => room.does((invoices) => invoices.draft(room.input(changes)));
const posted = async (changes: object) => {
  const { location } = await anna.post('/invoicing/invoices', room.form({ next: 'draft', requestKey: randomUUID(), ...changes }));
  return room.find(Number(location!.split('/').at(-1)));
};

describe('the recipient (R15, R25)', () => {
  it('is copied from the card, shown on the paper, and kept when the card changes (R11)', async () => {
    const school = await client({ name: 'Szkoła nr 5', street: 'Polna 3', post_code: '60-111', city: 'Poznań' });
    const id = await room.does((invoices) => invoices.createAndIssue(room.input({ recipientId: school })));
    await room.rows(`update clients set name = 'Szkoła nr 6' where id = ${school}`);
    const { text } = await anna.visit(`/invoicing/invoices/${id}`);
    expect(text).toContain('Odbiorca');
    expect(text).toContain('Szkoła nr 5');
    await room.does((invoices) => invoices.update(id, room.input({ recipientId: school, notes: 'Po zmianie' })));
    expect(await room.find(id)).toMatchObject({ recipientId: school, recipient: { name: 'Szkoła nr 5', street: 'Polna 3' } });
    const { text: form } = await anna.visit(`/invoicing/invoices/${id}/edit`);
    expect(form).toContain(`value="${school} · Szkoła nr 6"`);
  });

  it('is the client whose payer buys', async () => {
    const payer = await client({ name: 'Gmina Luboń', city: 'Luboń' });
    const library = await client({ name: 'Biblioteka w Luboniu', payer_id: payer });
    const id = await drafted({ clientId: library, buyerName: null });
    expect(await room.find(id)).toMatchObject({
      clientId: payer,
      buyer: { name: 'Gmina Luboń', city: 'Luboń' },
      recipientId: library,
      recipient: { name: 'Biblioteka w Luboniu' },
    });
  });
});

describe('the client chosen in the form', () => {
  it('is found by words, by a number, and as the field shows it, and its card is copied (R2, R10)', async () => {
    const id = await client({ name: 'Tartak Wronki', tax_no: '7811767696', tax_key: 'PL:7811767696', city: 'Wronki' });
    for (const chosen of ['tartak wronki', 'wronki', '7811767696', String(id), `${id} · Tartak Wronki`]) {
      const invoice = await posted({ client: chosen, buyerName: '' });
      expect(invoice).toMatchObject({ clientId: id, buyer: { name: 'Tartak Wronki', taxNo: '7811767696', city: 'Wronki' } });
    }
  });

  it('is asked about when nobody fits, or several do', async () => {
    const [first] = [await client({ name: 'Stolarz Adam' }), await client({ name: 'Stolarz Ewa' })];
    const several = await anna.post('/invoicing/invoices', room.form({ client: 'stolarz', buyerName: '' }));
    expect(several).toMatchObject({ status: 422, text: expect.stringContaining(`${first} · Stolarz Adam; `) });
    const nobody = await anna.post('/invoicing/invoices', room.form({ client: 'zegarmistrz', buyerName: '' }));
    expect(nobody).toMatchObject({ status: 422, text: expect.stringContaining('Nie ma klienta „zegarmistrz”') });
  });

  it("brings its own data when another's were in the form, and leaves alone what was typed over its own", async () => {
    const [one, two] = [await client({ name: 'Młyn Pierwszy' }), await client({ name: 'Młyn Drugi' })];
    const other = await posted({ client: `${two} · Młyn Drugi`, filledFrom: one, buyerName: 'Młyn Pierwszy' });
    expect(other).toMatchObject({ clientId: two, buyer: { name: 'Młyn Drugi' } });
    const typed = await posted({ client: `${two} · Młyn Drugi`, filledFrom: two, buyerName: 'Młyn Drugi, filia' });
    expect(typed).toMatchObject({ clientId: two, buyer: { name: 'Młyn Drugi, filia' } });
  });

  it('may stay on its draft when it is deleted, and is chosen no more (R127)', async () => {
    const id = await client({ name: 'Zamknięta Spółka' });
    const draft = await drafted({ clientId: id });
    await room.rows(`update clients set deleted_at = now() where id = ${id}`);
    await room.does((invoices) => invoices.update(draft, room.input({ clientId: id, notes: 'Nadal' })));
    expect(await room.find(draft)).toMatchObject({ clientId: id, words: { notes: 'Nadal' } });
    await expect(drafted({ clientId: id })).rejects.toMatchObject({ key: 'client_gone' });
    await expect(drafted({ recipientId: id })).rejects.toMatchObject({ key: 'client_gone', field: 'recipient' });
  });

  it('is never one of another account (R112, R114)', async () => {
    const stranger = await room.test.signedUp();
    const [{ id: account }] = await room.rows<{ id: number }>('select max(id)::int as id from accounts');
    const foreign = await client({ name: 'Cudzy Klient' }, account);
    await expect(drafted({ clientId: foreign })).rejects.toMatchObject({ key: 'client_gone' });
    await expect(drafted({ client: 'cudzy klient', buyerName: null })).rejects.toMatchObject({ key: 'client_not_found' });
    await expect(drafted({ client: `${foreign} · Cudzy Klient`, buyerName: null })).rejects.toMatchObject({
      key: 'client_not_found',
    });
    expect((await anna.visit('/invoicing/buyers?q=cudzy')).text).not.toContain('Cudzy');
    expect((await stranger.visit('/invoicing/buyers?q=cudzy')).text).toContain('Cudzy');
  });

  it('is offered with all that the form takes from it, so that nothing is typed again (R2)', async () => {
    const payer = await client({ name: 'Sieć Kwiat', tax_no: '5261040828', tax_key: 'PL:5261040828', payment_days: 30 });
    const shop = await client({ name: 'Kwiaciarnia <Róża>', payer_id: payer });
    const { status, text } = await anna.visit('/invoicing/buyers?q=r%C3%B3%C5%BCa');
    expect(status).toBe(200);
    expect(text).toContain(`<option value="${shop}"`);
    expect(text).toContain('Kwiaciarnia &lt;Róża&gt;</option>');
    for (const fill of [`${payer} · Sieć Kwiat`, `${shop} · Kwiaciarnia`, '5261040828', '&quot;paymentDays&quot;:30']) {
      expect(text).toContain(fill);
    }
  });
});

describe('the client’s card', () => {
  it('stays as it is when the buyer is edited on the document, and is updated on request only (R10)', async () => {
    const id = await client({ name: 'Sklep Zielony', city: 'Gniezno', phone: '61 111', email: 'biuro@zielony.pl' });
    const typed = { clientId: id, buyerName: 'Sklep Zielony Sp. z o.o.', buyerTaxNo: '526-104-08-28', buyerCity: 'Konin' };
    await drafted(typed);
    expect(await card(id)).toMatchObject({ name: 'Sklep Zielony', city: 'Gniezno', tax_no: null });
    await drafted({ ...typed, buyerOverride: true, buyerStreet: 'Rynek 1', buyerEmail: 'faktury@zielony.pl' });
    expect(await card(id)).toMatchObject({
      name: 'Sklep Zielony Sp. z o.o.',
      city: 'Konin',
      street: 'Rynek 1',
      tax_key: 'PL:5261040828',
      email: 'faktury@zielony.pl',
      phone: '61 111',
    });
  });

  it('says at the field of the buyer what it cannot take', async () => {
    const id = await client({ name: 'Firma Niemiecka' });
    const wrong = { clientId: id, buyerOverride: true, buyerCountry: 'DE', buyerTaxNo: '12' };
    await expect(drafted(wrong)).rejects.toMatchObject({ key: 'client_taxNo', field: 'buyerTaxNo' });
    expect(await card(id)).toMatchObject({ tax_no: null });
  });
});

it('refuses a typed NIP with a wrong check digit at its field, and leaves one alone that is there already', async () => {
  const { status, text } = await anna.post('/invoicing/invoices', room.form({ buyerTaxNo: '526-104-08-29', notes: 'Pilne' }));
  expect(status).toBe(422);
  expect(text).toContain('href="#f-buyerTaxNo"');
  expect(text).toContain('błędną cyfrę kontrolną');
  expect(text).toContain('value="526-104-08-29"');
  const id = await drafted({});
  await room.rows(`update invoices set buyer_tax_no = '1234567890' where id = ${id}`);
  await room.does((invoices) => invoices.update(id, room.input({ buyerTaxNo: '1234567890' })));
  await expect(room.does((invoices) => invoices.update(id, room.input({ buyerTaxNo: '1234567891' })))).rejects.toMatchObject({
    key: 'buyer_nip',
    field: 'buyerTaxNo',
  });
});
