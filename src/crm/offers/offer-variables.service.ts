import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import type { Values } from '../../mail/template-text';
import { OwnFields } from '../../own-fields/own-fields.service';
import { say } from '../../web/say';
import type { Language } from '../../web/translations';
import { CrmVariables } from '../variables/crm-variables.service';
import { GROUPS } from '../variables/variables';
import { OFFER_VARIABLES } from './offer-text';

/** Variables that people choose from, by whom or what they are about. */
export interface VariableGroup {
  label: string;
  variables: { name: string; label: string }[];
}

/** Which variables offers know, what they are called, and what they say of a deal. */
@Injectable()
export class OfferVariables {
  constructor(
    private readonly variables: CrmVariables,
    private readonly ownFields: OwnFields,
    private readonly database: Database,
  ) {}

  /** Those that may be chosen: no own field that is restricted, as an offer leaves the firm (R16). */
  async groups(): Promise<VariableGroup[]> {
    const named = (names: readonly string[], prefix: string) => names.map((name) => ({ name, label: say(`${prefix}.${name}`) }));
    const own = (await this.own()).filter(({ restricted }) => !restricted);
    return [
      { label: say('offers.variables.offer'), variables: named(OFFER_VARIABLES, 'offer_variables') },
      ...Object.entries(GROUPS).map(([group, names]) => ({
        label: say(`offers.variables.${group}`),
        variables: named(names, 'crm_variables'),
      })),
      ...(own.length ? [{ label: say('offers.variables.own'), variables: own.map(({ name, label }) => ({ name, label })) }] : []),
    ];
  }

  /** What people call each of them. */
  async labels(): Promise<Map<string, string>> {
    const groups = await this.groups();
    const own = await this.own();
    return new Map([...groups.flatMap(({ variables }) => variables), ...own].map(({ name, label }) => [name, label]));
  }

  /**
   * What CRM's variables say of a deal. Closed are those that are not told to the client: restricted own fields (R16), and whatever is taken from a
   * card that the person who asks may not see; they have no value.
   */
  async of(dealId: number, language: Language): Promise<{ values: Values; closed: string[] }> {
    const all = await this.variables.valuesOf({ dealId }, language);
    const own = await this.own();
    const restricted = own.filter((field) => field.restricted).map(({ name }) => name);
    // Of a card that is seen the name is known.
    const hidden = all['client.name'] === '' && (await this.clientIsHidden(dealId)) ? /^(client|contact)\./ : null;
    const known = [...new Set([...Object.keys(all), ...own.map(({ name }) => name)])];
    const closed = known.filter((name) => restricted.includes(name) || hidden?.test(name));
    return { values: Object.fromEntries(known.map((name) => [name, closed.includes(name) ? '' : (all[name] ?? '')])), closed };
  }

  private async own() {
    const fields = [...(await this.ownFields.list('deal')), ...(await this.ownFields.list('client'))];
    return fields.map(({ record, key, name, restricted }) => ({ name: `${record}.own.${key}`, label: name, restricted }));
  }

  private async clientIsHidden(dealId: number) {
    const [row] = await this.database.query<{ hidden: boolean }[]>(
      `select d.client_id is not null and not exists (select from clients c where c.id = d.client_id) hidden from deals d where d.id = $1`,
      [dealId],
    );
    return row?.hidden ?? false;
  }
}
