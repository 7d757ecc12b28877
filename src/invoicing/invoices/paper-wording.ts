import type { Language } from '../../web/translations';
import { dueNameOf, mayAwaitTransfer } from '../paper/due';
import { rolesOf } from '../paper/party';
import { word } from '../paper/words';
import { priceKindOf } from '../vat/totals';
import type { Invoice } from './invoice.entity';

/**
 * What the page of a document says as its PDF does: who pays in and who is paid, what lines name and what they come to. Slips and notes are
 * about no sale, cash has no term and is awaited on no account.
 */
export function paperWording(invoice: Invoice, language: Language) {
  const { kind, documentKind, method, soldOn, dueOn, paymentMethod, seller } = invoice;
  const [own, other] = rolesOf(invoice).map((role) => word(language, role));
  const isSlip = documentKind.fixedRate === 'none';
  const isCash = kind === 'kp' || kind === 'kw';
  const value = documentKind.showsVat ? 'gross' : isSlip ? 'amount' : 'value';
  return {
    wording: {
      own,
      other,
      line: word(language, isSlip ? 'title_of' : 'name'),
      price: word(language, documentKind.showsVat ? `price_${priceKindOf(method)}` : 'price'),
      value: word(language, value),
      due: word(language, dueNameOf(invoice)),
    },
    soldOn: isSlip ? null : soldOn,
    dueOn: isCash ? null : dueOn,
    paymentMethod: isCash ? null : paymentMethod,
    account: mayAwaitTransfer(invoice) ? seller.bankAccount : null,
  };
}
