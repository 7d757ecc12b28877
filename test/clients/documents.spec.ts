import { ClientBase } from './base';

describe('Clients and what documents say of them', () => {
  let base: ClientBase;
  beforeAll(async () => {
    base = await ClientBase.open();
  });
  afterAll(() => base.close());

  const saysOf = (invoice: number) =>
    base.rows(
      'select buyer_name, buyer_tax_no, buyer_city, buyer_email, client_id::int, gross::text from invoices where id = $1',
      [invoice],
    );
  const pickable = async (id: number, words: string) =>
    (await base.anna.visit(`/invoicing/buyers?q=${encodeURIComponent(words)}`)).text.includes(`${id} ·`);

  it('a client added in CRM can be chosen on a new document at once, and no longer when deleted in Invoicing (R2, R5, R6)', async () => {
    const id = await base.added({ name: 'Zielone Tarasy' });
    expect(await pickable(id, 'zielone')).toBe(true);
    await base.anna.post(`/invoicing/clients/${id}/deletion`);
    expect(await pickable(id, 'zielone')).toBe(false);
    expect((await base.anna.visit('/crm/clients?q=zielone')).text).not.toContain(`clients/${id}"`);
  });

  it('a renamed or deleted client leaves its issued documents as they are (R7, R11)', async () => {
    const id = await base.added({ name: 'Altana', taxNo: '5252445767', city: 'Łódź', email: 'biuro@altana.example' });
    const invoice = await base.issued(id);
    const before = await saysOf(invoice);
    expect(before).toMatchObject([{ buyer_name: 'Altana', buyer_city: 'Łódź', client_id: id }]);
    await base.saved(id, { name: 'Altana Nowa', city: 'Gdynia' });
    await base.anna.post(`/crm/clients/${id}/deletion`);
    expect(await saysOf(invoice)).toEqual(before);
    expect((await base.anna.visit(`/invoicing/invoices/${invoice}`)).text).toContain('Altana');
    await base.anna.post(`/crm/clients/${id}/restoration`);
    expect(await saysOf(await base.issued(id))).toMatchObject([{ buyer_name: 'Altana Nowa', buyer_city: 'Gdynia' }]);
  });

  it('a buyer typed otherwise than on the card leaves the card as it is (R10)', async () => {
    const id = await base.added({ name: 'Kwiaciarnia Maki', city: 'Łódź' });
    const card = await base.form(`/crm/clients/${id}/edit`);
    const invoice = await base.issued(id, { buyerName: 'Kwiaciarnia Maki Filia', buyerCity: 'Zgierz' });
    expect(await saysOf(invoice)).toMatchObject([{ buyer_name: 'Kwiaciarnia Maki Filia', buyer_city: 'Zgierz', client_id: id }]);
    expect(await base.form(`/crm/clients/${id}/edit`)).toEqual({ ...card, formKey: expect.any(String) });
  });

  it('a client’s payer is the buyer and the client the recipient (R15, R25)', async () => {
    const payer = await base.added({ name: 'Zarząd Dróg' });
    const id = await base.added({ name: 'Skwer Miejski', payer: `${payer} · Zarząd Dróg` });
    const invoice = await base.issued(id);
    const [document] = await base.rows('select client_id::int, recipient_id::int from invoices where id = $1', [invoice]);
    expect(document).toEqual({ client_id: payer, recipient_id: id });
  });
});
