import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { filled, unknownIn } from '../../mail/template-text';
import { writtenMoney } from '../../web/formats';
import { Deal } from '../deals/deal.entity';
import { CrmVariables } from '../variables/crm-variables.service';
import { VARIABLES } from '../variables/variables';
import type { SubjectIds } from './happening-kinds';

/** Texts that authors of macros type, with variables of CRM: no document says anything in them (R131). */
@Injectable()
export class MacroTexts {
  constructor(
    private readonly variables: CrmVariables,
    private readonly database: Database,
  ) {}

  /** @throws BrokenRule at the field for a text that is missing or names a variable that there is not */
  check(text: string | string[] | null | undefined, field: string): string {
    if (typeof text !== 'string' || !text) throw new BrokenRule('macro_field_missing', {}, field);
    const names = unknownIn(text, VARIABLES);
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
    this.check(text, 'text');
    const { language } = Person.current;
    const values = await this.variables.valuesOf({ dealId, clientId }, language);
    const deal = dealId === null ? null : await this.database.manager.findOneBy(Deal, { id: dealId });
    const shown = deal && {
      'deal.name': deal.shownName,
      'deal.gross': writtenMoney(deal.shownGross, deal.shownCurrency, language),
      'deal.currency': deal.shownCurrency,
    };
    return filled(text, { ...values, ...shown });
  }
}
