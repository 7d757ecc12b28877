import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Person } from '../accounts/person';
import { BrokenRule } from '../broken-rule';
import { Database } from '../database/database';
import { Events } from '../events/events';
import { taxKey } from '../identifiers/tax-number';
import { Client } from './client.entity';
import { ClientCreated } from './clients.events';

/** A buyer as a document says it. */
export interface Buyer {
  company: boolean;
  name: string;
  /** ISO 3166 code of the country that gave taxNo. */
  taxCountry: string;
  taxNo: string | null;
  street: string | null;
  postCode: string | null;
  city: string | null;
  country: string;
  email: string | null;
}

interface Card {
  id: number;
  email: string | null;
  /** The name is the buyer's, case, accents and spacing ignored. */
  named: boolean;
  /** The address is complete and the buyer's. */
  living: boolean;
}

// The search wants a limit; a name has fewer namesakes than this.
const ALL = 1_000_000;

/** Finds the card that a document's buyer means, or makes it (R8, R9). Runs as the account: the caller lifts the person's limits. */
@Injectable()
export class MatchingService {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    @InjectRepository(Client) private readonly clients: Repository<Client>,
  ) {}

  /**
   * One card for one buyer, however many documents are issued at once.
   * @param past whether the document was issued long ago (R87)
   * @throws BrokenRule client_ambiguous when several cards fit: a person has to choose
   */
  async matchOrCreate(buyer: Buyer, past = false): Promise<{ id: number; created: boolean }> {
    const key = buyer.taxNo && taxKey(buyer.taxNo, buyer.taxCountry);
    await this.waitForOthers(key ?? buyer.name);
    const match = key ? await this.byTaxKey(key, buyer) : await this.byName(buyer);
    return match ? { id: match.id, created: false } : { id: await this.create(buyer, past), created: true };
  }

  /** Serialises issues to the same buyer until their transactions end; nothing is locked for all others. */
  private async waitForOthers(key: string) {
    await this.database.query(
      `select pg_advisory_xact_lock(hashtextextended('client:' || app_account() || ':' || app_folded($1), 0))`,
      [key],
    );
  }

  private async byTaxKey(key: string, buyer: Buyer) {
    const cards = await this.cards(buyer, 'tax_key = $6', key);
    return cards.length > 1
      ? only(
          cards.filter(({ named }) => named),
          buyer,
          cards.length,
        )
      : cards[0];
  }

  private async byName(buyer: Buyer) {
    // Below a policy only the search can use an index for names.
    const namesakes = (
      await this.cards(buyer, 'id in (select search_clients($2, $6)) and company = $7', ALL, buyer.company)
    ).filter(({ named }) => named);
    const email = folded(buyer.email);
    const same = namesakes.filter((card) => folded(card.email) === email);
    if (!buyer.company)
      return one(
        namesakes.filter((card) => (email && folded(card.email) === email) || card.living),
        buyer,
      );
    if (same.length) return one(same, buyer);
    const open = namesakes.filter((card) => !email || !card.email);
    return open.length === 1 ? open[0] : undefined;
  }

  private cards(buyer: Buyer, condition: string, ...values: unknown[]): Promise<Card[]> {
    return this.database.query<Card[]>(
      `select id, email, app_folded(name) = app_folded($2) as named,
         coalesce(country = $1 and app_folded(street) = app_folded($3) and app_folded(post_code) = app_folded($4)
           and app_folded(city) = app_folded($5), false) as living
       from clients where deleted_at is null and ${condition} order by id`,
      [buyer.country, buyer.name, buyer.street, buyer.postCode, buyer.city, ...values],
    );
  }

  private async create({ taxNo, ...buyer }: Buyer, past: boolean) {
    const client = this.clients.create({ ...buyer, tags: [], own: {}, responsibleId: Person.current.user });
    client.giveTaxNumber(taxNo);
    await this.clients.save(client);
    await this.events.publish(new ClientCreated(client.id, past));
    return client.id;
  }
}

function one(cards: Card[], buyer: Buyer): Card | undefined {
  return cards.length > 1 ? only(cards, buyer, cards.length) : cards[0];
}

function only(cards: Card[], { name }: Buyer, count: number): Card {
  if (cards.length !== 1) throw new BrokenRule('client_ambiguous', { name, count }, 'clientId');
  return cards[0];
}

function folded(email: string | null) {
  return email?.trim().toLowerCase() || null;
}
