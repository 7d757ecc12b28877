/** What a template puts in the place of `{{name}}`, by name; empty where there is nothing to say. */
export type Values = Record<string, string>;

const MARK = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Names between the braces of a template that are none of its variables, and braces that do not close. */
export function unknownIn(text: string, variables: readonly string[]): string[] {
  const names = namesIn(text).filter((name) => !variables.includes(name));
  const loose = text.replace(MARK, '').match(/\{\{.{0,30}|.{0,30}\}\}/g) ?? [];
  return [...new Set([...names, ...loose.map((part) => part.trim())])];
}

/** Names that stand between the braces of a template. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(MARK)].map(([, name]) => name);
}

/**
 * A template filled with values; what is not given stays as it stands. A line of nothing but empty variables and the words around them is left
 * out, so that no "Due:" stands without a day.
 */
export function filled(text: string, values: Values): string {
  return text
    .split('\n')
    .filter((line) => !saysNothing(line, values))
    .join('\n')
    .replace(MARK, (whole, name: string) => (Object.hasOwn(values, name) ? values[name] : whole))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function saysNothing(line: string, values: Values) {
  const names = namesIn(line);
  return names.length > 0 && names.every((name) => values[name] === '');
}

/** The body of a message as HTML: paragraphs, lines, and addresses as links; everything that was typed or filled in is escaped. */
export function htmlOf(text: string): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => `<p>${linked(escaped(paragraph)).replaceAll('\n', '<br>')}</p>`);
  return `<!doctype html><html><body>${paragraphs.join('')}</body></html>`;
}

function linked(html: string) {
  return html.replace(/https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)]/g, (url) => `<a href="${url}">${url}</a>`);
}

function escaped(text: string) {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => signs[sign]);
}
