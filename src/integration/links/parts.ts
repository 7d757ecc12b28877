import { type Decimal, sum } from '../../money/decimal';
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
 * @param settled of a final invoice: what its advances took of each deal, as lines; with it the deal comes to what it is sold for (R42)
 */
export function partsOf(
  gross: Decimal,
  lines: DocumentLine[],
  deals: number[],
  settled: Omit<DocumentLine, 'name'>[] = [],
): Part[] {
  const isOf = (deal: number) => (line: Pick<DocumentLine, 'deal'>) =>
    (line.deal !== null && deals.includes(line.deal) ? line.deal : deals[0]) === deal;
  const own = deals.map((deal) => lines.filter(isOf(deal)));
  const weights = own.map(grossOf);
  const left = deals.map((deal, index) => weights[index].minus(grossOf(settled.filter(isOf(deal)))));
  // Lines before and after a correction, and what advances took, say exactly what is whose; only where they do not is the gross shared out.
  const divided = sum(left).eq(gross) ? left : shares(gross, weights);
  return deals.map((deal, index) => ({ deal, share: divided[index], firstLine: (own[index][0] ?? lines[0]).name }));
}

function grossOf(lines: Pick<DocumentLine, 'gross'>[]): Decimal {
  return sum(lines.map(({ gross }) => gross));
}
