import { Body, Controller, Get, Post, Render, Req, UseGuards } from '@nestjs/common';
import { Open } from '../../../web/doors';
import { FormOf } from '../../../web/form';
import { type Request, redirect } from '../../../web/http';
import { RefusalInput } from './answer.input';
import { OfferAnswers } from './offer-answers.service';
import { answerable, linkOf, OfferLinkGuard } from './offer-link.guard';
import { PublicOfferPage } from './public-offer-page.service';

/** Declines an offer, by whoever has its link (R124). */
@Open()
@Controller('offer/:token/refusal')
@UseGuards(OfferLinkGuard)
export class RefusalsController {
  constructor(
    private readonly page: PublicOfferPage,
    private readonly answers: OfferAnswers,
  ) {}

  /** The offer's page, where its form stands. */
  @Get('new')
  @Render('crm/offers/public/show')
  blank(@Req() request: Request) {
    return this.page.of(linkOf(request), `/offer/${request.params.token}`);
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: RefusalInput, @Req() request: Request) {
    await this.answers.decline(answerable(linkOf(request)), input);
    return redirect(`/offer/${request.params.token}`);
  }
}
