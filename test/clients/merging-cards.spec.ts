import { ClientBase } from './base';

const NIP = '5252445767';

describe('A client that was added again while its card was deleted (R127)', () => {
  let base: ClientBase;
  beforeAll(async () => {
    base = await ClientBase.open();
  });
  afterAll(() => base.close());

  const twins = async (deleted: object, kept: object) => {
    const from = await base.added({ name: 'Zielone Tarasy', taxNo: NIP, ...deleted });
    await base.anna.post(`/crm/clients/${from}/deletion`);
    const into = await base.added({ name: 'Zielone Tarasy sp. z o.o.', taxNo: NIP, ...kept });
    return { from, into };
  };
  const cleared = () => base.rows('update clients set tax_no = null, tax_key = null');
  afterEach(cleared);

  it('is asked about when the card is restored, and nothing is restored yet', async () => {
    const { from, into } = await twins({}, {});
    const answer = await base.anna.post(`/crm/clients/${from}/restoration`);
    expect(answer.location).toBe(`/crm/clients/${from}/restoration/new`);
    const page = (await base.anna.visit(answer.location!)).text;
    expect(page).toContain(`name="into" value="${into}"`);
    expect(page).toContain('Zielone Tarasy sp. z o.o.');
    expect((await base.anna.visit(`/crm/clients/${from}`)).text).toContain('Usunięty');
  });

  it('may stand beside the restored card as a second one', async () => {
    const { from, into } = await twins({}, {});
    expect((await base.anna.post(`/invoicing/clients/${from}/restoration`, { second: 'yes' })).location).toBe(
      `/invoicing/clients/${from}`,
    );
    const options = (await base.anna.visit(`/crm/clients/options?q=${NIP}`)).text;
    expect(options).toContain(`value="${from}"`);
    expect(options).toContain(`value="${into}"`);
  });

  it('takes what its card lacks from the deleted one, an address only whole, and keeps what it has', async () => {
    const { from, into } = await twins(
      { email: 'stary@tarasy.example', phone: '+48 600 700 800', street: 'Lipowa 3', postCode: '90-001', tags: 'stały, ogród' },
      { email: 'nowy@tarasy.example', city: 'Gdynia', tags: 'ogród, nowy' },
    );
    expect((await base.anna.post(`/crm/clients/${from}/merger`, { into })).location).toBe(`/crm/clients/${into}`);
    expect(await base.form(`/crm/clients/${into}/edit`)).toMatchObject({
      email: 'nowy@tarasy.example',
      phone: '+48 600 700 800',
      street: '',
      city: 'Gdynia',
      tags: 'ogród, nowy, stały',
    });
  });

  it('is from then on the client of the deleted card’s deals, documents, contacts and of those it pays for', async () => {
    const from = await base.added({ name: 'Osiedle Pod Lipami', taxNo: NIP });
    await base.anna.post(`/crm/clients/${from}/contacts`, { name: 'Helena Wrona' });
    const lodger = await base.added({ name: 'Najemca', payer: `${from} · Osiedle Pod Lipami` });
    const deal = (
      await base.anna.post('/crm/deals', { name: 'Skwer', agreedGross: '100', currency: 'PLN', vatRate: '23', clientId: from })
    ).location!;
    const invoice = await base.issued(from);
    await base.anna.post(`/crm/clients/${from}/deletion`);
    const into = await base.added({ name: 'Wspólnota Pod Lipami', taxNo: NIP });

    await base.anna.post(`/crm/clients/${from}/merger`, { into });
    const card = (await base.anna.visit(`/crm/clients/${into}`)).text;
    expect(card).toContain('Helena Wrona');
    expect((await base.anna.visit(`/crm/clients/${lodger}`)).text).toContain(`/crm/clients/${into}">Wspólnota Pod Lipami`);
    expect((await base.anna.visit(deal)).text).toContain('Wspólnota Pod Lipami');
    const [document] = await base.rows('select client_id::int as client, buyer_name as buyer from invoices where id = $1', [
      invoice,
    ]);
    expect(document).toEqual({ client: into, buyer: 'Osiedle Pod Lipami' });
  });

  it('never pays for itself after the merge', async () => {
    const from = await base.added({ name: 'Płatnik', taxNo: NIP });
    await base.anna.post(`/crm/clients/${from}/deletion`);
    const into = await base.added({ name: 'Drugi', taxNo: NIP });
    await base.rows('update clients set payer_id = $1 where id = $2', [from, into]);
    expect((await base.anna.post(`/crm/clients/${from}/merger`, { into })).status).toBe(303);
    expect(await base.rows('select payer_id from clients where id = $1', [into])).toEqual([{ payer_id: null }]);
  });

  it('answers to the external id of the deleted card too (R17)', async () => {
    const { from, into } = await twins({ externalId: 'sklep-1' }, { externalId: 'sklep-2' });
    await base.anna.post(`/crm/clients/${from}/merger`, { into });
    expect(await base.added({ name: 'Zielone Tarasy', externalId: 'sklep-1' })).toBe(into);
  });

  it('is merged once, however often it is clicked, and the spent card says into which and is not restored (R118)', async () => {
    const { from, into } = await twins({}, {});
    const answers = await Promise.all([1, 2].map(() => base.anna.post(`/crm/clients/${from}/merger`, { into })));
    expect(answers.map(({ location }) => location)).toEqual([`/crm/clients/${into}`, `/crm/clients/${into}`]);
    const card = (await base.anna.visit(`/crm/clients/${from}`)).text;
    expect(card).toContain(`/crm/clients/${into}">Zielone Tarasy sp. z o.o.`);
    expect(card).toMatch(/menu-refused">Przywróć<small>/);
    await base.anna.post(`/crm/clients/${from}/restoration`, { second: 'yes' });
    expect((await base.anna.visit(`/crm/clients/options?q=${NIP}`)).text).not.toContain(`value="${from}"`);
  });

  it.each([
    ['another tax number', { taxNo: '5261040828' }],
    ['no tax number', { taxNo: '' }],
  ])('is nobody with %s', async (_, kept) => {
    const { from, into } = await twins({}, kept);
    await base.anna.post(`/crm/clients/${from}/merger`, { into });
    expect((await base.anna.post(`/crm/clients/${from}/restoration`)).location).toBe(`/crm/clients/${from}`);
  });
});
