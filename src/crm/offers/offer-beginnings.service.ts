import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { Database } from '../../database/database';
import { say } from '../../web/say';
import { isLanguage, LANGUAGES, type Language } from '../../web/translations';
import type { OfferInput } from './offer.input';
import { OfferTemplates } from './offer-templates.service';
import { type Beginning, type Choice, usualTemplate } from './usual-templates';

/** With which language and template a new offer begins (R80): the template follows the language as long as nobody wrote in its text. */
@Injectable()
export class OfferBeginnings {
  constructor(
    private readonly database: Database,
    private readonly templates: OfferTemplates,
  ) {}

  /**
   * What the blank form begins with, and what else may be chosen, by language.
   * @param asked in the address: a template by its id, Tandem's own by its language; or a language
   */
  async offered(deal: { clientId: number | null }, { template, language }: { template?: string; language?: string }) {
    const wanted = [template, language].find(isLanguage) ?? (await this.spokenBy(deal.clientId));
    const all = await this.templates.beginnings(wanted);
    const chosen = all.find((each) => keyOf(each) === template) ?? all[0];
    const choices = LANGUAGES.map((each) => ({
      label: say(`offers.language.${each}`),
      options: all.filter((one) => one.language === each).map((one) => ({ value: keyOf(one), label: one.name })),
    }));
    return { beginning: await this.templates.whole(chosen), key: keyOf(chosen), choices };
  }

  /**
   * How an offer is dressed that somebody typed, and its text: of a template whose text is still its own, in a form that was set to another language,
   * the first template of that language takes the place. @throws EntityNotFoundError
   */
  async taken({ templateId, language, html }: OfferInput): Promise<{ beginning: Beginning; html: string | null }> {
    const chosen = await this.templates.whole({ id: templateId, language });
    const origins = templateId === null ? LANGUAGES.map(usualTemplate) : [chosen];
    const origin = origins.find((each) => html === each.html.trim());
    if (!origin || origin.language === language) return { beginning: chosen, html };
    const [first] = await this.templates.beginnings(language);
    const beginning = await this.templates.whole(first);
    return { beginning, html: beginning.html };
  }

  /** As letters to them are written; the person's own when there is no client whom they may see. */
  private async spokenBy(client: number | null): Promise<Language> {
    const [found] = await this.database.query<{ country: string }[]>('select country from clients where id = $1', [client]);
    if (!found) return Person.current.language as Language;
    return found.country === 'PL' ? 'pl' : 'en';
  }
}

/** Names a template in an address. */
function keyOf({ id, language }: Choice): string {
  return id === null ? language : String(id);
}
