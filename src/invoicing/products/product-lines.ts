import { Injectable } from '@nestjs/common';
import { InvalidInput } from '../../web/input.pipe';
import type { InvoiceInput, InvoiceLineInput } from '../invoices/invoice.input';
import { kindOf } from '../kinds';
import { Offers, type Terms } from './offers.service';

/** Lines by which a document sells products: whoever types a product's code or name, and no price, gets the product (R111). */
@Injectable()
export class ProductLines {
  constructor(private readonly offers: Offers) {}

  /**
   * The same form, its lines without a price filled from the products that they name; a line that says more itself keeps it.
   * @throws InvalidInput at the price of each line that names no one product, or one without a price in this currency
   */
  async fill(input: InvoiceInput): Promise<InvoiceInput> {
    const isOpen = (line: InvoiceLineInput) => !line.blank && (line.price ?? null) === null;
    if (!input.lines.some(isOpen)) return input;
    const terms = termsOf(input);
    const unpriced: number[] = [];
    const lines: InvoiceLineInput[] = [];
    for (const [place, line] of input.lines.entries()) {
      const filled = isOpen(line) ? await this.filled(line, terms) : line;
      if (!filled) unpriced.push(place);
      lines.push(filled ?? line);
    }
    if (unpriced.length)
      throw new InvalidInput(unpriced.map((place) => ({ field: `lines.${place}.price`, key: 'required', values: {} })));
    return Object.assign(Object.create(Object.getPrototypeOf(input)), input, { lines });
  }

  private async filled(line: InvoiceLineInput, terms: Terms): Promise<InvoiceLineInput | undefined> {
    const [offer, ...others] = await this.offers.called(line.name, terms);
    if (!offer?.price || others.length) return;
    const { name, price, rate, productId } = offer;
    const said = Object.fromEntries(Object.entries(line).filter(([, value]) => value !== null && value !== false));
    return Object.assign(Object.create(Object.getPrototypeOf(line)), line, offer, said, { name, price, rate, productId });
  }
}

/** What the lines of a document are priced in: gross where it shows no VAT, else as its method says. */
export function termsOf({
  kind,
  method,
  currency,
  priceListId,
}: Pick<InvoiceInput, 'kind' | 'method' | 'currency' | 'priceListId'>): Terms {
  const untaxed = kindOf(kind)?.showsVat === false;
  return { priceKind: untaxed || method.startsWith('gross') ? 'gross' : 'net', currency, priceListId };
}
