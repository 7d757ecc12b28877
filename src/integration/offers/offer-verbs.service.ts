import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { documentRefusal, type Offer } from '../../crm/offers/offer.entity';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';
import { isSale, OfferDocuments, standing } from './offer-documents.service';

/** Hangs on an offer's page the ways to its proforma and its invoice (R84, R124). */
@Injectable()
export class OfferVerbs implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly documents: OfferDocuments,
  ) {}

  onModuleInit() {
    this.panels.hang('offer.actions', (offer: Offer) => this.verbs(offer));
  }

  /** For members of both sides, while the integration is on (R18, R64). An invoice continues the proforma of the offer that stands (R42). */
  private async verbs(offer: Offer) {
    const { invoicing, integration } = Person.current;
    if (!invoicing || !integration) return [];
    const refusal = documentRefusal(offer);
    const verb = (name: string, href: string, primary: boolean) => {
      const may = refusal ? { href: null, reason: say(`broken.${refusal}`) } : { href, reason: null };
      return { ...may, label: say(`offer_documents.${name}`), sign: 'file-plus', primary: primary && !refusal };
    };
    const made = standing(await this.documents.of(offer.id));
    const isSold = made.some(isSale);
    const proforma = isSold ? undefined : made.findLast(({ kind, continued }) => kind === 'proforma' && !continued);
    const form = `/invoicing/invoices/new?offer=${offer.id}`;
    return [
      verb('proforma', `${form}&kind=proforma`, false),
      verb(
        'invoice',
        proforma ? `/invoicing/invoices/new?from=${proforma.id}&kind=vat` : `${form}&kind=vat`,
        !isSold && offer.acceptedAt !== null,
      ),
    ];
  }
}
