import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { VIEWS } from '../../src/web/folders';
import { LANGUAGES, readTexts } from '../../src/web/translations';

describe('the texts', () => {
  it('say the same things in both languages (R115)', () => {
    const [pl, en] = LANGUAGES.map((language) => Object.keys(readTexts(language)).sort());
    expect(pl).toEqual(en);
  });

  it.each(LANGUAGES)('are each written once in %s, whatever the file', (language) => {
    const folder = join(VIEWS, 'translations', language);
    const keys = readdirSync(folder).flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/^ {2}"([^"]+)":/gm)].map(([, key]) => key),
    );
    expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
  });

  it.each(LANGUAGES)('are all well formed in %s', (language) => {
    for (const [key, text] of Object.entries(readTexts(language))) {
      expect(() => new IntlMessageFormat(text, language, undefined, { ignoreTag: true })).not.toThrow(key);
    }
  });
});
