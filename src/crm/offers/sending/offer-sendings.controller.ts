import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Side } from '../../../web/doors';
import { FormOf } from '../../../web/form';
import { flash, idOf, type Request, redirect } from '../../../web/http';
import { say } from '../../../web/say';
import { LetterDesk } from '../../letters/letter-desk.service';
import { LetterTemplates } from '../../letters/letter-templates.service';
import { Letters } from '../../letters/letters.service';
import { type FilledOffer, OfferFilling } from '../offer-filling.service';
import { OfferLines } from '../offer-lines.service';
import { OfferVariables } from '../offer-variables.service';
import { Offers } from '../offers.service';
import { OfferLetters } from './offer-letters.service';
import { OfferSendingInput } from './offer-sending.input';
import { OfferSendings } from './offer-sendings.service';

/** After so many days somebody is reminded, unless they say otherwise (R82). */
const USUAL_DAYS = 3;

/** The message with an offer, written before it is sent (R81). */
@Side('crm')
@Controller('crm/offers/:id/sendings')
export class OfferSendingsController {
  constructor(
    private readonly offers: Offers,
    private readonly lines: OfferLines,
    private readonly filling: OfferFilling,
    private readonly variables: OfferVariables,
    private readonly letters: Letters,
    private readonly desk: LetterDesk,
    private readonly templates: LetterTemplates,
    private readonly words: OfferLetters,
    private readonly sendings: OfferSendings,
  ) {}

  @Get('new')
  @Render('crm/offers/sending/blank')
  async blank(@Req() request: Request) {
    const offer = await this.offers.find(idOf(request));
    if (request.method === 'GET') offer.allowChange();
    const { client, deal } = await this.letters.aboutDeal(offer.dealId);
    const known = await this.desk.known(client);
    const filled = await this.filling.of(offer, await this.lines.of(offer.id));
    const templates = (await this.templates.offered()).filter(({ language }) => language === offer.language);
    const template = templates.find(({ key }) => key === request.query.template);
    const people = request.body ? [request.body.people ?? []].flat().map(Number) : this.desk.usual(known, deal);
    return {
      offer: { id: offer.id, number: offer.number, title: offer.title, version: offer.version },
      clientName: client.name,
      language: say(`offers.language.${offer.language}`),
      known: known.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}`, checked: people.includes(id) })),
      answersTo: filled.values['user.email'],
      missing: await this.missing(filled),
      groups: await this.variables.groups(),
      templates: templates.map(({ key, name }) => ({ value: key, label: name })),
      template: template?.key ?? '',
      values: {
        ...this.words.begun(offer, filled.values, template),
        ...{ to: '', cc: '', emptyToo: false, remind: true, remindAfter: USUAL_DAYS, endsOnContact: true },
      },
    };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: OfferSendingInput, @Req() request: Request) {
    const id = idOf(request);
    const { to, served } = await this.sendings.send(id, input);
    flash(request, served ? 'success' : 'warning', served ? 'offer_sendings.queued' : 'offer_sendings.waits', { to });
    return redirect(`/crm/offers/${id}`);
  }

  private async missing({ unknown, empty, closed }: FilledOffer) {
    if (!unknown.length && !empty.length && !closed.length) return null;
    const labels = await this.variables.labels();
    const named = (names: string[]) => names.map((name) => labels.get(name) ?? name);
    return { unknown, empty: named(empty), closed: named(closed) };
  }
}
