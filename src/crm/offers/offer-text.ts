import { unknownIn, type Values } from '../../mail/template-text';

/** What an offer's text may put in the place of `{{name}}` beside CRM's variables; the lines are a table. */
export const OFFER_VARIABLES = ['number', 'title', 'madeOn', 'validUntil', 'total', 'lines'].map((name) => `offer.${name}`);

/** The lines alone in a paragraph, which no table may stand in; else a variable by its name. */
const MARK = /<p[^>]*>\s*\{\{\s*offer\.lines\s*\}\}\s*<\/p>|\{\{\s*([^{}<>]*?)\s*\}\}/g;
const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Cleaned HTML with its variables filled, each escaped, so that a value is never more than text; the lines' table stands where its variable is, at
 * the end when it is nowhere. What is not given stays as it stands.
 * @param lines the table as HTML; empty when there are no lines
 */
export function filledHtml(html: string, values: Values, lines: string): string {
  const text = /\{\{\s*offer\.lines\s*\}\}/.test(html) ? html : `${html}{{offer.lines}}`;
  return text.replace(MARK, (whole, name = 'offer.lines') => {
    if (name === 'offer.lines') return lines;
    return Object.hasOwn(values, name) ? escaped(values[name]) : whole;
  });
}

/** Names that stand between the braces of cleaned HTML and are none of these, broken ones too. */
export function unknownInHtml(html: string, names: readonly string[]): string[] {
  const text = html
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return unknownIn(text, names).map((name) => name.replace(/\s+/g, ' '));
}

/** Text as HTML that says just that. */
export function escaped(text: string) {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign]).replaceAll('\n', '<br />');
}
