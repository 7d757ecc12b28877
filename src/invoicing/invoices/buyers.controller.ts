import { Controller, Get, Render, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import type { Request } from '../../web/http';
import { ClientCards, labelOf } from './client-cards.service';
import { formOfCard } from './form-of-card';

/** The clients that the form of a document offers while one types, with what it takes from each. */
@Controller('invoicing/buyers')
@Side('invoicing')
export class BuyersController {
  constructor(private readonly cards: ClientCards) {}

  /** `?q=` the words; `?as=` the name of a field, which takes the name alone. */
  @Get()
  @Render('invoicing/buyers/index')
  async index(@Req() request: Request) {
    const words = String(request.query.q ?? '')
      .replaceAll('\0', '')
      .trim()
      .slice(0, 200);
    const offered = words ? await this.cards.offered(words) : [];
    const field = request.query.as;
    return {
      buyers: offered.map(({ card, payer }) => ({
        id: card.id,
        text: [card.name, card.taxNo, card.city].filter(Boolean).join(' · '),
        fill: JSON.stringify(field ? { [field]: labelOf(card) } : formOfCard(card, payer)),
      })),
    };
  }
}
