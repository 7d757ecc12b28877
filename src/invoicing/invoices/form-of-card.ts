import { type Card, labelOf } from './client-cards.service';

/**
 * What the form of a document takes from a client's card, by the names of its fields, so that nothing is typed again (R2, R10). Who has a
 * payer becomes the recipient, and the payer buys (R25).
 */
export function formOfCard(card: Card, payer?: Card) {
  const buyer = payer ?? card;
  const paymentDays = buyer.paymentDays ?? card.paymentDays;
  return {
    client: labelOf(buyer),
    filledFrom: buyer.id,
    recipient: payer ? labelOf(card) : null,
    buyerCompany: buyer.company ? 'yes' : 'no',
    buyerName: buyer.name,
    buyerTaxNo: buyer.taxNo,
    buyerStreet: buyer.street,
    buyerPostCode: buyer.postCode,
    buyerCity: buyer.city,
    buyerCountry: buyer.country,
    buyerEmail: buyer.email,
    ...(paymentDays !== null && { paymentDays }),
  };
}
