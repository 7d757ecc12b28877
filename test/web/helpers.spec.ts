import Handlebars from 'handlebars';
import { decimal } from '../../src/money/decimal';
import { addHelpers } from '../../src/web/helpers';

describe('what pages write', () => {
  const handlebars = Handlebars.create();
  addHelpers(handlebars);
  const written = (template: string, language: string, values: object = {}) =>
    handlebars
      .compile(template)({ ...values, page: { language, timeZone: 'Europe/Warsaw' } })
      .replaceAll('\u00a0', ' ');

  it('writes amounts, days and times as each language does (R115)', () => {
    const values = { amount: decimal('1234.5'), on: '2026-11-24', at: new Date('2026-11-24T23:30:00Z') };
    expect(written('{{money amount "PLN"}} {{day on}}', 'pl', values)).toBe('1 234,50 zł 24.11.2026');
    expect(written('{{money amount "PLN"}} {{day on}}', 'en', values)).toBe('PLN 1,234.50 24 Nov 2026');
    expect(written('{{instant at}}', 'pl', values)).toContain('25.11.2026');
  });

  it('keeps every grosz of an amount that a float would lose', () => {
    expect(written('{{amount value}}', 'en', { value: decimal('90071992547409.93') })).toBe('90,071,992,547,409.93');
  });
});
