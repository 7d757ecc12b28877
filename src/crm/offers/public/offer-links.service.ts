import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Person } from '../../../accounts/person';
import { BrokenRule } from '../../../broken-rule';
import { Database } from '../../../database/database';
import { SETTINGS, type Settings } from '../../../settings';
import { Offers } from '../offers.service';

/** A link that opens an offer to whoever has it. */
export interface OfferLink {
  /** Its whole address. */
  url: string;
  madeAt: Date;
}

/** The links by which clients open their offers without signing in (R81): at most one stands for each offer. */
@Injectable()
export class OfferLinks {
  constructor(
    private readonly database: Database,
    private readonly offers: Offers,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The link that stands; undefined while there is none. */
  async standing(offer: number): Promise<OfferLink | undefined> {
    const [link] = await this.database.query<{ token: string; madeAt: Date }[]>(
      'select token, made_at "madeAt" from offer_links where offer_id = $1 and revoked_at is null',
      [offer],
    );
    return link && { url: `${this.settings.baseUrl}/offer/${link.token}`, madeAt: link.madeAt };
  }

  /** The link that stands, made when there is none; the caller has locked the offer. */
  async of(offer: number): Promise<OfferLink> {
    return (await this.standing(offer)) ?? this.made(offer);
  }

  /** A new link in the place of the one that stood. @throws BrokenRule for an offer that never went out */
  async renewed(id: number): Promise<OfferLink> {
    const { sentAt, deletedAt } = await this.offers.lock(id);
    if (deletedAt) throw new BrokenRule('offer_is_deleted');
    if (!sentAt) throw new BrokenRule('offer_has_no_link');
    await this.revoke(id);
    return this.made(id);
  }

  /** From now on the link that stood only says that it was taken back; without one nothing happens. */
  async revoke(id: number) {
    await this.offers.find(id);
    await this.database.query(
      'update offer_links set revoked_at = now(), revoked_by = $2 where offer_id = $1 and revoked_at is null',
      [id, Person.current.user],
    );
  }

  private async made(offer: number): Promise<OfferLink> {
    const token = randomBytes(32).toString('base64url');
    await this.database.query('insert into offer_links (offer_id, token) values ($1, $2)', [offer, token]);
    return (await this.standing(offer))!;
  }
}
