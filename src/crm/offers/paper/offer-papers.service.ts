import { Injectable } from '@nestjs/common';
import { dayOf } from '../../../clock';
import { asPrintable } from '../../../departments/picture';
import { MadeLately } from '../../../typesetting/made-lately';
import { Typesetter } from '../../../typesetting/typesetter';
import { type Language, translate } from '../../../web/translations';
import { digestOf } from '../digest';
import type { Offer } from '../offer.entity';
import { OfferFilling } from '../offer-filling.service';
import { OfferLines } from '../offer-lines.service';
import { OfferSheets } from '../offer-sheets.service';
import { treeOf } from './html-tree';

/** How an offer is laid out, below views/. */
const TEMPLATE = 'crm/offers/paper/offer.typ';

/** An offer as it is to be printed. */
export interface PrintedOffer {
  number: string;
  title: string;
  language: Language;
  /** `#rrggbb` */
  colour: string;
  /** As a data URL; null for none. */
  logo: string | null;
  footer: string | null;
  /** Cleaned and filled HTML. */
  html: string;
  /** The day that the file says it is of, YYYY-MM-DD; with it the same offer gives the same bytes. */
  day: string;
}

/** Offers as PDF (R80): read in a transaction, printed outside of it. */
@Injectable()
export class OfferPapers {
  constructor(
    private readonly lines: OfferLines,
    private readonly filling: OfferFilling,
    private readonly sheets: OfferSheets,
    private readonly typesetter: Typesetter,
    private readonly lately: MadeLately,
  ) {}

  /** What is to be printed of an offer: what the client was sent, or what would be sent now. */
  async prepared(offer: Offer): Promise<PrintedOffer> {
    const { number, title, language, footer, filledHtml } = offer;
    const html = filledHtml ?? (await this.filling.of(offer, await this.lines.of(offer.id))).html;
    const looks = await this.sheets.looksOf(offer);
    return { number, title, language, footer, html, ...looks, day: dayOf(offer.sentAt ?? offer.updatedAt) };
  }

  /** Prints what was read, after its transaction has ended: once, however often the same is asked for. @throws Error when it cannot be typeset */
  async printed(offer: PrintedOffer): Promise<{ name: string; bytes: Buffer }> {
    const bytes = await this.lately.once(`${TEMPLATE} ${digestOf(JSON.stringify(offer))}`, () => this.typeset(offer));
    return { name: `${offer.number.replace(/[^\p{L}\p{N}.-]+/gu, '-')}.pdf`, bytes };
  }

  private async typeset({ number, title, language, colour, logo, footer, html, day }: PrintedOffer): Promise<Buffer> {
    const { blocks, pictures } = treeOf(html);
    const picture = logo && (await asPrintable(Buffer.from(logo.slice(logo.indexOf(',') + 1), 'base64')));
    const name = picture ? `logo.${picture.type === 'image/jpeg' ? 'jpg' : 'png'}` : '';
    const page = translate(language, 'offers.paper.page');
    const paper = { title, language, accent: colour, footer: footer ?? `${number} · ${title}`, page, day, blocks };
    return this.typesetter.pdf({
      template: TEMPLATE,
      inputs: { paper: JSON.stringify(paper), logo: name },
      pictures: [...pictures, ...(picture ? [{ name, bytes: picture.bytes }] : [])],
    });
  }
}
