import { written, writtenMoney } from '../../web/formats';
import { type Language, translate } from '../../web/translations';
import { grossOf, valueOfLine } from '../deals/deal-lines.service';
import { agreedNetOf } from '../deals/deal-net';
import type { OfferedLine } from './offer-saying';
import { escaped } from './offer-text';

/** The lines of an offer as its client reads them: a table with what they come to; nothing without lines (R80). */
export function offerTable(lines: OfferedLine[], currency: string, language: Language): string {
  if (!lines.length) return '';
  const says = (key: string) => escaped(translate(language, `offers.table.${key}`));
  const head = `<tr><th>${says('name')}</th><th class="number">${says('quantity')}</th><th class="number">${says('price')}</th><th class="number">${says('rate')}</th><th class="number">${says('value')}</th></tr>`;
  const rows = lines.map(({ name, description, quantity, unit, price, rate }) => {
    const amount = `${written(quantity, language, quantity.decimalPlaces())}${unit ? ` ${escaped(unit)}` : ''}`;
    const about = description ? `<small>${escaped(description)}</small>` : '';
    const vat = escaped(translate(language, `vat_rates.${rate}`));
    return `<tr><td>${escaped(name)}${about}</td><td class="number">${amount}</td><td class="number">${money(price)}</td><td class="number">${vat}</td><td class="number">${money(valueOfLine({ quantity, price }))}</td></tr>`;
  });
  const gross = grossOf(lines);
  const net = agreedNetOf({ agreedGross: gross, vatRate: '' }, lines);
  const sums = [
    ['net', net, ''],
    ['vat', gross.minus(net), ''],
    ['gross', gross, ' class="grand"'],
  ] as const;
  const foot = sums.map(
    ([key, sum, looks]) => `<tr${looks}><td colspan="4">${says(key)}</td><td class="number">${money(sum)}</td></tr>`,
  );
  return `<table class="offer-lines"><thead>${head}</thead><tbody>${rows.join('')}</tbody><tfoot>${foot.join('')}</tfoot></table>`;

  function money(amount: Parameters<typeof writtenMoney>[0]) {
    return escaped(writtenMoney(amount, currency, language));
  }
}
