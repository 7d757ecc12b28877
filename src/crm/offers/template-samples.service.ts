import { Injectable } from '@nestjs/common';
import { today } from '../../clock';
import { DealsService } from '../deals/deals.service';
import { OfferFilling } from './offer-filling.service';
import { firstLines } from './offer-lines.service';
import { OfferList } from './offer-list.service';
import { OfferSheets, type Sheet } from './offer-sheets.service';
import type { OfferTemplate } from './offer-template.entity';
import { usualValidity } from './offers.service';

const SHOWN = 5;

/** How offers of a template would look, with deals that are there (R80). */
@Injectable()
export class TemplateSamples {
  constructor(
    private readonly list: OfferList,
    private readonly deals: DealsService,
    private readonly filling: OfferFilling,
    private readonly sheets: OfferSheets,
  ) {}

  /** The newest deals that the person sees, to choose one. */
  async newest() {
    return (await this.list.newestDeals()).slice(0, SHOWN);
  }

  /** @throws EntityNotFoundError when the deal is not to be seen */
  async of(template: OfferTemplate, dealId: number): Promise<Sheet> {
    const deal = await this.deals.find(dealId);
    const lines = firstLines(deal, await this.deals.linesOf([dealId]));
    const { language, html, colour, showsLogo, footer } = template;
    const offer = {
      ...{ dealId, language, html, colour, showsLogo, footer, title: deal.shownName, currency: deal.currency },
      ...{
        number: `OF 1/${today().slice(0, 4)}`,
        validUntil: usualValidity(),
        createdAt: new Date(),
        departmentId: deal.departmentId,
      },
    };
    const { html: body } = await this.filling.of(offer, lines);
    return this.sheets.of(offer, body);
  }
}
