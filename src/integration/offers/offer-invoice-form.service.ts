import { Injectable, NotFoundException, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import type { Offer } from '../../crm/offers/offer.entity';
import { OfferLines } from '../../crm/offers/offer-lines.service';
import { Offers } from '../../crm/offers/offers.service';
import type { Request } from '../../web/http';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';
import { DealInvoiceForm } from '../pages/deal-invoice-form.service';

/** Fills the blank form of a document from an offer (R84, R124): /invoicing/invoices/new?offer=7&kind=proforma; and hangs the way there on its page. */
@Injectable()
export class OfferInvoiceForm implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly offers: Offers,
    private readonly offerLines: OfferLines,
    private readonly form: DealInvoiceForm,
  ) {}

  onModuleInit() {
    this.panels.hang('offer.actions', async (offer: Offer) => verbs(offer));
    this.panels.hang('invoice.blank', async (request: Request) =>
      request.query.offer === undefined ? [] : [await this.filled(request)],
    );
  }

  /** @throws NotFoundException while the integration is off (R18) or the offer is not to be seen */
  private async filled(request: Request) {
    const asked = request.query.offer!;
    if (!/^[1-9]\d{0,15}$/.test(asked) || !request.person.integration) throw new NotFoundException();
    const { id, dealId, currency, deletedAt } = await this.offers.find(Number(asked));
    if (deletedAt) throw new NotFoundException();
    const { values, notes } = await this.form.filledFrom(request, [dealId]);
    const lines = (await this.offerLines.of(id)).map(({ name, unit, quantity, price, rate, description }) => ({
      ...{ name, unit, rate, dealId, quantity: quantity.toFixed(), price: price.toFixed(2) },
      description: description?.slice(0, 1000) ?? null,
    }));
    return { values: { ...values, offerId: id, currency, ...(lines.length && { lines }) }, notes };
  }
}

/** For members of both sides, while the integration is on (R18, R64). */
function verbs({ id, acceptedAt, withdrawnAt, declinedAt }: Offer) {
  const { invoicing, integration } = Person.current;
  if (!invoicing || !integration || withdrawnAt || declinedAt) return [];
  return [
    {
      href: `/invoicing/invoices/new?offer=${id}&kind=proforma`,
      label: say('offer_documents.proforma'),
      sign: 'plus',
      primary: false,
    },
    {
      href: `/invoicing/invoices/new?offer=${id}&kind=vat`,
      label: say('offer_documents.invoice'),
      sign: 'plus',
      primary: acceptedAt !== null,
    },
  ];
}
