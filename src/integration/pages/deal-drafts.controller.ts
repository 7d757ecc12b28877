import { Controller, Get, NotFoundException, Render, Req } from '@nestjs/common';
import { kindOf } from '../../invoicing/kinds';
import { Side } from '../../web/doors';
import { type Request, redirect } from '../../web/http';
import { offerIn } from '../offers/offer-in';
import { OpenDrafts } from './open-drafts.service';

/** "This deal has a draft already": to be finished, or another begun (R126). */
@Side('invoicing')
@Controller('invoicing/deal-drafts')
export class DealDraftsController {
  constructor(private readonly drafts: OpenDrafts) {}

  @Get()
  @Render('integration/drafts/index')
  async index(@Req() { query }: Request) {
    const ids = [query.deals ?? []].flat();
    if (!ids.length || ids.some((id) => !/^[1-9]\d{0,15}$/.test(id))) throw new NotFoundException();
    const offer = offerIn(query.offer);
    const ofOffer = offer !== null && `offer=${offer}&kind=${query.kind === 'proforma' ? query.kind : 'vat'}`;
    const form = `/invoicing/invoices/new?${ofOffer || ids.map((id) => `deals=${id}`).join('&')}&another=1`;
    const drafts = await this.drafts.of(ids.map(Number), offer);
    if (!drafts.length) return redirect(form);
    return { form, drafts: drafts.map((draft) => ({ ...draft, title: kindOf(draft.kind)!.title })) };
  }
}
