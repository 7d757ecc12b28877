import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { dayOf } from '../../clock';
import { namesIn, type Values } from '../../mail/template-text';
import { writtenDay, writtenMoney } from '../../web/formats';
import { grossOf } from '../deals/deal-lines.service';
import type { Offer } from './offer.entity';
import type { OfferedLine } from './offer-saying';
import { offerTable } from './offer-table';
import { filledHtml, OFFER_VARIABLES, unknownInHtml } from './offer-text';
import { OfferVariables } from './offer-variables.service';

/** What of an offer its text is filled with. */
export type Fillable = Pick<Offer, 'dealId' | 'number' | 'title' | 'language' | 'html' | 'currency' | 'validUntil' | 'createdAt'>;

/** An offer's text as its client reads it, and the variables that say nothing in it, by name. */
export interface FilledOffer {
  html: string;
  /** What stands for each variable. */
  values: Values;
  /** None of ours: mistyped, or of a field that was removed. */
  unknown: string[];
  /** There is nothing to say. */
  empty: string[];
  /** Not told to clients (R16), or taken from what the person who asks may not see. */
  closed: string[];
}

/** Fills offers as the person who asks sees their deal (R80). */
@Injectable()
export class OfferFilling {
  constructor(private readonly variables: OfferVariables) {}

  async of(offer: Fillable, lines: OfferedLine[]): Promise<FilledOffer> {
    const { html, language } = offer;
    const { values, closed } = await this.valuesOf(offer, lines);
    const named = [...new Set(namesIn(html))];
    const empty = named.filter((name) => values[name] === '' && !closed.includes(name));
    return {
      html: filledHtml(html, values, offerTable(lines, offer.currency, language)),
      values,
      unknown: unknownInHtml(html, [...Object.keys(values), ...OFFER_VARIABLES]),
      empty: lines.length || !named.includes('offer.lines') ? empty : [...empty, 'offer.lines'],
      closed: named.filter((name) => closed.includes(name)),
    };
  }

  /** What is unknown or closed never gets to a client: neither by mail, nor by changing an offer that is with them. @throws BrokenRule */
  async refuseUntold({ unknown, closed }: FilledOffer) {
    if (unknown.length) throw new BrokenRule('offer_names_unknown', { count: unknown.length, names: unknown.join(', ') });
    if (closed.length) throw new BrokenRule('offer_names_closed', await this.inWords(closed));
  }

  /** As people call these variables. */
  async inWords(names: string[]): Promise<{ count: number; names: string }> {
    const labels = await this.variables.labels();
    return { count: names.length, names: names.map((name) => labels.get(name) ?? name).join(', ') };
  }

  /** What may stand in the offer's text, and in a letter about it; closed are those that are not told to the client. */
  async valuesOf(offer: Fillable, lines: OfferedLine[]): Promise<{ values: Values; closed: string[] }> {
    const { values, closed } = await this.variables.of(offer.dealId, offer.language);
    return { values: { ...values, ...ownValues(offer, lines) }, closed };
  }
}

function ownValues({ number, title, currency, language, validUntil, createdAt }: Fillable, lines: OfferedLine[]): Values {
  return {
    'offer.number': number,
    'offer.title': title,
    'offer.madeOn': writtenDay(dayOf(createdAt), language),
    'offer.validUntil': validUntil === null ? '' : writtenDay(validUntil, language),
    'offer.total': lines.length ? writtenMoney(grossOf(lines), currency, language) : '',
  };
}
