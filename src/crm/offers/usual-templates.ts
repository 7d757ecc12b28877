import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VIEWS } from '../../web/folders';
import { type Language, translate } from '../../web/translations';
import type { OfferTemplate } from './offer-template.entity';

/** What an offer begins with: a template of the firm's, or one that comes with Tandem and has no id. */
export type Beginning = Pick<OfferTemplate, 'name' | 'language' | 'html' | 'colour' | 'showsLogo' | 'footer'> & {
  id: number | null;
};

/** How people choose among them: without the text, which may be long. */
export type Choice = Pick<Beginning, 'id' | 'name' | 'language'>;

const read = (language: Language) =>
  readFileSync(join(VIEWS, 'crm', 'offer-templates', `usual.${language}.html`), 'utf8')
    .trim()
    .replaceAll(/>\s*\n\s*</g, '><');
const TEXTS: Record<Language, string> = { pl: read('pl'), en: read('en') };

/** The template that every firm has until it makes its own. */
export function usualTemplate(language: Language): Beginning {
  const name = translate(language, 'offer_templates.usual');
  return { id: null, name, language, html: TEXTS[language], colour: null, showsLogo: true, footer: null };
}
