import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { today } from '../../clock';
import { DepartmentLogos } from '../../departments/department-logos.service';
import type { Invoice } from '../invoices/invoice.entity';
import { shown } from '../invoices/looks';
import { asksForMoney } from './asks-for-money';

const LOOKS = {
  cancelled: { colour: 'warn', sign: 'ban' },
  paid: { colour: 'good', sign: 'circle-check' },
  partly_paid: { colour: 'info', sign: 'wallet' },
  overdue: { colour: 'bad', sign: 'alert' },
  due: { colour: 'info', sign: 'wallet' },
  issued: { colour: 'good', sign: 'circle-check' },
};

/** What a client sees of a document by its link (R63): its paper, what is still to be paid and how; nothing of what the firm keeps to itself. */
@Injectable()
export class PublicPage {
  constructor(private readonly logos: DepartmentLogos) {}

  /** address: of the page itself */
  async of(document: Invoice, address: string) {
    const { invoice } = shown(document, Person.current);
    const state = stateOf(document);
    const logo = await this.logos.idOf(document.departmentId);
    return {
      invoice: { ...invoice, internalNote: null },
      logo: logo === undefined ? null : `${address}/logo?v=${logo}`,
      state: { name: state, ...LOOKS[state] },
      pdf: `${address}.pdf`,
      payment: paymentOf(document, state),
    };
  }
}

function stateOf(document: Invoice): keyof typeof LOOKS {
  const { state, toPay, paid, dueOn } = document;
  if (state === 'cancelled') return 'cancelled';
  if (!asksForMoney(document)) return 'issued';
  if (paid.gte(toPay)) return 'paid';
  if (dueOn && dueOn < today()) return 'overdue';
  return paid.isZero() ? 'due' : 'partly_paid';
}

/** What the client is to pay and where to; null when nothing is. */
function paymentOf(document: Invoice, state: string) {
  if (!['due', 'partly_paid', 'overdue'].includes(state)) return null;
  const { toPay, paid, currency, dueOn, paymentMethod, number, seller } = document;
  const { name, bank, bankAccount } = seller;
  return {
    amount: toPay.minus(paid),
    currency,
    dueOn,
    title: number,
    name,
    bank,
    bankAccount: paymentMethod === 'transfer' ? bankAccount : null,
  };
}
