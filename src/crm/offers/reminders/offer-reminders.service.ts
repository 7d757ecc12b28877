import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../../broken-rule';
import { addDays, instantOf, today } from '../../../clock';
import { Database } from '../../../database/database';
import { Jobs } from '../../../jobs/jobs.service';
import { Offers } from '../offers.service';

/** The job that reminds of one offer. */
export const REMIND_OF_OFFER = 'RemindOfOffer';
/** When people are reminded, by the account's clocks. */
const MORNING = '08:00';

/** A reminder that waits. */
export interface Waiting {
  id: number;
  dueAt: Date;
  endsOnContact: boolean;
}

/** Who is reminded of offers that nobody answers, and when (R82): at most one reminder waits for each offer. */
@Injectable()
export class OfferReminders {
  constructor(
    private readonly database: Database,
    private readonly offers: Offers,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Sets the reminder of an offer that is being sent, which takes the place of an earlier one; the caller has locked the offer.
   * @param days null: nobody is reminded @throws BrokenRule when there are none
   */
  async arrange(offer: number, days: number | null, endsOnContact: boolean) {
    await this.end(offer, 'sent_again');
    if (days === null) return;
    if (days < 1) throw new BrokenRule('reminder_without_days', {}, 'remindAfter');
    const due = instantOf(addDays(today(), days), MORNING);
    const [{ id }] = await this.database.query<{ id: number }[]>(
      'insert into offer_reminders (offer_id, due_at, ends_on_contact) values ($1, $2, $3) returning id',
      [offer, due, endsOnContact],
    );
    await this.jobs.add(REMIND_OF_OFFER, { reminder: id }, { after: due });
  }

  /** Undefined when nobody is to be reminded any more. */
  async waiting(offer: number): Promise<Waiting | undefined> {
    const [found] = await this.database.query<(Waiting & { over: string | null })[]>(
      `select id, due_at "dueAt", ends_on_contact "endsOnContact", ${OVER} "over" from offer_reminders r where offer_id = $1 and ended_at is null`,
      [offer],
    );
    return found?.over === null ? found : undefined;
  }

  /** Nobody is reminded; a second time changes nothing (R118). */
  async cancel(offer: number) {
    await this.offers.lock(offer);
    await this.end(offer, 'cancelled');
  }

  private async end(offer: number, by: 'sent_again' | 'cancelled') {
    await this.database.query(
      'update offer_reminders set ended_at = now(), ended_by = $2 where offer_id = $1 and ended_at is null',
      [offer, by],
    );
  }
}

/** What made a reminder `r` needless, null while nothing did. Asked when it is due, so that nothing that is undone before has ended it. */
export const OVER = `(select case when o.deleted_at is not null or d.deleted_at is not null then 'deleted' when o.withdrawn_at is not null then 'withdrawn'
    when num_nonnulls(o.accepted_at, o.declined_at) > 0 then 'answered'
    when r.ends_on_contact and (
      exists (select from letters l join mail_messages m on m.account_id = l.account_id and m.id = l.message_id
        where l.account_id = d.account_id and l.client_id = d.client_id and m.queued_at > r.made_at and m.state <> 'withdrawn')
      or exists (select from tasks t where t.account_id = d.account_id and t.deal_id = d.id and t.kind in ('call', 'meeting', 'mail')
        and t.done_at > r.made_at and t.deleted_at is null)) then 'contact' end
  from offers o join deals d on d.account_id = o.account_id and d.id = o.deal_id where o.account_id = r.account_id and o.id = r.offer_id)`;
