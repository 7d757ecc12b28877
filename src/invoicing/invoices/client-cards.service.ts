import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import type { Buyer } from './parties';

/** What a document takes from a client's card. */
export interface Card extends Buyer {
  id: number;
  name: string;
  /** Who pays for this client (R15). */
  payerId: number | null;
  paymentDays: number | null;
}

const COLUMNS = `id, company, name, tax_country as "taxCountry", tax_no as "taxNo", street, post_code as "postCode", city, country, email,
  payer_id as "payerId", payment_days as "paymentDays"`;
const OFFERED = 20;
const NAMED = 5;

/** Reads the cards that a document may name; the policies leave out what the person may not see. */
@Injectable()
export class ClientCards {
  constructor(private readonly database: Database) {}

  /**
   * The card that a document is about to name: it is not deleted before the document is kept (R75).
   * @throws BrokenRule client_gone, when it is deleted, another account's or closed to the person (R127)
   */
  async card(id: number): Promise<Card> {
    const [card] = await this.database.query<Card[]>(
      `select ${COLUMNS} from clients where id = $1 and deleted_at is null for share`,
      [id],
    );
    if (!card) throw new BrokenRule('client_gone', {}, 'client');
    return card;
  }

  /** Those of these cards that may be used. */
  async cards(ids: (number | null)[]): Promise<Card[]> {
    const asked = ids.filter((id) => id !== null);
    if (asked.length === 0) return [];
    return this.database.query(`select ${COLUMNS} from clients where id = any($1::bigint[]) and deleted_at is null`, [asked]);
  }

  /** The first cards that fit the words, each with the card that pays for it, for a picker. */
  async offered(words: string): Promise<{ card: Card; payer: Card | undefined }[]> {
    const cards = await this.found(words, OFFERED);
    const payers = await this.cards(cards.map(({ payerId }) => payerId));
    return cards.map((card) => ({ card, payer: payers.find(({ id }) => id === card.payerId) }));
  }

  /** The cards that a typed buyer may be: those with its tax number, else its namesakes. */
  async alike(name: string | null, taxNo: string | null): Promise<{ id: number; text: string }[]> {
    const byNumber = taxNo?.trim() ? await this.found(taxNo, OFFERED) : [];
    const namesakes = byNumber.length || !name?.trim() ? [] : await this.found(name, OFFERED);
    const cards = byNumber.length ? byNumber : namesakes.filter((card) => folded(card.name) === folded(name!.trim()));
    return cards.map((card) => ({
      id: card.id,
      text: [labelOf(card), card.taxNo, card.street, card.city].filter(Boolean).join(' · '),
    }));
  }

  /**
   * The id that people mean by '1003 · Name' or '1003', or by words that only one card has: in its whole name or tax number, else anywhere.
   * @param before the card that the document names already, which may stay whatever became of it (R127)
   * @throws BrokenRule at the field when no card fits, or several do: it names the first
   */
  async meant(typed: string, field: 'client' | 'recipient', before?: number | null): Promise<number> {
    const shown = Number(/^(\d{1,15})(?: ·|$)/.exec(typed)?.[1] ?? 0);
    if (shown && shown === before) return shown;
    const found = shown ? await this.cards([shown]) : [];
    if (!found.length && !typed.includes('·')) found.push(...(await this.found(typed, NAMED + 1)));
    const exact = found.filter((card) => folded(card.name) === folded(typed) || card.taxNo === typed);
    const cards = exact.length ? exact : found;
    if (!cards.length) throw new BrokenRule('client_not_found', { client: typed }, field);
    const names = cards.slice(0, NAMED).map(labelOf).join('; ');
    if (cards.length > 1) throw new BrokenRule('client_not_clear', { client: typed, cards: names }, field);
    return cards[0].id;
  }

  /** How the form shows the clients that a document names, closed ones too (R131). */
  async labels(...ids: (number | null)[]): Promise<(string | null)[]> {
    if (ids.every((id) => id === null)) return ids.map(() => null);
    const named = await this.database.query<{ id: number; name: string | null }[]>(
      'select id, client_name(id) as name from unnest($1::bigint[]) id where id is not null',
      [ids],
    );
    return ids.map((id) => {
      const name = named.find((row) => row.id === id)?.name;
      return id !== null && name ? labelOf({ id, name }) : null;
    });
  }

  private found(words: string, most: number): Promise<Card[]> {
    return this.database.query(
      `select ${COLUMNS} from clients where id in (select search_clients($1, $2)) order by app_folded(name), id`,
      [words, most],
    );
  }
}

/** A client as forms show it and take it back: '1003 · Name'. */
export function labelOf({ id, name }: { id: number; name: string }) {
  return `${id} · ${name}`;
}

function folded(text: string) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
