import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
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
  async valuesOf(about: About, language: Language): Promise<Values> {
    return (await this.valuesOfEach([about], language))[0];
  }

  /** The same about each of these, asked together. @param names the only ones that are wanted, when not all are */
  async valuesOfEach(abouts: About[], language: Language, names: readonly string[] | null = null): Promise<Values[]> {
    const wants = (part: string) => !names || names.some((name) => name.includes(part));
    const ofDeals = ['deal.', 'contact.', 'department.'].some(wants) || abouts.some(({ clientId }) => !clientId);
    const deals = await this.dealsOf(ofDeals ? abouts : []);
    const arounds = await this.around(
      abouts.map(({ clientId, dealId }) => {
        const deal = deals.get(dealId ?? 0);
        return {
          client: clientId ?? deal?.clientId ?? null,
          contact: deal?.contactId ?? null,
          department: deal?.departmentId ?? null,
        };
      }),
    );
    const all: Values[] = [];
    for (const [at, { own, ...row }] of arounds.entries()) {
      const deal = deals.get(abouts[at].dealId ?? 0) ?? null;
      const values: Row = { ...row, ...(deal && wants('deal.') && (await this.ofDeal(deal, language, wants('deal.net')))) };
      const ofDeal = wants('.own.') && (await this.own.variables('deal', deal, language));
      const ofClient = wants('.own.') && (await this.own.variables('client', own && { own }, language));
      all.push({ ...Object.fromEntries(VARIABLES.map((name) => [name, values[name] ?? ''])), ...ofDeal, ...ofClient });
    }
    return all;
  }

  private async dealsOf(abouts: About[]): Promise<Map<number, Deal>> {
    const ids = abouts.flatMap(({ dealId }) => dealId ?? []);
    const deals = ids.length ? await this.database.manager.findBy(Deal, { id: In(ids) }) : [];
    return new Map(deals.map((deal) => [deal.id, deal]));
  }

  /** Name and value as its page shows them; what its documents leave without VAT no deal knows, nor is anything worth nothing (R36, R86). */
  private async ofDeal(deal: Deal, language: Language, withNet: boolean): Promise<Row> {
    const { shownGross, shownCurrency } = deal;
    const net =
      withNet && deal.countedGross === null && !shownGross.isZero() ? agreedNetOf(deal, await this.lines.typedOf(deal.id)) : null;
    return {
      'deal.name': deal.shownName,
      'deal.gross': shownGross.isZero() ? null : writtenMoney(shownGross, shownCurrency, language),
      'deal.net': net && writtenMoney(net, deal.currency, language),
      'deal.currency': shownCurrency,
      'deal.expectedOn': deal.expectedOn && writtenDay(deal.expectedOn, language),
      'deal.paymentDays': deal.paymentDays === null ? null : String(deal.paymentDays),
      'deal.description': deal.description,
    };
  }

  private async around(each: { client: number | null; contact: number | null; department: number | null }[]): Promise<Around[]> {
    return this.database.query(
      `select c.own, c.name "client.name", c.short_name "client.shortName", c.first_name "client.firstName", c.last_name "client.lastName",
         c.tax_no "client.taxNo", ${written('c')} "client.address", c.email "client.email", coalesce(c.phone, c.mobile_phone) "client.phone",
         p.name "contact.name", p.role "contact.role", p.email "contact.email", p.phone "contact.phone",
         d.name "department.name", d.seller_name "department.seller", d.tax_no "department.taxNo", ${written('d')} "department.address",
         d.email "department.email", d.phone "department.phone", d.www "department.www", u.name "user.name", u.email "user.email"
       from unnest($1::bigint[], $2::bigint[], $3::bigint[]) with ordinality a (client, contact, department, place) join users u on u.id = $4
         left join clients c on c.id = a.client
         left join contacts p on p.id = a.contact and p.deleted_at is null
         left join lateral (select * from departments d where d.id = coalesce(a.department, c.department_id) or d.main
           order by d.id = coalesce(a.department, c.department_id) desc nulls last limit 1) d on true
       order by a.place`,
      [
        ...[each.map(({ client }) => client), each.map(({ contact }) => contact), each.map(({ department }) => department)],
        Person.current.user,
      ],
    );
  }
}

/** An address on one line. @param of whose: the alias of a table */
function written(of: string) {
  return `nullif(concat_ws(', ', nullif(${of}.street, ''), nullif(concat_ws(' ', ${of}.post_code, ${of}.city), '')), '')`;
}
