import { Column } from 'typeorm';
import { Decimal } from './decimal';

interface AmountColumn {
  /** Of the column, where it is not the property's. */
  name?: string;
  /** Digits after the point in the table: 2 for amounts, 8 for unit prices, 6 for quantities. */
  scale?: number;
  nullable?: boolean;
}

/**
 * A numeric column of an entity, held as Decimal: `@Amount() net: Decimal`, `@Amount({ scale: 8 }) price: Decimal`.
 * Its text has always as many decimals as the column, so that 1.5 and 1.50 are no change.
 */
export function Amount({ name, scale = 2, nullable = false }: AmountColumn = {}): PropertyDecorator {
  return Column({
    name,
    type: 'numeric',
    scale,
    nullable,
    transformer: {
      to: (amount?: Decimal | null) => amount?.toFixed(scale) ?? amount,
      from: (text: string | null) => (text === null ? null : new Decimal(text)),
    },
  });
}
