import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../../accounts/person';
import { Database } from '../../../database/database';
import { Decimal } from '../../../money/decimal';
import { say } from '../../../web/say';
import type { Facts } from '../conditions';
import { type FactField, type Knower, MacroFacts, type Named } from '../macro-facts.service';
import { MacroLists } from '../macro-lists.service';
import { ownFactsOf, ownFieldsOf } from './own-facts';

interface Row {
  id: number;
  name: string;
  company: boolean;
  taxNo: string | null;
  email: string | null;
  city: string | null;
  country: string;
  category: string | null;
  tags: string[];
  department: number | null;
  responsible: number | null;
  paymentDays: number | null;
  own: Record<string, unknown>;
}

/** What macros may ask of clients. */
@Injectable()
export class ClientFacts implements Knower, OnModuleInit {
  constructor(
    private readonly macroFacts: MacroFacts,
    private readonly database: Database,
    private readonly lists: MacroLists,
  ) {}

  onModuleInit() {
    this.macroFacts.knows('client', this);
  }

  async fields(): Promise<FactField[]> {
    const { people, departments, own } = await this.lists.of();
    const label = (field: string) => say(`macros.field.client.${field}`);
    return [
      { key: 'client.name', label: label('name'), type: 'text' },
      { key: 'client.category', label: label('category'), type: 'text' },
      { key: 'client.tags', label: label('tags'), type: 'list' },
      { key: 'client.company', label: label('company'), type: 'flag' },
      { key: 'client.taxNo', label: label('tax_no'), type: 'text' },
      { key: 'client.email', label: label('email'), type: 'text' },
      { key: 'client.city', label: label('city'), type: 'text' },
      { key: 'client.country', label: label('country'), type: 'text' },
      { key: 'client.responsible', label: label('responsible'), type: 'choice', options: people.filter(({ crm }) => crm) },
      { key: 'client.department', label: label('department'), type: 'choice', options: departments },
      { key: 'client.paymentDays', label: label('payment_days'), type: 'number' },
      ...ownFieldsOf(own.client),
    ];
  }

  async facts(ids: number[]): Promise<Map<number, Facts>> {
    const own = (await this.lists.of()).own.client;
    const rows = await this.database.query<Row[]>(
      `select id, name, company, tax_no "taxNo", email, city, country, category, tags, department_id department, responsible_id responsible,
         payment_days "paymentDays", own from clients where id = any ($1)`,
      [ids],
    );
    return new Map(
      rows.map(({ id, department, responsible, paymentDays, own: values, ...row }) => [
        id,
        {
          ...Object.fromEntries(Object.entries(row).map(([field, value]) => [`client.${field}`, value])),
          ...{ 'client.department': department && String(department), 'client.responsible': responsible && String(responsible) },
          'client.paymentDays': paymentDays === null ? null : new Decimal(paymentDays),
          ...ownFactsOf(own, values),
        } as Facts,
      ]),
    );
  }

  async named(ids: number[]): Promise<Map<number, Named>> {
    const rows = await this.database.query<{ id: number; name: string }[]>('select id, name from clients where id = any ($1)', [
      ids,
    ]);
    const side = Person.current.crm ? 'crm' : 'invoicing';
    return new Map(rows.map(({ id, name }) => [id, { label: name, href: `/${side}/clients/${id}` }]));
  }
}
