import { Column } from 'typeorm';
import { Decimal } from './decimal';

/**
 * A numeric column of an entity, held as Decimal: `@Amount() net: Decimal`, `@Amount({ scale: 8 }) price: Decimal`.
 * Its text has always as many decimals as the column, so that 1.5 and 1.50 are no change.
 * @param scale digits after the point in the table: 2 for amounts, 8 for unit prices, 6 for quantities
 */
export function Amount({ scale = 2, nullable = false }: { scale?: number; nullable?: boolean } = {}): PropertyDecorator {
  return Column({
    type: 'numeric',
    scale,
    nullable,
    transformer: {
      to: (amount?: Decimal | null) => amount?.toFixed(scale) ?? amount,
      from: (text: string | null) => (text === null ? null : new Decimal(text)),
    },
  });
}
