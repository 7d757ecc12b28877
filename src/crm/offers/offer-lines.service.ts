import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { BrokenRule } from '../../broken-rule';
import { decimal } from '../../money/decimal';
import type { Deal } from '../deals/deal.entity';
import type { DealLine } from '../deals/deal-line.entity';
import { grossOf, HIGHEST_GROSS } from '../deals/deal-lines.service';
import type { OfferInput } from './offer.input';
import { OfferLine } from './offer-line.entity';
import type { OfferedLine } from './offer-saying';

/** What offers offer (R123, R124). */
@Injectable()
export class OfferLines {
  constructor(@InjectRepository(OfferLine) private readonly lines: Repository<OfferLine>) {}

  /** Lines of an offer in their order, as they would be typed into its form. */
  async of(offerId: number): Promise<OfferedLine[]> {
    const lines = await this.lines.find({ where: { offerId }, order: { position: 'ASC' } });
    return lines.map(({ name, description, unit, quantity, grossPrice, vatRate }) => {
      return { name, description, unit, quantity, price: grossPrice, rate: vatRate };
    });
  }

  /** Writes these lines instead of those that were there. */
  async replace(offerId: number, lines: OfferedLine[]) {
    await this.lines.delete({ offerId });
    await this.insert(offerId, lines);
  }

  async insert(offerId: number, lines: OfferedLine[]) {
    if (!lines.length) return;
    const rows = lines.map(({ price, rate, ...line }, place) => {
      return { ...line, offerId, position: place + 1, grossPrice: price, vatRate: rate };
    });
    await this.lines.insert(rows);
  }
}

/** What is offered first with a deal: its lines or, without any, one of its name and value; nothing where no value is agreed either. */
export function firstLines({ name, agreedGross: price, vatRate: rate }: Deal, lines: DealLine[]): OfferedLine[] {
  const offered = lines.map(({ name, unit, quantity, grossPrice, vatRate }) => ({
    ...{ name, description: null, unit, quantity, price: grossPrice, rate: vatRate },
  }));
  if (offered.length || price.isZero()) return offered;
  return [{ name, description: null, unit: null, quantity: decimal(1), price, rate }];
}

/** The rows of a form that somebody typed in. @throws BrokenRule when they come to more than a deal can be worth */
export function typedLines({ lines }: OfferInput): OfferedLine[] {
  const typed = lines
    .filter(({ blank }) => !blank)
    .map(({ name, description, unit, quantity, price, rate }) => ({ name, description, unit, quantity, price, rate }));
  if (grossOf(typed).gt(HIGHEST_GROSS)) throw new BrokenRule('deal_value_too_high', {}, 'lines');
  return typed;
}
