import { CrmVariables } from '../../../src/crm/variables/crm-variables.service';
import { VARIABLES } from '../../../src/crm/variables/variables';
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

  it('say of a client alone what is known of it, and nothing of a deal', async () => {
    const clientId = await firm.client('Jan Nowak');
    expect(await valuesOf({ clientId })).toMatchObject({ 'client.name': 'Jan Nowak', 'deal.name': '', 'deal.gross': '' });
  });

  it('each have words for people in both languages', () => {
    for (const language of ['pl', 'en'] as const)
      for (const name of VARIABLES) expect(translate(language, `crm_variables.${name}`)).not.toContain('crm_variables');
  });
});
