import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { Decimal, round, sum } from '../../money/decimal';
import type { DealInput, DealLineInput } from './deal.input';
import { DealLine } from './deal-line.entity';

/** The most that can be typed as a deal's value, and that its lines may come to. */
export const HIGHEST_GROSS = new Decimal('9999999999.99');

/** A line as the form says it. */
export type TypedLine = Pick<DealLineInput, 'name' | 'unit' | 'quantity' | 'price' | 'rate'>;

/** What is sold with deals (R85, R123). */
@Injectable()
export class DealLines {
  constructor(@InjectRepository(DealLine) private readonly lines: Repository<DealLine>) {}

  /** Lines of several deals, in their order. */
  of(deals: number[]): Promise<DealLine[]> {
    return this.lines.find({ where: { dealId: In(deals) }, order: { dealId: 'ASC', position: 'ASC' } });
  }

  /** Lines of a deal in their order, as they would be typed into its form. */
  async typedOf(dealId: number): Promise<TypedLine[]> {
    const lines = await this.of([dealId]);
    return lines.map(({ name, unit, quantity, grossPrice, vatRate }) => ({
      name,
      unit,
      quantity,
      price: grossPrice,
      rate: vatRate,
    }));
  }

  /** Writes these lines instead of those that were there. */
  async replace(dealId: number, lines: TypedLine[]) {
    await this.lines.delete({ dealId });
    await this.insert(dealId, lines);
  }

  async insert(dealId: number, lines: TypedLine[]) {
    if (!lines.length) return;
    const rows = lines.map(({ name, unit, quantity, price, rate }, place) => {
      return { dealId, position: place + 1, name, unit, quantity, grossPrice: price, vatRate: rate };
    });
    await this.lines.insert(rows);
  }
}

/** The rows of a form that somebody typed in. */
export function filledLines({ lines }: DealInput): TypedLine[] {
  return lines
    .filter(({ blank }) => !blank)
    .map(({ name, unit, quantity, price, rate }) => ({ name, unit, quantity, price, rate }));
}

/** What all units of a line cost, gross, to the grosz. */
export function valueOfLine({ quantity, price }: Pick<TypedLine, 'quantity' | 'price'>): Decimal {
  return round(quantity.times(price));
}

/** What the lines come to, gross: the agreed value of their deal. */
export function grossOf(lines: TypedLine[]): Decimal {
  return sum(lines.map(valueOfLine));
}
