import { LetterTemplates, ready } from '../../../src/crm/letters/letter-templates.service';
import { Letters, type Said } from '../../../src/crm/letters/letters.service';
import { VARIABLES } from '../../../src/crm/variables/variables';
import { unknownIn } from '../../../src/mail/template-text';
import { Firm, keyOf } from '../../integration/firm';

describe('letters', () => {
  let firm: Firm;
  let client: number;
  let deal: number;
  beforeAll(async () => {
    firm = await Firm.open();
    client = await firm.client('Kawiarnia Pod Lipą', { email: 'biuro@lipa.example', departmentId: firm.department });
    deal = await firm.deal('Ogród przy kawiarni', { clientId: client });
  });
  afterAll(() => firm.close());

  const said = (changes: Partial<Said> = {}): Said => ({
    ...{ clientId: client, dealId: deal, to: ['biuro@lipa.example'], cc: [], subject: 'Ogród: {{deal.name}}' },
    ...{ body: 'Dzień dobry,\n\n{{client.name}}\nTermin: {{deal.expectedOn}}', language: 'pl', ...changes },
  });
  const write = (changes: Partial<Said> = {}) => firm.does(Letters, (letters) => letters.write(said(changes)));
  const messageOf = async (letter: number) =>
    (
      await firm.rows<Record<string, unknown>>(
        `select m.side, m.client_id::int client, m.department_id::int department, m.subject, m.text, m.state,
          array(select kind || ' ' || address from mail_recipients r where r.mail_message_id = m.id order by position) recipients
        from letters l join mail_messages m on m.account_id = l.account_id and m.id = l.message_id where l.id = ${letter}`,
      )
    )[0];

  it('R52, R81: go out with their variables filled in, from the department of deal or client, and are seen with the client', async () => {
    const id = await write({ cc: ['szef@lipa.example'] });
    expect(await messageOf(id)).toEqual({
      ...{ side: 'crm', client, department: firm.department, state: 'queued', subject: 'Ogród: Ogród przy kawiarni' },
      ...{ text: 'Dzień dobry,\n\nKawiarnia Pod Lipą', recipients: ['to biuro@lipa.example', 'cc szef@lipa.example'] },
    });
  });

  it('R56: go to at most five people, each of whom has an address', async () => {
    const six = [1, 2, 3, 4, 5, 6].map((n) => `a${n}@lipa.example`);
    expect(await keyOf(write({ to: six }))).toBe('too_many_addresses');
    expect(await keyOf(write({ cc: six }))).toBe('too_many_addresses');
    expect(await keyOf(write({ to: ['biuro'] }))).toBe('address_invalid');
    expect(await keyOf(write({ to: ['a@lipa.example\r\nBcc: b@lipa.example'] }))).toBe('address_invalid');
    expect(await keyOf(write({ to: [] }))).toBe('address_missing');
  });

  it('keep their subject on one line, whatever was filled in', async () => {
    const broken = await firm.deal('Ogród', { clientId: client, description: 'raz\r\nBcc: obcy@example.com' });
    const id = await write({ dealId: broken, subject: '{{deal.description}}\nX-Header: 1' });
    expect((await messageOf(id)).subject).toBe('raz Bcc: obcy@example.com X-Header: 1');
  });

  it('are refused while they name what there is not, or say nothing', async () => {
    expect(await keyOf(write({ body: '{{deal.secret}}' }))).toBe('unknown_variable');
    expect(await keyOf(write({ subject: 'Do {{klient' }))).toBe('unknown_variable');
    expect(await keyOf(write({ subject: '{{deal.expectedOn}}' }))).toBe('letter_says_nothing');
  });

  it('R127: are not written to a deleted client, nor about a deleted deal or one of somebody else', async () => {
    const gone = await firm.client('Zamknięta');
    const hers = await firm.deal('Interes zamkniętej', { clientId: gone });
    await firm.browser.post(`/crm/clients/${gone}/deletion`);
    expect(await keyOf(write({ clientId: gone, dealId: hers }))).toBe('letter_to_deleted_client');
    const others = await firm.client('Hotel Zorza');
    expect(await keyOf(write({ clientId: others }))).toBe('letter_of_another_client');
    expect(await keyOf(write({ dealId: await firm.deal('Bez klienta') }))).toBe('letter_deal_without_client');
    const lost = await firm.deal('Usunięty', { clientId: client });
    await firm.browser.post(`/crm/deals/${lost}/deletion`);
    expect(await keyOf(write({ dealId: lost }))).toBe('deal_is_deleted');
  });

  it('R121: leave nothing behind when what wanted them is undone', async () => {
    const count = async () => (await firm.rows<{ n: number }>('select count(*)::int n from letters'))[0].n;
    const before = await count();
    const failing = firm.does(Letters, async (letters) => {
      await letters.write(said());
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    expect(await count()).toBe(before);
  });

  it('have ready templates in both languages until somebody writes one, which name nothing that there is not', async () => {
    const offered = () => firm.does(LetterTemplates, (templates) => templates.offered());
    expect((await offered()).map(({ key }) => key)).toContain('thanks.en');
    for (const { subject, body } of ready()) expect(unknownIn(`${subject} ${body}`, VARIABLES)).toEqual([]);
    await firm.does(LetterTemplates, (templates) =>
      templates.create({ name: 'Powitanie', language: 'pl', subject: 'Dzień dobry', body: 'Witamy', opened: null }),
    );
    expect((await offered()).map(({ name }) => name)).toEqual(['Powitanie']);
    const named = (key: string) => firm.does(LetterTemplates, (templates) => templates.named(key));
    expect((await named('thanks.pl'))?.name).toBe('Podziękowanie');
    expect(await named('nonsense')).toBeUndefined();
  });
});
