import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../../database/database';
import { CURRENCIES } from '../../../money/currencies';
import { say } from '../../../web/say';
import type { Facts } from '../conditions';
import { type FactField, type Knower, MacroFacts, type Named } from '../macro-facts.service';

/** What macros may ask of offers; of what is offered the deal tells more. */
@Injectable()
export class OfferFacts implements Knower, OnModuleInit {
  constructor(
    private readonly macroFacts: MacroFacts,
    private readonly database: Database,
  ) {}

  onModuleInit() {
    this.macroFacts.knows('offer', this);
  }

  async fields(): Promise<FactField[]> {
    const label = (field: string) => say(`macros.field.offer.${field}`);
    return [
      { key: 'offer.title', label: label('title'), type: 'text' },
      {
        key: 'offer.currency',
        label: label('currency'),
        type: 'choice',
        options: CURRENCIES.map((value) => ({ value, label: value })),
      },
      { key: 'offer.validUntil', label: label('valid_until'), type: 'day' },
      { key: 'offer.declineReason', label: label('decline_reason'), type: 'text' },
    ];
  }

  async facts(ids: number[]): Promise<Map<number, Facts>> {
    const rows = await this.database.query<Record<string, unknown>[]>(
      `select id, title, trim(currency) currency, valid_until::text "validUntil", decline_reason "declineReason" from offers where id = any ($1)`,
      [ids],
    );
    return new Map(
      rows.map(({ id, ...row }) => [
        id as number,
        Object.fromEntries(Object.entries(row).map(([field, value]) => [`offer.${field}`, value])) as Facts,
      ]),
    );
  }

  async named(ids: number[]): Promise<Map<number, Named>> {
    const rows = await this.database.query<{ id: number; number: string }[]>(
      'select id, number from offers where id = any ($1)',
      [ids],
    );
    return new Map(rows.map(({ id, number }) => [id, { label: number, href: `/crm/offers/${id}` }]));
  }
}
