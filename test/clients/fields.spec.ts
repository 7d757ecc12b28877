import { ClientBase } from './base';

/** Everything that a card carries, as people type it (R12). */
const CARD = {
  company: 'no',
  name: 'Żaneta & Syn „Róże” <b>pół</b> 🌹',
  shortName: 'Róże',
  firstName: 'Żaneta',
  lastName: 'Źdźbło',
  taxCountry: 'PL',
  taxNo: '5252445767',
  regon: '123456785',
  pesel: '44051401359',
  street: 'ul. Świętej Anny 3/4',
  postCode: '90-001',
  city: 'Łódź',
  country: 'PL',
  deliveryAddress: 'Magazyn\nul. Polna 7',
  email: 'zaneta@roze.example',
  phone: '+48 42 630 00 00',
  mobilePhone: '+48 500 100 200',
  www: 'https://roze.example/?a=1&b=2',
  bankAccount: 'PL61109010140000071219812874',
  paymentDays: '14',
  discount: '2.5',
  description: 'Kwiaty cięte\n\n<script>alert(1)</script>',
  note: 'Płaci w terminie 👍',
  category: 'stały',
  tags: 'róże, hurt',
  externalId: 'sklep-7',
};

describe('The card of a client (R12)', () => {
  let base: ClientBase;
  let id: number;
  let payer: number;
  beforeAll(async () => {
    base = await ClientBase.open();
    payer = await base.added({ name: 'Płatnik' });
    id = await base.added({ ...CARD, payer: 'Płatnik' });
  });
  afterAll(() => base.close());

  it.each(Object.entries(CARD))('keeps the %s as typed', async (field, typed) => {
    expect((await base.form(`/crm/clients/${id}/edit`))[field]).toBe(typed);
  });

  it('keeps payer, department and responsible person (R15)', async () => {
    const [{ user, department }] = await base.rows<{ user: number; department: number }>(
      'select u.id::int as "user", d.id::int as department from users u, departments d',
    );
    await base.saved(id, { responsibleId: user, departmentId: department });
    expect(await base.form(`/invoicing/clients/${id}/edit`)).toMatchObject({
      payer: `${payer} · Płatnik`,
      responsibleId: String(user),
      departmentId: String(department),
    });
    expect((await base.anna.visit(`/crm/clients/${id}`)).text).toContain('Anna Zielińska');
  });

  it('can be emptied of all but the name again', async () => {
    const other = await base.added({ ...CARD, taxNo: '5261040828', externalId: 'sklep-8' });
    const emptied = Object.fromEntries(Object.keys(CARD).map((field) => [field, '']));
    expect((await base.saved(other, { ...emptied, name: 'Sama nazwa' })).status).toBe(303);
    expect(await base.form(`/crm/clients/${other}/edit`)).toMatchObject({
      ...emptied,
      name: 'Sama nazwa',
      company: 'no',
      country: 'PL',
      taxCountry: 'PL',
    });
  });

  it('shows what was typed as text, never as HTML', async () => {
    const card = (await base.anna.visit(`/crm/clients/${id}`)).text;
    expect(card).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(card).not.toContain('<script>alert');
    expect(card).not.toContain('<b>pół</b>');
    expect((await base.anna.visit('/crm/clients')).text).not.toContain('<b>pół</b>');
  });

  it('is found by HTML and emoji that its name has, and by its tax number in any notation (R9)', async () => {
    for (const q of ['<b>pół', '🌹', 'zaneta lodz', '525-244-57-67', 'PL 525 244 57 67', 'pl5252445767', '525.244.57.67'])
      expect((await base.anna.visit(`/crm/clients?q=${encodeURIComponent(q)}`)).text).toContain(`/crm/clients/${id}"`);
    expect((await base.anna.visit('/crm/clients?q=525-244-57-68')).text).not.toContain(`/crm/clients/${id}"`);
    expect((await base.anna.visit('/crm/clients?q=%25')).text).not.toContain(`/crm/clients/${id}"`);
  });

  it.each([
    ['name', 'x'.repeat(10_000)],
    ['name', '   '],
    ['name', 'a\u0000b'],
    ['taxNo', '525-244-57-68'],
    ['taxNo', '0000000000'],
    ['regon', '123456789'],
    ['pesel', '44051401358'],
    ['bankAccount', 'PL00'],
    ['paymentDays', '366'],
    ['paymentDays', 'dwa tygodnie'],
    ['discount', '100,01'],
    ['discount', '-1'],
    ['email', 'a@'],
    ['taxCountry', 'Polska'],
    ['description', 'x'.repeat(20_001)],
    ['responsibleId', '999999'],
    ['departmentId', 'x'],
  ])('refuses a wrong %s at its field and keeps what was typed', async (field, typed) => {
    const answer = await base.anna.post('/crm/clients', { ...CARD, taxNo: '', externalId: '', [field]: typed });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`id="f-${field}-error"`);
    expect(base.fieldsIn(answer.text).shortName).toBe('Róże');
  });

  it('tells of each change who made it, from what to what (R119)', async () => {
    await base.saved(id, { city: 'Zgierz', paymentDays: '0' });
    const card = (await base.anna.visit(`/crm/clients/${id}`)).text;
    expect(card).toMatch(/<dt>Miejscowość<\/dt><dd><del>Łódź<\/del>[\s\S]*?<ins>Zgierz<\/ins>/);
    expect(card).toMatch(/<dt>Termin płatności<\/dt><dd>0 dni<\/dd>/);
    expect(card).toContain('Anna Zielińska');
  });
});
