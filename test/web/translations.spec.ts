import { IntlMessageFormat } from 'intl-messageformat';
import { LANGUAGES, readTexts } from '../../src/web/translations';

describe('the texts', () => {
  it('say the same things in both languages (R115)', () => {
    const [pl, en] = LANGUAGES.map((language) => Object.keys(readTexts(language)).sort());
    expect(pl).toEqual(en);
  });

  it.each(LANGUAGES)('are all well formed in %s', (language) => {
    for (const [key, text] of Object.entries(readTexts(language))) {
      expect(() => new IntlMessageFormat(text, language, undefined, { ignoreTag: true })).not.toThrow(key);
    }
  });
});
