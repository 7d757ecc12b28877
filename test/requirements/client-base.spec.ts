import { randomUUID } from 'node:crypto';
import { ClientBase } from '../clients/base';
import { decoded } from '../integration/firm';

/** What stays true of clients across both sides, statement by statement of the requirements. */
describe('The one client base', () => {
  let base: ClientBase;
  beforeAll(async () => {
    base = await ClientBase.open();
  });
  afterAll(() => base.close());

  const idsIn = (text: string, address: RegExp) =>
    [...new Set([...decoded(text).matchAll(address)].map(([, id]) => Number(id)))].sort();
  const shown = async (id: number, words = '') => ({
    card: decoded((await base.anna.visit(`/crm/clients/${id}`)).text),
    sheet: decoded((await base.anna.visit(`/invoicing/clients/${id}`)).text),
    picker: decoded((await base.anna.visit(`/invoicing/buyers?q=${words}`)).text),
  });
  const draft = { kind: 'vat', lines: [{ name: 'Trawnik', quantity: '1', price: '123', rate: '23' }] };

  it('R1: is the same ids with the same data in both lists and in the picker of the invoice form', async () => {
    const ids = [];
    for (const city of ['Radom', 'Radzyń', 'Radlin']) ids.push(await base.added({ name: `Szklarnia ${city}`, city }));
    const lists = await Promise.all(['crm', 'invoicing'].map((side) => base.anna.visit(`/${side}/clients?q=szklarnia`)));
    const picker = await base.anna.visit('/invoicing/buyers?q=szklarnia');
    const found = [...lists.map(({ text }) => idsIn(text, /\/clients\/(\d+)"/g)), idsIn(picker.text, /<option value="(\d+)"/g)];
    expect(found).toEqual([ids, ids, ids]);
    for (const page of [...lists, picker]) for (const city of ['Radom', 'Radzyń', 'Radlin']) expect(page.text).toContain(city);
  });

  it('R3: has a card in CRM for whom the invoice form typed, at once', async () => {
    const answer = await base.anna.post('/invoicing/invoices', {
      ...(await base.form('/invoicing/invoices/new')),
      ...draft,
      ...{ buyerName: 'Pracownia Jaśmin', buyerTaxNo: '526-10-40-828', requestKey: randomUUID(), next: 'issue' },
    });
    expect(answer.status).toBe(303);
    const list = (await base.anna.visit('/crm/clients?q=pracownia+jasmin')).text;
    const [id] = idsIn(list, /\/crm\/clients\/(\d+)"/g);
    expect((await shown(id)).card).toContain('526-104-08-28'.replaceAll('-', ''));
  });

  it.each([
    ['crm', { taxNo: '5252445767', street: 'Lipowa 3', city: 'Łomża', email: 'nowy@tuja.example' }],
    ['invoicing', { taxNo: '7740001454', street: 'Dębowa 8', city: 'Płock', email: 'inny@tuja.example' }],
  ])('R4, R5: shows the tax number, address and e-mail changed in %s on the other side at the next read', async (side, changes) => {
    const id = await base.added({
      name: 'Szkółka Tuja',
      taxNo: '9999999999',
      street: 'Stara 1',
      city: 'Brok',
      email: 'stary@tuja.example',
    });
    const typed = { ...(await base.form(`/${side}/clients/${id}/edit`)), ...changes };
    expect((await base.anna.post(`/${side}/clients/${id}`, typed)).status).toBe(303);
    const { card, sheet, picker } = await shown(id, 'tuja');
    for (const value of Object.values(changes)) {
      for (const page of [card, sheet]) expect(page).toContain(value);
      expect(picker).toContain(value);
    }
    for (const page of [card, sheet]) expect(page).toContain('<del>Stara 1</del>');
    await base.anna.post(`/${side}/clients/${id}/deletion`);
  });

  it('R6, R7, R48: is left by a client deleted on one side, while every document of theirs stays byte by byte', async () => {
    for (const [one, other] of [
      ['crm', 'invoicing'],
      ['invoicing', 'crm'],
    ]) {
      const id = await base.added({ name: `Odchodzący ${one}`, city: 'Iława' });
      const invoice = await base.issued(id);
      const paper = async () => {
        const { text } = await base.anna.visit(`/invoicing/invoices/${invoice}`);
        return /<article[^>]*class="[^"]*paper[\s\S]*?<\/article>/.exec(text)?.[0];
      };
      const row = () => base.rows("select to_jsonb(i) - 'search' as row from invoices i where id = $1", [invoice]);
      const [paperBefore, rowBefore] = [await paper(), await row()];
      expect(paperBefore).toContain(`Odchodzący ${one}`);
      await base.anna.post(`/${one}/clients/${id}/deletion`);
      expect((await base.anna.visit(`/${other}/clients?q=odchodzacy`)).text).not.toContain(`/clients/${id}"`);
      expect((await base.anna.visit('/invoicing/buyers?q=odchodzacy')).text).not.toContain(`value="${id}"`);
      expect((await base.anna.visit(`/${other}/clients?deleted=1`)).text).toContain(`/clients/${id}"`);
      expect([await paper(), await row()]).toEqual([paperBefore, rowBefore]);
      await base.anna.post(`/${other}/clients/${id}/restoration`);
      expect((await base.anna.visit('/invoicing/buyers?q=odchodzacy')).text).toContain(`value="${id}"`);
      expect((await base.anna.visit(`/${one}/clients/${id}`)).status).toBe(200);
      await base.anna.post(`/${one}/clients/${id}/deletion`);
    }
  });

  it('R48: takes nobody with it the other way round: neither a deleted invoice nor a deleted deal deletes the client', async () => {
    const id = await base.added({ name: 'Zostaje' });
    const invoice = await base.issued(id);
    const [{ deal }] = await base.rows<{ deal: number }>('select id::int deal from deals where born_of_invoice_id = $1', [
      invoice,
    ]);
    await base.anna.post(`/invoicing/invoices/${invoice}/deletion`);
    await base.anna.post(`/crm/deals/${deal}/deletion`);
    const [client] = await base.rows('select deleted_at from clients where id = $1', [id]);
    expect(client).toEqual({ deleted_at: null });
  });

  it('R75: keeps a client whom a draft names, and says why', async () => {
    const id = await base.added({ name: 'W szkicu' });
    await base.anna.post('/invoicing/invoices', {
      ...(await base.form(`/invoicing/invoices/new?client=${id}`)),
      ...draft,
      ...{ requestKey: randomUUID(), next: 'draft' },
    });
    await base.anna.post(`/crm/clients/${id}/deletion`);
    expect((await base.anna.visit('/crm/clients')).text).toContain('szkic');
    expect(await base.rows('select from clients where id = $1 and deleted_at is null', [id])).toHaveLength(1);
  });
});
