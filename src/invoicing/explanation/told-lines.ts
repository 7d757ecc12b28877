import { sum } from '../../money/decimal';
import type { Invoice } from '../invoices/invoice.entity';
import type { InvoiceLine } from '../invoices/invoice-line.entity';
import { type Explained, explain } from '../vat/explain';
import type { RateTotals } from '../vat/totals';
import type { Amounts } from '../vat/vat';
import { told } from './told-steps';

/**
 * How lines and the rates they make up came about: of most documents all there is, of a correction once as it was and once as it is after.
 * @param lines as they are stored
 * @param rates what the document says that they come to
 */
export function toldLines({ method, discountKind }: Invoice, lines: InvoiceLine[], rates: RateTotals[]) {
  const reckoned = explain(
    lines.map(({ quantity, price, discount, vatRate }) => ({ quantity, price, discount, rate: vatRate })),
    method,
    discountKind,
  );
  const toldRates = rates.map((stored) =>
    ofRate(
      stored,
      reckoned.rates.find(({ rate }) => rate === stored.rate),
    ),
  );
  return {
    lines: lines.map((line, place) => ofLine(line, reckoned.lines[place])),
    rates: toldRates,
    total: {
      net: sum(rates.map(({ net }) => net)),
      vat: sum(rates.map(({ vat }) => vat)),
      gross: sum(rates.map(({ gross }) => gross)),
    },
    others: reckoned.others.map((other) => ({ ...other, says: `methods.${other.method}` })),
  };
}

function ofLine(line: InvoiceLine, reckoned: Explained) {
  const { position, name, vatRate } = line;
  return { position, name, rate: `vat_rates.${vatRate}`, steps: told(reckoned.steps), ...compared(line, reckoned) };
}

function ofRate(stored: RateTotals, reckoned: Explained | undefined) {
  return { rate: `vat_rates.${stored.rate}`, steps: told(reckoned?.steps ?? []), ...compared(stored, reckoned) };
}

/** What the document says, and what the formula would give where that is something else: an issued document is never reckoned anew. */
function compared({ net, vat, gross }: Amounts, reckoned: Amounts | undefined) {
  const same = !reckoned || (reckoned.net.eq(net) && reckoned.vat.eq(vat) && reckoned.gross.eq(gross));
  return { net, vat, gross, formulaGives: same ? null : { net: reckoned.net, vat: reckoned.vat, gross: reckoned.gross } };
}
