import { ClientBase } from './base';

describe('Two people at one card (R117)', () => {
  let base: ClientBase;
  beforeAll(async () => {
    base = await ClientBase.open();
  });
  afterAll(() => base.close());

  const opened = async () => {
    const id = await base.added({ name: 'Altana', city: 'Łódź' });
    return { path: `/crm/clients/${id}`, form: await base.form(`/crm/clients/${id}/edit`) };
  };

  it('keep each their own when they changed different fields', async () => {
    const { path, form } = await opened();
    await base.anna.post(path, { ...form, city: 'Gdynia', paymentDays: '14' });
    expect((await base.anna.post(path, { ...form, phone: '+48 500 100 200' })).status).toBe(303);
    expect(await base.form(`${path}/edit`)).toMatchObject({ city: 'Gdynia', paymentDays: '14', phone: '+48 500 100 200' });
  });

  it('are asked at the field that both changed, told by whom, and saving again decides', async () => {
    const { path, form } = await opened();
    await base.anna.post(path, { ...form, city: 'Gdynia', email: 'biuro@altana.example' });
    const asked = await base.anna.post(path, { ...form, city: 'Sopot' });
    expect(asked.status).toBe(422);
    expect(asked.text).toMatch(/id="f-city-error"[\s\S]*Anna Zielińska[\s\S]*Gdynia/);
    const again = base.fieldsIn(asked.text);
    expect(again.city).toBe('Sopot');
    expect((await base.anna.post(path, again)).status).toBe(303);
    expect(await base.form(`${path}/edit`)).toMatchObject({ city: 'Sopot', email: 'biuro@altana.example' });
  });

  it('never overwrite each other in the same moment', async () => {
    const { path, form } = await opened();
    const both = ['Pierwsza', 'Druga'].map((name) => base.anna.post(path, { ...form, name }));
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([303, 422]);
  });

  it('are asked about a contact person as well', async () => {
    const { path } = await opened();
    await base.anna.post(`${path}/contacts`, { name: 'Helena Wrona' });
    const [{ id }] = await base.rows<{ id: number }>('select max(id)::int as id from contacts');
    const person = `${path}/contacts/${id}`;
    const form = await base.form(`${person}/edit`);
    await base.anna.post(person, { ...form, role: 'Prezeska' });
    expect((await base.anna.post(person, { ...form, phone: '500' })).status).toBe(303);
    expect((await base.anna.post(person, { ...form, role: 'Księgowa' })).text).toContain('id="f-role-error"');
  });
});
