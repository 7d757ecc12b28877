import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { ClientsService } from '../../clients/clients.service';
import { Database } from '../../database/database';
import { filled, unknownIn, type Values } from '../../mail/template-text';
import { OwnValues } from '../../own-fields/own-values.service';
import { writtenMoney } from '../../web/formats';
import { Deal } from '../deals/deal.entity';
import { CrmVariables } from '../variables/crm-variables.service';
import { VARIABLES } from '../variables/variables';
import type { SubjectIds } from './happening-kinds';
import { MacroLists } from './macro-lists.service';

/** Texts that authors of macros type, with variables of CRM: no document says anything in them (R131). */
@Injectable()
export class MacroTexts {
  constructor(
    private readonly variables: CrmVariables,
    private readonly database: Database,
    private readonly lists: MacroLists,
    private readonly own: OwnValues,
    private readonly clients: ClientsService,
  ) {}

  /** @throws BrokenRule at the field for a text that is missing or names a variable that there is not */
  async check(text: string | string[] | null | undefined, field: string): Promise<string> {
    if (typeof text !== 'string' || !text) throw new BrokenRule('macro_field_missing', {}, field);
    const names = unknownIn(text, await this.known());
    if (names.length) throw new BrokenRule('unknown_variable', { count: names.length, names: names.join(', ') }, field);
    return text;
  }

  /** The same on one line. Where nothing can be filled in, what stands around it is left: a task needs a title. @throws BrokenRule as check */
  async fillLine(text: string, about: SubjectIds): Promise<string> {
    const line = (await this.fill(text, about)) || text.replace(/\{\{[^{}]*\}\}/g, '').replace(/[\s:,–-]+$/, '');
    return line.replace(/\s+/g, ' ').trim();
  }

  /** A text as it is now, in the author's language; a deal's name and value are those that are shown (R36). @throws BrokenRule as check */
  async fill(text: string, { dealId, clientId }: SubjectIds): Promise<string> {
    await this.check(text, 'text');
    const { language } = Person.current;
    const values = await this.variables.valuesOf({ dealId, clientId }, language);
    const deal = dealId === null ? null : await this.database.manager.findOneBy(Deal, { id: dealId });
    const shown = deal && {
      'deal.name': deal.shownName,
      'deal.gross': writtenMoney(deal.shownGross, deal.shownCurrency, language),
      'deal.currency': deal.shownCurrency,
    };
    const own = text.includes('.own.') ? await this.ownOf(deal, clientId) : {};
    return filled(text, { ...values, ...own, ...shown });
  }

  /** All variables that a text may name; of own fields not the restricted ones, as readers are told who may not see them (R16). */
  private async known(): Promise<string[]> {
    const { own } = await this.lists.of();
    const open = [...own.deal, ...own.client].filter(({ restricted }) => !restricted);
    return [...VARIABLES, ...open.map(({ record, key }) => `${record}.own.${key}`)];
  }

  private async ownOf(deal: Deal | null, clientId: number | null): Promise<Values> {
    const { language } = Person.current;
    const client = clientId === null ? null : await this.clients.find(clientId);
    return { ...(await this.own.variables('deal', deal, language)), ...(await this.own.variables('client', client, language)) };
  }
}
