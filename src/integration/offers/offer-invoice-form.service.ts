import { Injectable, NotFoundException, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { today } from '../../clock';
import { documentRefusal, type Offer } from '../../crm/offers/offer.entity';
import { OfferLines } from '../../crm/offers/offer-lines.service';
import type { OfferedLine } from '../../crm/offers/offer-saying';
import { Offers } from '../../crm/offers/offers.service';
import { Database } from '../../database/database';
import { kindOf } from '../../invoicing/kinds';
import { writtenDay } from '../../web/formats';
import type { Request } from '../../web/http';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';
import { DealInvoiceForm } from '../pages/deal-invoice-form.service';
import { adviceBesideLines } from '../pages/offered-deal';
import { isSale, OfferDocuments, standing } from './offer-documents.service';
import { offerIn } from './offer-in';

/** A document's line has room for so much of what an offer says of it. */
const LONGEST_DESCRIPTION = 1000;

/** Fills the blank form of a document from an offer (R84, R124): /invoicing/invoices/new?offer=7&kind=proforma. */
@Injectable()
export class OfferInvoiceForm implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly database: Database,
    private readonly offers: Offers,
    private readonly offerLines: OfferLines,
    private readonly documents: OfferDocuments,
    private readonly form: DealInvoiceForm,
  ) {}

  onModuleInit() {
    this.panels.hang('invoice.blank', async (request: Request) => {
      if (request.query.offer === undefined) return [];
      return request.method === 'GET' ? [await this.filled(request)] : this.again(request);
    });
  }

  /**
   * @throws NotFoundException while the integration is off (R18) or the offer is not to be seen; BrokenRule when no document is to be made of it
   */
  private async filled(request: Request) {
    const id = offerIn(request.query.offer);
    if (id === null || !request.person.integration) throw new NotFoundException();
    const offer = await this.offers.find(id);
    if (offer.deletedAt) throw new NotFoundException();
    const refusal = documentRefusal(offer);
    if (refusal) throw new BrokenRule(refusal);
    const offered = await this.offerLines.of(id);
    const isSold = standing(await this.documents.of(id)).some(isSale);
    // What is invoiced of the offer is said once, by the offer.
    const beside: typeof adviceBesideLines = (deal, hasClient) =>
      adviceBesideLines(isSold ? { ...deal, numbers: null } : deal, hasClient);
    const { values, notes } = await this.form.filledFrom(request, [offer.dealId], offered.length ? beside : undefined);
    return {
      values: {
        ...values,
        ...{ offerId: id, language: offer.language },
        ...(offer.departmentId && { departmentId: offer.departmentId }),
        ...(offered.length && { currency: offer.currency, lines: offered.map((line) => lineOf(line, offer.dealId)) }),
      },
      offer: { id, number: offer.number },
      notes: [...stateOf(offer), ...(await this.made(id)), ...notes, ...offered.flatMap(cutShort)],
    };
  }

  /** What was typed stays, whatever became of the offer meanwhile. */
  private async again(request: Request) {
    const rows = await this.database.query<{ id: number; number: string }[]>('select id, number from offers where id = $1', [
      offerIn(request.query.offer),
    ]);
    return rows.map((offer) => ({ values: {}, offer, notes: [] }));
  }

  /** Which documents of the offer stand already, so that none is made twice unawares (R118). */
  private async made(offer: number) {
    const documents = await this.documents.of(offer);
    const names = standing(documents)
      .filter((row) => isSale(row) || row.kind === 'proforma')
      .map(({ kind, number }) => `${say(kindOf(kind)!.title)} ${number}`);
    const hidden = documents.hidden ? [say('offer_documents.hidden_documents', { count: documents.hidden })] : [];
    const all = [...names, ...hidden].join(', ');
    return all ? [say('offer_documents.made', { documents: all })] : [];
  }
}

function lineOf({ name, unit, quantity, price, rate, description }: OfferedLine, dealId: number) {
  return {
    ...{ name, unit, rate, dealId, quantity: quantity.toFixed(), price: price.toFixed(2) },
    description: description?.slice(0, LONGEST_DESCRIPTION) ?? null,
  };
}

function cutShort({ name, description }: OfferedLine) {
  const isLong = description !== null && description.length > LONGEST_DESCRIPTION;
  return isLong ? [say('offer_documents.long_description', { name, most: LONGEST_DESCRIPTION })] : [];
}

/** That the client has not got it, or that its time is over: a document may be made all the same. */
function stateOf(offer: Offer) {
  const state = offer.stateOn(today());
  if (state === 'draft') return [say('offer_documents.not_sent')];
  return state === 'expired'
    ? [say('offer_documents.expired', { day: writtenDay(offer.validUntil!, Person.current.language) })]
    : [];
}
