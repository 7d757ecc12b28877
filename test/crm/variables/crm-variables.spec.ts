import { CrmVariables } from '../../../src/crm/variables/crm-variables.service';
import { VARIABLES } from '../../../src/crm/variables/variables';
import { Decimal } from '../../../src/money/decimal';
import type { Language } from '../../../src/web/translations';
import { translate } from '../../../src/web/translations';
import { Firm } from '../../integration/firm';

describe('the variables of texts that CRM writes', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
  });
  afterAll(() => firm.close());

  const valuesOf = (about: { dealId?: number; clientId?: number }, language: Language = 'pl') =>
    firm.does(CrmVariables, (variables) => variables.valuesOf(about, language));

  it('say what a deal, its client and its department are, as the language writes it (R80)', async () => {
    const clientId = await firm.client('Kawiarnia Pod Lipą', { city: 'Łódź', postCode: '90-001', street: 'Piotrkowska 1' });
    const dealId = await firm.deal('Ogród przy Lipowej', { clientId, expectedOn: '2026-12-05' });
    expect(await valuesOf({ dealId })).toMatchObject({
      'deal.name': 'Ogród przy Lipowej',
      'deal.gross': '1 230,00 zł'.replaceAll(' ', '\u00a0'),
      'deal.net': '1 000,00 zł'.replaceAll(' ', '\u00a0'),
      'deal.expectedOn': '05.12.2026',
      'client.name': 'Kawiarnia Pod Lipą',
      'client.address': 'Piotrkowska 1, 90-001 Łódź',
      'contact.name': '',
    });
    expect(await valuesOf({ dealId }, 'en')).toMatchObject({
      'deal.gross': 'PLN\u00a01,230.00',
      'deal.expectedOn': '5 Dec 2026',
    });
  });

  it('say of a deal with documents what they come to, as its page does, and nothing of a value that is not agreed yet (R36)', async () => {
    const dealId = await firm.deal('Ogród przy Lipowej', { agreedGross: new Decimal(0) });
    expect(await valuesOf({ dealId })).toMatchObject({ 'deal.gross': '', 'deal.net': '', 'deal.currency': 'PLN' });
    await firm.rows(
      `update deals set mirrored_name = 'Projekt', counted_gross = 50, mirrored_currency = 'EUR' where id = ${dealId}`,
    );
    expect(await valuesOf({ dealId }, 'en')).toMatchObject({
      ...{ 'deal.name': 'Projekt', 'deal.gross': 'EUR\u00a050.00', 'deal.net': '', 'deal.currency': 'EUR' },
    });
  });

  it('say of a client alone what is known of it, and nothing of a deal', async () => {
    const clientId = await firm.client('Jan Nowak');
    expect(await valuesOf({ clientId })).toMatchObject({ 'client.name': 'Jan Nowak', 'deal.name': '', 'deal.gross': '' });
  });

  it('each have words for people in both languages', () => {
    for (const language of ['pl', 'en'] as const)
      for (const name of VARIABLES) expect(translate(language, `crm_variables.${name}`)).not.toContain('crm_variables');
  });
});
