import type { Person } from '../accounts/person';
import { isLanguage, translate } from '../web/translations';

/** A text of the example in the person's language; key stands below `example.` in the translations. */
export function textFor({ language }: Person, key: string, values: Record<string, string> = {}): string {
  return translate(isLanguage(language) ? language : 'pl', `example.${key}`, values);
}
