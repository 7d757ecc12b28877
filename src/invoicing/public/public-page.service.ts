import { Injectable } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { today } from '../../clock';
import { DepartmentLogos } from '../../departments/department-logos.service';
import { writtenSize } from '../../files/file-answer';
import { Attachments } from '../attachments/attachments.service';
import type { Invoice } from '../invoices/invoice.entity';
import { shown } from '../invoices/looks';
import { leftToPay, PAYMENT_LOOKS, paymentState } from '../payments/payment-state';
import { asksForMoney } from './asks-for-money';

const LOOKS = {
  cancelled: { colour: 'warn', sign: 'ban' },
  ...PAYMENT_LOOKS,
  due: { colour: 'info', sign: 'wallet' },
  issued: { colour: 'good', sign: 'circle-check' },
};

/** What a client sees of a document by its link (R63): its paper, the files meant for it, what is still to be paid and how; nothing of what the firm keeps to itself. */
@Injectable()
export class PublicPage {
  constructor(
    private readonly logos: DepartmentLogos,
    private readonly attachments: Attachments,
  ) {}

  /** address: of the page itself */
  async of(document: Invoice, address: string) {
    const { invoice } = shown(document, Person.current);
    const state = stateOf(document);
    const logo = await this.logos.idOf(document.departmentId);
    const attachments = await this.attachments.of(document.id, true);
    return {
      invoice: { ...invoice, internalNote: null },
      logo: logo === undefined ? null : `${address}/logo?v=${logo}`,
      state: { name: state, ...LOOKS[state] },
      pdf: `${address}.pdf`,
      payment: paymentOf(document, state),
      attachments: attachments.map((attachment) => ({
        name: attachment.name,
        size: writtenSize(attachment, Person.current.language),
        href: `${address}/attachments/${attachment.id}`,
      })),
    };
  }
}

/** How it stands, as its client needs to know it. */
function stateOf(document: Invoice): keyof typeof LOOKS {
  if (document.state === 'cancelled') return 'cancelled';
  const payment = asksForMoney(document) ? paymentState(document, today()) : null;
  if (payment === null) return 'issued';
  if (payment === 'unpaid') return 'due';
  return payment === 'overpaid' ? 'paid' : payment;
}

/** What the client is to pay and where to; null when nothing is. */
function paymentOf(document: Invoice, state: string) {
  if (!['due', 'partly_paid', 'overdue'].includes(state)) return null;
  const { toPay, paid, currency, dueOn, paymentMethod, number, seller } = document;
  const { name, bank, bankAccount } = seller;
  return {
    amount: leftToPay({ toPay, paid }),
    currency,
    dueOn,
    title: number,
    name,
    bank,
    bankAccount: paymentMethod === 'transfer' ? bankAccount : null,
  };
}
