import { OfferInput, OfferLineInput } from '../../../src/crm/offers/offer.input';
import { Offers } from '../../../src/crm/offers/offers.service';
import { Decimal } from '../../../src/money/decimal';
import type { TestBrowser } from '../../app';
import type { Firm } from '../../integration/firm';

/** An offer of a deal; changes name what differs from one of two lines for 1476 gross. */
export async function offerOf(firm: Firm, dealId: number, changes: Partial<OfferInput> = {}): Promise<number> {
  const line = (name: string, quantity: number, price: string) =>
    Object.assign(new OfferLineInput(), {
      name,
      quantity: new Decimal(quantity),
      unit: 'szt.',
      price: new Decimal(price),
      rate: '23',
    });
  const usual = {
    ...{ dealId, title: 'Zieleń przy kawiarni', language: 'pl', html: '<p>Dzień dobry, {{client.name}}</p>', currency: 'PLN' },
    lines: [line('Projekt', 1, '1230.00'), line('Drzewa', 3, '82.00')],
  };
  const { id } = await firm.does(Offers, (offers) => offers.create(Object.assign(new OfferInput(), usual, changes)));
  return id;
}

/** The form that sends an offer, as it stands. */
export async function formOf(firm: Firm, offer: number, changes: object = {}) {
  const [{ version }] = await firm.rows<{ version: number }>(`select version from offers where id = ${offer}`);
  const usual = { to: 'jan@lipa.example', subject: 'Oferta {{offer.number}}', body: 'Proszę: {{offer.link}}', version };
  return { ...usual, ...changes };
}

/** Sends an offer. @returns the path of the link that its client got */
export async function send(
  firm: Firm,
  offer: number,
  changes: object = {},
  browser: TestBrowser = firm.browser,
): Promise<string> {
  const { status, text } = await browser.post(`/crm/offers/${offer}/sendings`, await formOf(firm, offer, changes));
  if (status !== 303) throw new Error(`Sending answered ${status}: ${text}`);
  return linkOf(firm, offer);
}

export async function linkOf(firm: Firm, offer: number): Promise<string> {
  const [{ token }] = await firm.rows<{ token: string }>(
    `select token from offer_links where offer_id = ${offer} and revoked_at is null`,
  );
  return `/offer/${token}`;
}
