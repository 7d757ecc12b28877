import { Decimal, sum, ZERO } from '../../money/decimal';
import { shares } from '../../money/share';

/** A line of a document; deal: the id of the deal it came from. What a line was before a correction is its gross taken away. */
export interface DocumentLine {
  name: string;
  gross: Decimal;
  deal: number | null;
}

/** What of a document is a deal's. */
export interface Part {
  deal: number;
  /** In the document's currency; all parts together are its gross. */
  share: Decimal;
  /** Name of the first line that is the deal's. */
  firstLine: string;
}

/**
 * Divides a document among its deals in proportion to their lines (R38). Lines added by hand, or of a deal that is not among these, go to the
 * first deal; a deal without a line of its own gets nothing and is named by the document's first line.
 * @param deals ids in the document's order, at least one
 */
export function partsOf(gross: Decimal, lines: DocumentLine[], deals: number[]): Part[] {
  const owner = (line: DocumentLine) => (line.deal !== null && deals.includes(line.deal) ? line.deal : deals[0]);
  const own = deals.map((deal) => lines.filter((line) => owner(line) === deal));
  const weights = own.map((some) => some.reduce((all, line) => all.plus(line.gross), ZERO));
  // Lines before and after a correction say exactly what is whose; of a final invoice its advances have taken a part.
  const divided = sum(weights).eq(gross) ? weights : shares(gross, weights);
  return deals.map((deal, index) => ({ deal, share: divided[index], firstLine: (own[index][0] ?? lines[0]).name }));
}
