import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { today } from '../../clock';
import type { Facts } from '../../crm/macros/conditions';
import { type FactField, type Knower, MacroFacts, type Named } from '../../crm/macros/macro-facts.service';
import { MacroLists } from '../../crm/macros/macro-lists.service';
import { Database } from '../../database/database';
import { KINDS, kindOf } from '../../invoicing/kinds';
import { PAYMENT_STATES, paymentState } from '../../invoicing/payments/payment-state';
import { CURRENCIES } from '../../money/currencies';
import { Decimal } from '../../money/decimal';
import { say } from '../../web/say';
import { DOCUMENT_ROW, type DocumentRow, documentShown } from '../pages/document-rows';

interface Row {
  id: number;
  kind: string;
  number: string | null;
  gross: string;
  net: string;
  currency: string;
  department: number;
  buyer: string | null;
  toPay: string;
  paid: string;
  state: string;
  issuedOn: string;
  dueOn: string | null;
}

/** What macros may ask of documents (R76, R78). The account answers; people are told of a document only what they may know (R131). */
@Injectable()
export class DocumentFacts implements Knower, OnModuleInit {
  constructor(
    private readonly macroFacts: MacroFacts,
    private readonly database: Database,
    private readonly lists: MacroLists,
  ) {}

  onModuleInit() {
    this.macroFacts.knows('document', this);
  }

  /** None for who does not see all of Invoicing: a macro that asks and is rehearsed would tell them what a document holds (R131). */
  async fields(): Promise<FactField[]> {
    if (Person.current.invoicing?.level !== 'all') return [];
    const { departments } = await this.lists.of();
    const field = (name: string, type: FactField['type'], options?: FactField['options']): FactField => ({
      ...{ key: `document.${name}`, label: say(`macros.field.document.${name}`), type },
      ...(options && { options }),
    });
    return [
      field(
        'kind',
        'choice',
        KINDS.map(({ code, title }) => ({ value: code, label: say(title) })),
      ),
      field('number', 'text'),
      field('gross', 'amount'),
      field('net', 'amount'),
      field(
        'currency',
        'choice',
        CURRENCIES.map((value) => ({ value, label: value })),
      ),
      field('department', 'choice', departments),
      field('buyer', 'text'),
      field(
        'payment',
        'choice',
        PAYMENT_STATES.map((state) => ({ value: state, label: say(`payments.state.${state}`) })),
      ),
      field('issuedOn', 'day'),
      field('dueOn', 'day'),
      field('sale', 'flag'),
    ];
  }

  async facts(ids: number[]): Promise<Map<number, Facts>> {
    const rows = await this.database.query<Row[]>(
      `select i.id, i.kind, i.number, i.gross::text, i.net::text, trim(i.currency) currency, i.department_id department, i.buyer_name buyer,
         i.to_pay::text "toPay", i.paid::text paid, i.issue_on::text "issuedOn", i.due_on::text "dueOn",
         case when i.deleted_at is not null then 'deleted' when i.cancelled_at is not null then 'cancelled' else 'issued' end state
       from invoices i where i.id = any ($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, factsOf(row)]));
  }

  async named(ids: number[]): Promise<Map<number, Named>> {
    const rows = await this.database.query<DocumentRow[]>(`select ${DOCUMENT_ROW} from invoices i where i.id = any ($1)`, [ids]);
    return new Map(
      rows.map((row) => {
        const { kind, href } = documentShown(row, Person.current.language);
        const label = say('deal_documents.of_kind', { kind, number: row.number ?? say('deal_documents.draft') });
        return [row.id, { label, href }];
      }),
    );
  }
}

function factsOf({ kind, number, gross, net, currency, department, buyer, issuedOn, dueOn, ...row }: Row): Facts {
  const paying = { kind, state: row.state, dueOn, toPay: new Decimal(row.toPay), paid: new Decimal(row.paid) };
  const facts: Facts = {
    ...{ kind, number, currency, buyer, issuedOn, dueOn, gross: new Decimal(gross), net: new Decimal(net) },
    ...{ department: String(department), payment: paymentState(paying, today()), sale: kindOf(kind)!.sale },
  };
  return Object.fromEntries(Object.entries(facts).map(([field, value]) => [`document.${field}`, value]));
}
