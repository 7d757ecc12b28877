import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../../broken-rule';
import { filled, namesIn, unknownIn, type Values } from '../../../mail/template-text';
import { translate } from '../../../web/translations';
import type { Offer } from '../offer.entity';
import { OfferFilling } from '../offer-filling.service';
import type { OfferedLine } from '../offer-saying';
import { OfferVariables } from '../offer-variables.service';

/** The link by which the client opens the offer; filled in when the message is sent. */
const LINK = 'offer.link';
const LONGEST_SUBJECT = 255;

/** What the message that brings an offer says; variables may stand in it. */
export interface OfferLetter {
  subject: string;
  body: string;
}

/** Puts into words the messages that bring offers, in the offer's language (R81). */
@Injectable()
export class OfferLetters {
  constructor(
    private readonly filling: OfferFilling,
    private readonly variables: OfferVariables,
  ) {}

  /**
   * What the form begins with: everything is filled in but the link.
   * @param template its subject and text, else the usual ones
   */
  begun({ language }: Offer, values: Values, template?: OfferLetter): OfferLetter {
    const [subject, body] = template
      ? [template.subject, template.body]
      : ['subject', 'body'].map((part) => translate(language, `offer_letter.${part}`));
    return { subject: onOneLine(filled(subject, values)), body: filled(body, values) };
  }

  /**
   * The words that go out; the link stands at their end unless they have it elsewhere.
   * @throws BrokenRule at the field that names what there is not, what is not told to clients, or what would be a hole
   */
  async finished(offer: Offer, lines: OfferedLine[], said: OfferLetter, link: string): Promise<OfferLetter> {
    const { values, closed } = await this.filling.valuesOf(offer, lines);
    const all = { ...values, [LINK]: link };
    const labels = await this.variables.labels();
    for (const field of ['subject', 'body'] as const) refuse(said[field], field, { all, closed, labels });
    const body = namesIn(said.body).includes(LINK) ? said.body : `${said.body}\n\n{{${LINK}}}`;
    const letter = { subject: onOneLine(filled(said.subject, all)), body: filled(body, all) };
    if (!letter.subject) throw new BrokenRule('letter_says_nothing', {}, 'subject');
    return letter;
  }
}

/** @throws BrokenRule */
function refuse(
  text: string,
  field: 'subject' | 'body',
  { all, closed, labels }: { all: Values; closed: string[]; labels: Map<string, string> },
) {
  const unknown = unknownIn(text, Object.keys(all));
  if (unknown.length) throw new BrokenRule('unknown_variable', { count: unknown.length, names: unknown.join(', ') }, field);
  const named = [...new Set(namesIn(text))];
  const inWords = (names: string[]) => ({ count: names.length, names: names.map((name) => labels.get(name) ?? name).join(', ') });
  const hidden = named.filter((name) => closed.includes(name));
  if (hidden.length) throw new BrokenRule('offer_names_closed', inWords(hidden), field);
  const empty = named.filter((name) => all[name] === '');
  if (empty.length) throw new BrokenRule('letter_variable_empty', inWords(empty), field);
}

function onOneLine(text: string) {
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_SUBJECT);
}
