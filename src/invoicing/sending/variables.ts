import type { Values } from '../../mail/template-text';
import { Decimal } from '../../money/decimal';
import { writtenDay, writtenMoney } from '../../web/formats';
import { type Language, translate } from '../../web/translations';
import type { Invoice } from '../invoices/invoice.entity';
import { asksForMoney } from '../public/asks-for-money';

/** Everything that a template may put in the place of `{{name}}`, in the order in which it is explained. */
export const VARIABLES: readonly string[] = [
  ...['document.number', 'document.kind', 'document.issuedOn', 'document.soldOn', 'document.dueOn'],
  ...['document.net', 'document.vat', 'document.gross', 'document.toPay', 'document.currency', 'document.orderNo'],
  ...['buyer.name', 'buyer.taxNo'],
  ...['seller.name', 'seller.taxNo', 'seller.account', 'seller.bank', 'seller.email', 'seller.phone'],
  ...['link', 'user.name'],
];

/**
 * What the variables stand for in a document's message, as its language writes it. What does not concern the client is empty: what is to be
 * paid when nothing is, an account when it is not paid by transfer. The link is left to whoever sends: asking makes it.
 */
export function valuesOf(invoice: Invoice, language: Language, user: string): Values {
  const { number, issueOn, soldOn, dueOn, currency, net, vat, gross, toPay, paid, buyer, seller, paymentMethod, words } = invoice;
  const left = asksForMoney(invoice) ? Decimal.max(toPay.minus(paid), 0) : new Decimal(0);
  const money = (amount: Decimal) => writtenMoney(amount, currency, language);
  const day = (on: string | null) => (on ? writtenDay(on, language) : '');
  const isPaidByTransfer = left.gt(0) && paymentMethod === 'transfer';
  return {
    'document.number': number ?? '',
    'document.kind': translate(language, invoice.documentKind.title),
    'document.issuedOn': day(issueOn),
    'document.soldOn': day(soldOn),
    'document.dueOn': left.gt(0) ? day(dueOn) : '',
    'document.net': money(net),
    'document.vat': money(vat),
    'document.gross': money(gross),
    'document.toPay': left.gt(0) ? money(left) : '',
    'document.currency': currency,
    'document.orderNo': words.orderNo ?? '',
    'buyer.name': buyer.name ?? '',
    'buyer.taxNo': buyer.taxNo ?? '',
    'seller.name': seller.name,
    'seller.taxNo': seller.taxNo,
    'seller.account': isPaidByTransfer ? (seller.bankAccount ?? '') : '',
    'seller.bank': isPaidByTransfer ? (seller.bank ?? '') : '',
    'seller.email': seller.email ?? '',
    'seller.phone': seller.phone ?? '',
    'user.name': user,
  };
}

/** The language in which a client is written to: Polish to whom the document speaks only Polish, else English. */
export function letterLanguage(language: string): Language {
  return language === 'pl' ? 'pl' : 'en';
}
