import Handlebars from 'handlebars';
import { Decimal } from '../money/decimal';
import { written, writtenDay, writtenInstant, writtenUnitPrice } from './formats';
import { type Language, translate } from './translations';

interface Options {
  hash: Record<string, string | number>;
  data: { root: { page: { language: Language; timeZone: string } } };
}

/** What templates may say beside names: formatting, translation, and the few words of logic that HTML needs. */
export function addHelpers(handlebars: typeof Handlebars) {
  const language = (options: Options) => options.data.root.page.language;
  handlebars.registerHelper({
    t: (key: string, options: Options) => translate(language(options), key, options.hash),
    money: (amount: Decimal, currency: string, options: Options) => written(amount, language(options), 2, currency),
    unitPrice: (price: Decimal, currency: string, options: Options) => writtenUnitPrice(price, currency, language(options)),
    amount: (amount: Decimal, options: Options) => written(amount, language(options), 2),
    number: (value: Decimal | number, options: Options) => written(value, language(options), new Decimal(value).decimalPlaces()),
    day: (on: string | null, options: Options) => (on ? writtenDay(on, language(options)) : ''),
    instant: (at: Date, options: Options) => {
      const text = writtenInstant(at, language(options), options.data.root.page.timeZone);
      return new Handlebars.SafeString(`<time datetime="${at.toISOString()}">${text}</time>`);
    },
    icon: (name: string) =>
      new Handlebars.SafeString(
        `<svg class="icon" aria-hidden="true"><use href="/assets/icons.svg#${Handlebars.escapeExpression(name)}"/></svg>`,
      ),
    same: (a: unknown, b: unknown) => String(a ?? '') === String(b ?? ''),
    not: (value: unknown) => !value,
    among: (value: unknown, list: unknown[] | string) => [list].flat().map(String).includes(String(value)),
    list: (names: unknown) => [names ?? []].flat().join(', '),
    concat: (...parts: unknown[]) => parts.slice(0, -1).join(''),
    json: (value: unknown) => JSON.stringify(value),
  });
}
