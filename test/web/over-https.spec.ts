import type { Settings } from '../../src/settings';
import { overHttps } from '../../src/web/http';

it.each<['http' | 'https', string, boolean]>([
  ['http', 'http://localhost:3000', false],
  ['https', 'http://localhost:3000', true],
  ['http', 'https://tandem.example.pl', true], // a proxy ends HTTPS and its headers are not believed
])('a cookie given over %s at %s: over HTTPS only is %s', (protocol, baseUrl, only) => {
  expect(overHttps({ protocol }, { baseUrl } as Settings)).toBe(only);
});
