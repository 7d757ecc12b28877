import { Injectable } from '@nestjs/common';
import { Person } from '../accounts/person';
import { Database } from '../database/database';
import { Client } from './client.entity';
import type { ClientFilter } from './client-filter';

/** A client on a list. */
export interface ListedClient extends Pick<Client, 'id' | 'name' | 'company' | 'taxNo' | 'city' | 'email' | 'phone'> {
  deletedAt: Date | null;
  /** Who deleted it, and whether the asking person may restore it; only on the list of deleted ones. */
  deletedBy?: string | null;
  canRestore?: boolean;
}

/** One page of clients and the ids that the pages beside it begin after and end before. */
export interface ClientPage {
  clients: ListedClient[];
  next: number | null;
  previous: number | null;
}

/** Names of whom and what a card points to, null where it points to nobody. */
export interface Surroundings {
  payer: string | null;
  department: string | null;
  responsible: string | null;
  deletedBy: string | null;
  mergedInto: string | null;
  inDrafts: boolean;
}

interface Choice {
  value: number;
  label: string;
}

const PAGE = 50;
const OPTIONS = 20;
const LISTED = `id, name, company, tax_no as "taxNo", city, email, phone, deleted_at as "deletedAt"`;
const EVERY: ClientFilter = { words: '', responsibleId: null, category: null, tag: null };

/** What is read about many clients at once; the policies leave out what the person may not see. */
@Injectable()
export class ClientListsService {
  constructor(private readonly database: Database) {}

  /** By name; the page after or before a client, by key, so that a far page costs no count. */
  async page(filter: ClientFilter, { after, before }: { after?: number; before?: number } = {}): Promise<ClientPage> {
    const back = before !== undefined;
    const edge = before ?? after ?? null;
    const rows = await this.list(filter, PAGE + 1, edge, back);
    const clients = rows.slice(0, PAGE);
    if (back) clients.reverse();
    const further = rows.length > PAGE;
    const first = clients.at(0)?.id ?? null;
    const last = clients.at(-1)?.id ?? null;
    return { clients, next: back || further ? last : null, previous: (back ? further : edge !== null) ? first : null };
  }

  /** For a picker: the first few that fit what is typed (R1, R2). */
  options(words: string) {
    return this.list({ ...EVERY, words }, OPTIONS);
  }

  private list({ words, responsibleId, category, tag }: ClientFilter, most: number, edge: number | null = null, back = false) {
    return this.database.query<ListedClient[]>(
      `select ${LISTED} from list_clients($1, $2, $3, $4, $5, $6, $7) with ordinality listed (id, place) join clients using (id) order by place`,
      [words, responsibleId, category, tag, edge, back, most],
    );
  }

  /** The latest deleted cards, to be restored from there by whom they are in the hands of (R7, R75). */
  async deleted(): Promise<ListedClient[]> {
    const rows = await this.database.query<(ListedClient & Client)[]>(
      `select ${LISTED}, (select u.name from users u where u.id = deleted_by) as "deletedBy", responsible_id as "responsibleId",
         merged_into_id as "mergedIntoId" from clients where deleted_at is not null order by deleted_at desc, id desc limit ${PAGE}`,
    );
    return rows.map((row) => ({ ...row, canRestore: !Object.assign(new Client(), row).whyNotRestore(Person.current) }));
  }

  /** Name of a client that a visible card names, even when it is closed to the person (R131). */
  async nameOf(id: number | null): Promise<string> {
    if (id === null) return '';
    const [{ name }] = await this.database.query<{ name: string | null }[]>('select client_name($1) as name', [id]);
    return name ?? '';
  }

  /** Departments and people that a card can be given to, and those it has already. */
  async holders(
    departmentId: number | null = null,
    responsibleId: number | null = null,
  ): Promise<{ departments: Choice[]; people: Choice[] }> {
    const departments = await this.database.query<Choice[]>(
      'select id as value, name as label from departments where archived_at is null or id = $1 order by name',
      [departmentId],
    );
    const people = await this.database.query<Choice[]>(
      'select id as value, name as label from users where left_at is null or id = $1 order by name',
      [responsibleId],
    );
    return { departments, people };
  }

  /** What a card's page says beside the card itself: names of those it points to, and whether a draft names it. */
  async surroundings(client: Client): Promise<Surroundings> {
    const [found] = await this.database.query<Surroundings[]>(
      `select client_name($2) as payer, (select name from departments where id = $3) as department,
         (select name from users where id = $4) as responsible, (select name from users where id = $5) as "deletedBy",
         client_name($6) as "mergedInto", client_in_drafts($1) as "inDrafts"`,
      [client.id, client.payerId, client.departmentId, client.responsibleId, client.deletedBy, client.mergedIntoId],
    );
    return found;
  }
}
