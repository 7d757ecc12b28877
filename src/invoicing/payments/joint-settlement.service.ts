import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { BrokenRule } from '../../broken-rule';
import { today } from '../../clock';
import { say } from '../../web/say';
import { Invoice } from '../invoices/invoice.entity';
import { listed } from '../invoices/looks';
import { Payment } from './payment.entity';
import { isSettled, leftToPay } from './payment-state';
import { PaymentsService } from './payments.service';

/** So many documents that could not be paid are named. */
const MOST_NAMED = 20;

/** Pays several documents at once, and says of each that could not be why (R95). */
@Injectable()
export class JointSettlement {
  constructor(
    @InjectRepository(Invoice) private readonly invoices: Repository<Invoice>,
    private readonly payments: PaymentsService,
  ) {}

  /** What would be paid, and what not and why, of the documents that the person may see. */
  async look(ids: number[]) {
    const found = ids.length ? await this.invoices.find({ where: { id: In(ids) }, order: { issueOn: 'desc', id: 'desc' } }) : [];
    const rows = found.map((invoice) => {
      const reason = Payment.refusal(invoice) ?? (isSettled(invoice) ? 'already_paid' : undefined);
      return { ...listed(invoice), left: leftToPay(invoice), reason: reason ? `broken.${reason}` : null };
    });
    return { payable: rows.filter(({ reason }) => !reason), refused: rows.filter(({ reason }) => reason) };
  }

  /**
   * Pays each wholly, by a payment of its own. One that cannot be keeps none of the others.
   * @param method how; null is as each document says
   * @throws BrokenRule when none is ticked, or the day is to come
   */
  async pay(ids: number[], day: string, method: string | null) {
    if (!ids.length) throw new BrokenRule('nothing_ticked');
    if (day > today()) throw new BrokenRule('payment_day_in_future', {}, 'paidOn');
    const refused: string[] = [];
    const seen = await this.invoices.find({ select: { id: true, number: true }, where: { id: In(ids) }, order: { id: 'asc' } });
    for (const { id, number } of seen) {
      // Whatever is refused is refused before anything is written.
      const reason = await this.payments.markPaid(id, day, method).then(() => null, reasonOf);
      if (reason) refused.push(`${number ?? say('invoices.no_number')}: ${reason}`);
    }
    const more = refused.length - MOST_NAMED;
    const named = more > 0 ? [...refused.slice(0, MOST_NAMED), say('payments.and_more', { count: more })] : refused;
    return { paid: seen.length - refused.length, refused: named };
  }
}

function reasonOf(error: unknown) {
  if (error instanceof BrokenRule) return say(`broken.${error.key}`, error.values);
  throw error;
}
