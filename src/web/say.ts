import { Person } from '../accounts/person';
import type { SentenceValues } from '../broken-rule';
import { translate } from './translations';

/** A text in the language of whoever asks. @throws Error outside of a request, or for a key that is in no file */
export function say(key: string, values: SentenceValues = {}): string {
  return translate(Person.current.language, key, values);
}
