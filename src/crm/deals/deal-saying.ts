import type { Deal } from './deal.entity';
import type { DealInput } from './deal.input';
import type { TypedLine } from './deal-lines.service';

/** A deal as its form would say it (R117). */
export type DealSaying = Omit<DealInput, 'lines'> & { lines: TypedLine[] };

/** The fields of a deal's form that two people's changes are put together by. */
export function sayingOf(deal: Deal, lines: TypedLine[]) {
  const { name, agreedGross, currency, vatRate, clientId, contactId, departmentId, responsibleId } = deal;
  const { description, paymentDays, expectedOn } = deal;
  return {
    ...{ name, agreedGross, currency, vatRate, clientId, contactId, departmentId, responsibleId },
    ...{ description, paymentDays, expectedOn, lines },
  };
}

/** A deal's lines in one line of text, for whoever is asked whose are to stay. */
export function writtenLines(lines: TypedLine[]) {
  return lines
    .map(({ name, quantity, unit, price }) =>
      [name, '·', quantity.toFixed(), unit, '×', price.toFixed(2)].filter(Boolean).join(' '),
    )
    .join('; ');
}
