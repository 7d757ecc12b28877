import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { Database } from '../../database/database';
import type { Values } from '../../mail/template-text';
import type { Own } from '../../own-fields/own-values';
import { OwnValues } from '../../own-fields/own-values.service';
import { writtenDay, writtenMoney } from '../../web/formats';
import type { Language } from '../../web/translations';
import { Deal } from '../deals/deal.entity';
import { DealLines } from '../deals/deal-lines.service';
import { agreedNetOf } from '../deals/deal-net';
import { VARIABLES } from './variables';

/** What a text is about: a deal and its client, or a client alone. */
export interface About {
  dealId?: number | null;
  clientId?: number | null;
}

type Row = Record<string, string | null>;

/** The client's own fields ride with the client. */
type Around = Row & { own: Own | null };

/** What the variables of CRM's texts stand for. */
@Injectable()
export class CrmVariables {
  constructor(
    private readonly database: Database,
    private readonly lines: DealLines,
    private readonly own: OwnValues,
  ) {}

  /**
   * The value of every variable, as the language writes it; empty where there is nothing to say, and where the person who asks may not see what
   * it is taken from. The department is the deal's, else the client's, else the main one; the user is who asks.
   */
  async valuesOf({ dealId = null, clientId = null }: About, language: Language): Promise<Values> {
    const deal = dealId === null ? null : await this.database.manager.findOneBy(Deal, { id: dealId });
    const about = clientId ?? deal?.clientId ?? null;
    const { own, ...row } = await this.around(about, deal);
    const values: Row = { ...row, ...(deal && (await this.ofDeal(deal, language))) };
    const ofDeal = await this.own.variables('deal', deal, language);
    const ofClient = await this.own.variables('client', own && { own }, language);
    return { ...Object.fromEntries(VARIABLES.map((name) => [name, values[name] ?? ''])), ...ofDeal, ...ofClient };
  }

  private async ofDeal(deal: Deal, language: Language): Promise<Row> {
    const net = agreedNetOf(deal, await this.lines.typedOf(deal.id));
    return {
      'deal.name': deal.name,
      'deal.gross': writtenMoney(deal.agreedGross, deal.currency, language),
      'deal.net': writtenMoney(net, deal.currency, language),
      'deal.currency': deal.currency,
      'deal.expectedOn': deal.expectedOn && writtenDay(deal.expectedOn, language),
      'deal.paymentDays': deal.paymentDays === null ? null : String(deal.paymentDays),
      'deal.description': deal.description,
    };
  }

  private async around(client: number | null, deal: Deal | null): Promise<Around> {
    const [row] = await this.database.query<Around[]>(
      `select c.own, c.name "client.name", c.short_name "client.shortName", c.first_name "client.firstName", c.last_name "client.lastName",
         c.tax_no "client.taxNo", ${written('c')} "client.address", c.email "client.email", coalesce(c.phone, c.mobile_phone) "client.phone",
         p.name "contact.name", p.role "contact.role", p.email "contact.email", p.phone "contact.phone",
         d.name "department.name", d.seller_name "department.seller", d.tax_no "department.taxNo", ${written('d')} "department.address",
         d.email "department.email", d.phone "department.phone", d.www "department.www", u.name "user.name", u.email "user.email"
       from users u
         left join clients c on c.id = $1
         left join contacts p on p.id = $2 and p.deleted_at is null
         left join lateral (select * from departments d where d.id = coalesce($3, c.department_id) or d.main
           order by d.id = coalesce($3, c.department_id) desc nulls last limit 1) d on true
       where u.id = $4`,
      [client, deal?.contactId ?? null, deal?.departmentId ?? null, Person.current.user],
    );
    return row;
  }
}

/** An address on one line. @param of whose: the alias of a table */
function written(of: string) {
  return `nullif(concat_ws(', ', nullif(${of}.street, ''), nullif(concat_ws(' ', ${of}.post_code, ${of}.city), '')), '')`;
}
