import { Body, Controller, Get, Post, Render, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Open } from '../../../web/doors';
import { FormOf } from '../../../web/form';
import { type Request, redirect } from '../../../web/http';
import { AcceptanceInput } from './answer.input';
import { OfferAnswers } from './offer-answers.service';
import { answerable, linkOf, OfferLinkGuard } from './offer-link.guard';
import { PublicOfferPage } from './public-offer-page.service';

/** Accepts an offer, by whoever has its link (R124). */
@Open()
@Controller('offer/:token/acceptance')
@UseGuards(OfferLinkGuard)
export class AcceptancesController {
  constructor(
    private readonly page: PublicOfferPage,
    private readonly answers: OfferAnswers,
  ) {}

  /** The offer's page, where its form stands. Shown again it has the status of an answer that was not taken. */
  @Get('new')
  @Render('crm/offers/public/show')
  async blank(@Req() request: Request, @Res({ passthrough: true }) reply?: FastifyReply) {
    const opened = await this.page.opened(linkOf(request));
    if (opened.closed) reply?.status(410);
    return this.page.of(opened, `/offer/${request.params.token}`);
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: AcceptanceInput, @Req() request: Request) {
    await this.answers.accept(answerable(linkOf(request)), input);
    return redirect(`/offer/${request.params.token}`);
  }
}
