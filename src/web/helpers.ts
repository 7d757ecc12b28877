import Handlebars from 'handlebars';
import { Decimal } from '../money/decimal';
import { type Language, translate } from './translations';

interface Options {
  hash: Record<string, string | number>;
  data: { root: { page: { language: Language; timeZone: string } } };
}

const known = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(language: Language, options: Intl.NumberFormatOptions) {
  const key = `n${language}${JSON.stringify(options)}`;
  if (!known.has(key))
    known.set(key, new Intl.NumberFormat(language === 'pl' ? 'pl-PL' : 'en-GB', { useGrouping: 'always', ...options } as never));
  return known.get(key) as Intl.NumberFormat;
}

function dates(language: Language, options: Intl.DateTimeFormatOptions) {
  const key = `d${language}${JSON.stringify(options)}`;
  if (!known.has(key)) known.set(key, new Intl.DateTimeFormat(language === 'pl' ? 'pl-PL' : 'en-GB', options));
  return known.get(key) as Intl.DateTimeFormat;
}

const DAY: Record<Language, Intl.DateTimeFormatOptions> = {
  pl: { day: '2-digit', month: '2-digit', year: 'numeric' },
  en: { day: 'numeric', month: 'short', year: 'numeric' },
};

/** A decimal as its language writes it, with exactly so many places; Intl takes the text, so no float is made of it. */
function written(amount: Decimal | string | number, language: Language, places: number, currency?: string) {
  const style = currency
    ? ({ style: 'currency', currency, currencyDisplay: language === 'pl' ? 'symbol' : 'code' } as const)
    : {};
  const fixed = new Decimal(amount).toFixed(places);
  return numbers(language, { minimumFractionDigits: places, maximumFractionDigits: places, ...style }).format(fixed as never);
}

/** What templates may say beside names: formatting, translation, and the few words of logic that HTML needs. */
export function addHelpers(handlebars: typeof Handlebars) {
  const language = (options: Options) => options.data.root.page.language;
  handlebars.registerHelper({
    t: (key: string, options: Options) => translate(language(options), key, options.hash),
    money: (amount: Decimal, currency: string, options: Options) => written(amount, language(options), 2, currency),
    amount: (amount: Decimal, options: Options) => written(amount, language(options), 2),
    number: (value: Decimal | number, options: Options) => written(value, language(options), new Decimal(value).decimalPlaces()),
    day: (on: string | null, options: Options) =>
      on ? dates(language(options), { ...DAY[language(options)], timeZone: 'UTC' }).format(new Date(`${on}T00:00:00Z`)) : '',
    instant: (at: Date, options: Options) => {
      const format = {
        ...DAY[language(options)],
        hour: '2-digit',
        minute: '2-digit',
        timeZone: options.data.root.page.timeZone,
      } as const;
      return new Handlebars.SafeString(
        `<time datetime="${at.toISOString()}">${dates(language(options), format).format(at)}</time>`,
      );
    },
    icon: (name: string) =>
      new Handlebars.SafeString(
        `<svg class="icon" aria-hidden="true"><use href="/assets/icons.svg#${Handlebars.escapeExpression(name)}"/></svg>`,
      ),
    same: (a: unknown, b: unknown) => String(a ?? '') === String(b ?? ''),
    not: (value: unknown) => !value,
    among: (value: unknown, list: unknown[] | string) => [list].flat().map(String).includes(String(value)),
    any: (list: unknown[] | null | undefined) => Boolean(list?.length),
    concat: (...parts: unknown[]) => parts.slice(0, -1).join(''),
    json: (value: unknown) => JSON.stringify(value),
  });
}
