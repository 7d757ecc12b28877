import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../../broken-rule';
import { Database } from '../../../database/database';
import { On } from '../../../events/on';
import { MailStateChanged } from '../../../mail/mail.events';
import { Outbox } from '../../../mail/outbox/outbox.service';
import { DealDeleted, OfferDeleted, OfferWithdrawn } from '../../crm.events';

/** Whether an offer `o` of a deal `d` is no more: nobody is to be sent it. */
export const ENDED =
  '(o.withdrawn_at is not null or o.deleted_at is not null or (d.deleted_at is not null and o.accepted_at is null))';

/** Takes messages with an offer that has ended out of the outbox, as long as no server has them (R81, R121). */
@Injectable()
export class OnOfferEnded {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  @On(OfferWithdrawn)
  async takeBackWithdrawn({ offer }: OfferWithdrawn) {
    await this.takeBack('o.id = $1', offer);
  }

  @On(OfferDeleted)
  async takeBackDeleted({ offer }: OfferDeleted) {
    await this.takeBack('o.id = $1', offer);
  }

  @On(DealDeleted)
  async takeBackOfDeal({ deal }: DealDeleted) {
    await this.takeBack('o.deal_id = $1', deal);
  }

  /**
   * One that was being handed over when its offer ended, and that no server took, is not tried again.
   * @throws BrokenRule when a person wants it sent again: put off by a server it has a reason
   */
  @On(MailStateChanged)
  async takeBackPutOff({ message, state }: MailStateChanged) {
    if (state !== 'queued') return;
    await this.database.asAccount(async () => {
      const [of] = await this.database.query<{ reason: string | null }[]>(
        `select m.reason from mail_messages m join offer_sendings s on s.message_id = m.id join offers o on o.id = s.offer_id
          join deals d on d.id = o.deal_id where m.id = $1 and ${ENDED}`,
        [message],
      );
      if (of && of.reason === null) throw new BrokenRule('message_of_ended_offer');
      if (of) await this.withdrawFree('m.id = $1', message);
    });
  }

  private async takeBack(condition: string, id: number) {
    await this.database.asAccount(() => this.withdrawFree(condition, id));
  }

  /** Of those that wait, the ones that nobody else has: who hands one over locks it before its offer, so nothing is waited for here. */
  private async withdrawFree(condition: string, id: number) {
    const free = await this.database.query<{ id: number }[]>(
      `select m.id from offer_sendings s join mail_messages m on m.id = s.message_id join offers o on o.id = s.offer_id
          join deals d on d.id = o.deal_id
        where ${condition} and ${ENDED} and m.state = 'queued' and m.attempt_id is null
          and not exists (select from mail_recipients r where r.mail_message_id = m.id and r.state = 'accepted')
        order by m.id for no key update of m skip locked`,
      [id],
    );
    for (const { id: message } of free) await this.outbox.withdraw(message, 'crm');
  }
}
