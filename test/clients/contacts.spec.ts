import { ClientBase } from './base';

describe('The contact persons of a client (R14)', () => {
  let base: ClientBase;
  let card: string;
  beforeAll(async () => {
    base = await ClientBase.open();
    card = `/crm/clients/${await base.added({ name: 'Osiedle Pod Lipami' })}`;
  });
  afterAll(() => base.close());

  const person = { name: 'Helena Wrona', role: 'Administratorka', email: 'helena@lipy.example', phone: '+48 500 100 200' };
  const added = async (fields: object = person) => {
    await base.anna.post(`${card}/contacts`, fields);
    const [{ id }] = await base.rows<{ id: number }>('select id::int from contacts order by id desc limit 1');
    return id;
  };

  it('stand on its card on both sides, several of them', async () => {
    await added();
    await added({ name: 'Jan Kret' });
    const text = (await base.anna.visit(card.replace('crm', 'invoicing'))).text;
    for (const shown of [...Object.values(person), 'Jan Kret']) expect(text).toContain(shown);
  });

  it('are named by deals of that client, and by no others', async () => {
    const contactId = await added();
    const deal = { name: 'Skwer', agreedGross: '100', currency: 'PLN', vatRate: '23', contactId };
    const { location } = await base.anna.post('/crm/deals', { ...deal, clientId: card.split('/').at(-1) });
    expect((await base.anna.visit(location!)).text).toContain('Helena Wrona');
    const other = await base.added({ name: 'Inny' });
    expect((await base.anna.post('/crm/deals', { ...deal, clientId: other })).status).toBe(422);
  });

  it('are changed by a form that holds what they are', async () => {
    const path = `${card}/contacts/${await added()}`;
    const form = await base.form(`${path}/edit`);
    expect(form).toMatchObject(person);
    expect((await base.anna.post(path, { ...form, role: 'Prezeska', phone: '' })).location).toBe(card);
    expect(await base.form(`${path}/edit`)).toMatchObject({ ...person, role: 'Prezeska', phone: '' });
  });

  it.each([
    ['name', ''],
    ['name', 'x'.repeat(10_000)],
    ['email', 'helena'],
    ['phone', '1'.repeat(51)],
  ])('are refused with a wrong %s at its field', async (field, typed) => {
    const answer = await base.anna.post(`${card}/contacts`, { ...person, [field]: typed });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`id="f-${field}-error"`);
  });

  it('leave the card when deleted, stay on their deals, and come back when restored', async () => {
    const id = await added({ name: 'Krótko Tutaj' });
    const { location } = await base.anna.post('/crm/deals', {
      name: 'Skwer',
      agreedGross: '100',
      currency: 'PLN',
      vatRate: '23',
      clientId: card.split('/').at(-1),
      contactId: id,
    });
    await base.anna.post(`${card}/contacts/${id}/deletion`);
    expect((await base.anna.visit(card)).text).not.toContain('<strong>Krótko Tutaj</strong>');
    expect((await base.anna.visit(location!)).text).toContain('Krótko Tutaj');
    expect((await base.anna.post(`${card}/contacts/${id}`, { name: 'Inna' })).status).toBe(422);
    await base.anna.post(`${card}/contacts/${id}/restoration`);
    expect((await base.anna.visit(card)).text).toContain('<strong>Krótko Tutaj</strong>');
  });

  it('belong to their own client only, and to no other account (R114)', async () => {
    const id = await added();
    const other = await base.added({ name: 'Inny' });
    expect((await base.anna.visit(`/crm/clients/${other}/contacts/${id}/edit`)).status).toBe(404);
    expect((await base.anna.post(`/crm/clients/${other}/contacts/${id}/deletion`)).status).toBe(404);
    const stranger = await base.app.signedUp({ company: 'Obca Firma' });
    expect((await stranger.post(`${card}/contacts`, person)).status).toBe(404);
    expect((await stranger.visit(`${card}/contacts/${id}/edit`)).status).toBe(404);
  });

  it('are neither added to a deleted client nor changed there (R127)', async () => {
    const client = `/crm/clients/${await base.added({ name: 'Usuwany' })}`;
    await base.anna.post(`${client}/deletion`);
    expect((await base.anna.post(`${client}/contacts`, person)).status).toBe(422);
    expect((await base.anna.visit(client)).text).not.toContain(`${client}/contacts/new`);
  });
});
