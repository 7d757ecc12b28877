import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { addDays, today } from '../../clock';
import { Database } from '../../database/database';
import { filled, type Values } from '../../mail/template-text';
import { writtenDay, writtenMoney } from '../../web/formats';
import { say } from '../../web/say';
import { LANGUAGES, type Language } from '../../web/translations';
import { CrmVariables } from '../variables/crm-variables.service';
import { variableList } from './variable-list';

/** So many of the newest deals can be tried. */
const TRIED = 10;

interface Choice {
  value: number | '';
  label: string;
}

/** How a template looks once it is filled in: with one of the newest deals and its client, else with an example. */
@Injectable()
export class TemplateTrial {
  constructor(
    private readonly database: Database,
    private readonly variables: CrmVariables,
  ) {}

  /** @param chosen a deal's id; null for the example, undefined for the newest deal */
  async of({ subject, body, language }: { subject: string; body: string | null; language: Language }, chosen?: number | null) {
    const deals = await this.newest();
    const deal = chosen === undefined ? deals[0] : deals.find(({ value }) => value === chosen);
    const all = await this.inEach(deal ? { dealId: deal.value } : {});
    if (!deal) for (const each of LANGUAGES) Object.assign(all[each], example(each));
    const values = all[language];
    return {
      tried: [...deals, { value: '' as const, label: say('letter_templates.example') }] satisfies Choice[],
      triedId: deal?.value ?? '',
      examples: [{ label: '', values: all }],
      preview: { subject: filled(subject, values), text: filled(body ?? '', values) },
      groups: variableList(values, true),
    };
  }

  private newest(): Promise<{ value: number; label: string }[]> {
    return this.database.query(
      `select d.id value, coalesce(d.mirrored_name, d.name) || ' · ' || c.name label from deals d join clients c on c.id = d.client_id
        where d.deleted_at is null and c.deleted_at is null order by d.id desc limit ${TRIED}`,
    );
  }

  private async inEach(about: { dealId?: number }): Promise<Record<Language, Values>> {
    return { pl: await this.variables.valuesOf(about, 'pl'), en: await this.variables.valuesOf(about, 'en') };
  }
}

function example(language: Language): Values {
  const money = (amount: string) => writtenMoney(amount, 'PLN', language);
  return {
    'deal.name': 'Ogród przy kawiarni',
    'deal.gross': money('12300.00'),
    'deal.net': money('10000.00'),
    'deal.currency': 'PLN',
    'deal.expectedOn': writtenDay(addDays(today(), 14), language),
    'deal.paymentDays': '14',
    'client.name': 'Kawiarnia Pod Lipą',
    'client.shortName': 'Pod Lipą',
    'client.taxNo': '5252445767',
    'client.address': 'Lipowa 1, 00-001 Warszawa',
    'client.email': 'biuro@lipa.example',
    'contact.name': 'Jan Lipski',
    'contact.email': 'jan@lipa.example',
    'department.name': Person.current.accountName,
    'department.seller': Person.current.accountName,
    'department.email': 'biuro@example.com',
    'department.phone': '+48 600 100 200',
    'user.name': Person.current.name,
  };
}
