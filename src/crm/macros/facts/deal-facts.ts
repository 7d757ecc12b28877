import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../../database/database';
import { CURRENCIES } from '../../../money/currencies';
import { Decimal } from '../../../money/decimal';
import { say } from '../../../web/say';
import type { Facts } from '../conditions';
import { type FactField, type Knower, MacroFacts, type Named } from '../macro-facts.service';
import { MacroLists } from '../macro-lists.service';
import { ownFactsOf, ownFieldsOf } from './own-facts';

interface Row {
  id: number;
  name: string;
  gross: string;
  currency: string;
  stage: number;
  outcome: string;
  department: number | null;
  responsible: number | null;
  expectedOn: string | null;
  lostReason: string | null;
  invoice: boolean;
  own: Record<string, unknown>;
}

/** What macros may ask of deals: name and value as they are shown (R36). */
@Injectable()
export class DealFacts implements Knower, OnModuleInit {
  constructor(
    private readonly macroFacts: MacroFacts,
    private readonly database: Database,
    private readonly lists: MacroLists,
  ) {}

  onModuleInit() {
    this.macroFacts.knows('deal', this);
  }

  async fields(): Promise<FactField[]> {
    const { stages, people, departments, own } = await this.lists.of();
    const outcomes = ['open', 'won', 'lost'].map((value) => ({ value, label: say(`stages.outcome.${value}`) }));
    return [
      { key: 'deal.name', label: say('deals.name'), type: 'text' },
      {
        key: 'deal.stage',
        label: say('deals.stage'),
        type: 'choice',
        options: stages,
      },
      { key: 'deal.outcome', label: say('stages.outcome'), type: 'choice', options: outcomes },
      { key: 'deal.gross', label: say('deals.value'), type: 'amount' },
      {
        key: 'deal.currency',
        label: say('deals.currency'),
        type: 'choice',
        options: CURRENCIES.map((value) => ({ value, label: value })),
      },
      { key: 'deal.responsible', label: say('deals.responsible'), type: 'choice', options: people.filter(({ crm }) => crm) },
      { key: 'deal.department', label: say('deals.department'), type: 'choice', options: departments },
      { key: 'deal.expectedOn', label: say('deals.expected_on'), type: 'day' },
      { key: 'deal.lostReason', label: say('deals.lost_reason'), type: 'text' },
      { key: 'deal.ofInvoice', label: say('macros.field.of_invoice'), type: 'flag' },
      ...ownFieldsOf(own.deal),
    ];
  }

  async facts(ids: number[]): Promise<Map<number, Facts>> {
    const own = (await this.lists.of()).own.deal;
    const rows = await this.database.query<Row[]>(
      `select d.id, coalesce(d.mirrored_name, d.name) name, coalesce(d.counted_gross, d.agreed_gross)::text gross,
         trim(coalesce(d.mirrored_currency, d.currency)) currency, d.stage_id stage, s.outcome, d.department_id department,
         d.responsible_id responsible, d.expected_on::text "expectedOn", d.lost_reason "lostReason",
         d.born_of_invoice_id is not null invoice, d.own
       from deals d join stages s on s.account_id = d.account_id and s.id = d.stage_id where d.id = any ($1)`,
      [ids],
    );
    return new Map(
      rows.map(({ id, gross, stage, department, responsible, invoice, own: values, ...row }) => [
        id,
        {
          ...{
            'deal.name': row.name,
            'deal.gross': new Decimal(gross),
            'deal.currency': row.currency,
            'deal.stage': String(stage),
          },
          ...{ 'deal.outcome': row.outcome, 'deal.department': department && String(department) },
          ...{ 'deal.responsible': responsible && String(responsible), 'deal.expectedOn': row.expectedOn },
          ...{ 'deal.lostReason': row.lostReason, 'deal.ofInvoice': invoice },
          ...ownFactsOf(own, values),
        } as Facts,
      ]),
    );
  }

  async named(ids: number[]): Promise<Map<number, Named>> {
    const rows = await this.database.query<{ id: number; name: string }[]>(
      'select id, coalesce(mirrored_name, name) name from deals where id = any ($1)',
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, { label: name, href: `/crm/deals/${id}` }]));
  }
}
