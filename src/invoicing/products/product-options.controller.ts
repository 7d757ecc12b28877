import { Controller, Get, Render, Req } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { Side } from '../../web/doors';
import { writtenUnitPrice } from '../../web/formats';
import type { Request } from '../../web/http';
import { inLanguage } from '../invoices/form-choices';
import type { VatMethod } from '../vat/totals';
import { type Offer, Offers, type Terms } from './offers.service';
import { idIn, wordsOf } from './product-filter';
import { inPlain } from './product-form';
import { termsOf } from './product-lines';

/** Products to choose from while one types in a line; a fragment of a form. */
@Controller('invoicing/product-options')
@Side('invoicing')
export class ProductOptionsController {
  constructor(private readonly offers: Offers) {}

  /** `?q=` the words; kind, method, currency and priceListId of the document; `?as=` the name of a field that takes '1003 · Name' alone. */
  @Get()
  @Render('invoicing/products/options')
  async index(@Req() { query }: Request) {
    const words = wordsOf(query.q);
    const terms = termsOf({
      kind: query.kind ?? '',
      method: (query.method ?? 'net_sum') as VatMethod,
      currency: query.currency ?? Person.current.currency,
      priceListId: idIn(query.priceListId),
    });
    const offers = words ? await this.offers.found(words, terms) : [];
    return { options: offers.map((offer) => optionOf(offer, terms, query.as)) };
  }
}

function optionOf(offer: Offer, { currency }: Terms, field: string | undefined) {
  const { productId, name, code, price, annex15, ...rest } = offer;
  const says = price && writtenUnitPrice(price, currency, Person.current.language);
  const line = { ...rest, name, code, productId, annex15, price: inLanguage(inPlain(price)) ?? undefined };
  return {
    id: productId,
    text: [name, code, says].filter(Boolean).join(' · '),
    fill: JSON.stringify(field ? { [field]: labelOf(offer) } : line),
  };
}

/** A product as forms show it and take it back: '1003 · Name'. */
function labelOf({ productId, name }: Offer) {
  return `${productId} · ${name}`;
}
