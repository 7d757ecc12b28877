import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../../database/database';
import { On } from '../../../events/on';
import type { Told, Words } from '../../../notices/notice';
import { Notices } from '../../../notices/notices.service';
import { say } from '../../../web/say';
import { OfferAccepted, OfferDeclined, OfferOpened } from '../../crm.events';

/** Where notices of each kind usually go. */
const KINDS = {
  offer_opened: { inApp: false, byMail: false },
  offer_accepted: { inApp: true, byMail: true },
  offer_declined: { inApp: true, byMail: true },
  offer_reminder: { inApp: true, byMail: true },
};

/** Tells whoever is responsible for an offer, or for its deal by now, and whoever sent it, what the client did with it (R81, R82, R124). */
@Injectable()
export class OfferNotices implements OnModuleInit {
  constructor(
    private readonly notices: Notices,
    private readonly database: Database,
  ) {}

  onModuleInit() {
    const tell = (all: Told[]) => this.tell(all);
    for (const [kind, usually] of Object.entries(KINDS)) this.notices.tells(kind, { ...usually, side: 'crm' }, tell);
  }

  @On(OfferOpened)
  async opened({ offer }: OfferOpened) {
    await this.give('offer_opened', offer);
  }

  @On(OfferAccepted)
  async accepted({ offer }: OfferAccepted) {
    await this.give('offer_accepted', offer);
  }

  @On(OfferDeclined)
  async declined({ offer }: OfferDeclined) {
    await this.give('offer_declined', offer);
  }

  private async give(kind: keyof typeof KINDS, offer: number) {
    await this.database.asAccount(async () => {
      const concerned = await this.database.query<{ user: number }[]>(
        `select responsible_id "user" from offers where id = $1 and responsible_id is not null
         union select d.responsible_id from offers o join deals d on d.id = o.deal_id where o.id = $1 and d.responsible_id is not null
         union select sent_by from offer_sendings where offer_id = $1 and sent_by is not null`,
        [offer],
      );
      const users = concerned.map(({ user }) => user);
      await this.notices.give({ kind, users, ids: { offer }, key: `${kind}/${offer}` });
    });
  }

  /** Of an offer that is closed to the reader nothing is told but that there is one (R131). */
  private async tell(all: Told[]): Promise<Words[]> {
    const offers = await this.database.query<{ id: number; number: string; title: string; name: string | null }[]>(
      'select id, number, title, accepted_by name from offers where id = any ($1)',
      [all.map(({ ids }) => ids.offer)],
    );
    return all.map(({ kind, ids }) => {
      const offer = offers.find(({ id }) => id === ids.offer);
      if (!offer) return { text: say(`${kind}.closed`), href: null };
      const { number, title, name } = offer;
      return { text: say(`${kind}.told`, { number, title, name: name ?? '' }), href: `/crm/offers/${offer.id}` };
    });
  }
}
