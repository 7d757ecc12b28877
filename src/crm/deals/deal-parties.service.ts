import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { decimal } from '../../money/decimal';
import type { DealInput } from './deal.input';
import type { TypedLine } from './deal-lines.service';

/** Whom and what a deal names in other rooms, by id. */
export interface Parties {
  clientId: number | null;
  contactId: number | null;
  departmentId: number | null;
  responsibleId: number | null;
}

/** A deal that names none. */
export const NOBODY: Parties = { clientId: null, contactId: null, departmentId: null, responsibleId: null };

/** Their names, null where the deal names none. */
type Names = Record<'client' | 'contact' | 'department' | 'responsible', string | null>;
const NAMES = `select client_name($1) client, (select name from contacts where id = $2) contact,
  (select name from departments where id = $3) department, (select name from users where id = $4) responsible`;

/** How many clients a refusal names. */
const NAMED = 5;

/** One choice of a select. */
export interface Option {
  value: number;
  label: string;
}

/** The clients, contact persons, departments and people that a deal may name, and the names of those it does. */
@Injectable()
export class DealParties {
  constructor(private readonly database: Database) {}

  /** @throws BrokenRule at the field of who cannot be chosen; what the deal named before may stay (R127) */
  async check(chosen: Parties, before: Parties = NOBODY) {
    const [found] = await this.database.query<Record<keyof Parties, boolean>[]>(
      `select exists (select from clients where id = $1 and deleted_at is null) "clientId",
         exists (select from contacts where id = $2 and client_id = $1 and deleted_at is null) "contactId",
         exists (select from departments where id = $3 and archived_at is null) "departmentId",
         exists (select from memberships m join users u on u.account_id = m.account_id and u.id = m.user_id and u.left_at is null
           where m.user_id = $4 and m.side = 'crm' and m.ended_at is null) "responsibleId"`,
      [chosen.clientId, chosen.contactId, chosen.departmentId, chosen.responsibleId],
    );
    for (const field of Object.keys(NOBODY) as (keyof Parties)[]) {
      const moved = field === 'contactId' && chosen.clientId !== before.clientId;
      if (chosen[field] !== null && !found[field] && (moved || chosen[field] !== before[field]))
        throw new BrokenRule('party_unknown', {}, field);
    }
  }

  /**
   * The client whom a form's words mean: '1003 · Name' is what the form shows, a name that was chosen while typing is that card's, a number is a
   * card's own, anything else is searched for and has to mean one client. Without words it is the id that code gave.
   * @throws BrokenRule at the field, when no client or more than one is meant; it names the first of them as the form takes them
   */
  async clientMeant({ client, pickedId, clientId }: Pick<DealInput, 'client' | 'pickedId' | 'clientId'>): Promise<number | null> {
    if (client === null) return clientId;
    const shown = /^(\d{1,15}) ·/.exec(client);
    if (shown) return Number(shown[1]);
    const number = /^\d{1,15}$/.test(client) ? Number(client) : null;
    const found = await this.database.query<{ id: number; name: string; exact: boolean; chosen: boolean }[]>(
      `select id, name, app_folded(name) = app_folded($1) exact, coalesce(id = $3 or id = $2 and app_folded(name) = app_folded($1), false) chosen
       from clients where deleted_at is null and (id = $2 or id = $3 or id in (select search_clients($1, 20))) order by app_folded(name), id`,
      [client, pickedId, number],
    );
    const chosen = found.filter((card) => card.chosen);
    const exact = found.filter((card) => card.exact);
    const [first, ...others] = [chosen, exact, found.filter(({ id }) => id !== pickedId)].find((cards) => cards.length) ?? [];
    if (!first) throw new BrokenRule('deal_client_unknown', { client }, 'clientId');
    const cards = [first, ...others].slice(0, NAMED).map(({ id, name }) => `${id} · ${name}`);
    if (others.length) throw new BrokenRule('deal_client_ambiguous', { client, cards: cards.join('; ') }, 'clientId');
    return first.id;
  }

  /** Names by party, null where the deal names none. A client's name is all that everybody sees of it (R131). */
  async namesOf({ clientId, contactId, departmentId, responsibleId }: Parties) {
    const [names] = await this.database.query<Names[]>(NAMES, [clientId, contactId, departmentId, responsibleId]);
    return names;
  }

  /** The same with what is sold: all that a deal's page says beside the deal, in one question. */
  async around({ id, clientId, contactId, departmentId, responsibleId }: Parties & { id: number }) {
    const [{ lines, ...names }] = await this.database.query<(Names & { lines: Record<keyof TypedLine, string>[] })[]>(
      `${NAMES}, (select coalesce(json_agg(json_build_object('name', l.name, 'unit', l.unit, 'quantity', l.quantity::text,
          'price', l.gross_price::text, 'rate', l.vat_rate) order by l.position), '[]') from deal_lines l where l.deal_id = $5) lines`,
      [clientId, contactId, departmentId, responsibleId, id],
    );
    const typed = lines.map((line): TypedLine => ({ ...line, quantity: decimal(line.quantity), price: decimal(line.price) }));
    return { names, lines: typed };
  }

  /** What a form offers: the contact persons of a client, and departments and people, those that the deal names already in any case. */
  async choices(client: number | null, named: Omit<Parties, 'clientId'>) {
    const [contacts, departments, people] = await Promise.all([
      this.contacts(client, named.contactId),
      this.departments(named.departmentId),
      this.people(named.responsibleId),
    ]);
    return { contacts, departments, people };
  }

  /** Contact persons of a client. @param named one who stays offered, deleted or not */
  contacts(clientId: number | null, named: number | null = null) {
    return this.database.query<Option[]>(
      'select id "value", name label from contacts where client_id = $1 and (deleted_at is null or id = $2) order by name',
      [clientId, named],
    );
  }

  /** Departments in use. @param named one that stays offered, archived or not */
  departments(named: number | null = null) {
    return this.database.query<Option[]>(
      'select id "value", name label from departments where archived_at is null or id = $1 order by name',
      [named],
    );
  }

  /** Members of CRM, who may be responsible for a deal. @param named one who stays offered, gone or not */
  people(named: number | null = null) {
    return this.database.query<Option[]>(
      `select u.id "value", u.name label from users u where u.id = $1 or (u.left_at is null
         and exists (select from memberships m where m.user_id = u.id and m.side = 'crm' and m.ended_at is null)) order by u.name`,
      [named],
    );
  }
}
