import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';

/** Hits of a kind on the page; the rest is on its list. */
const SHOWN = 10;

/** What was found of one kind, and whether there is more. */
export interface Found<Hit> {
  hits: Hit[];
  more: boolean;
}

/** A client as the page of hits shows it. */
export interface ClientHit {
  id: number;
  name: string;
  taxNo: string | null;
  city: string | null;
  email: string | null;
}

/** label: the deal's own name, where documents give it another. */
export interface DealHit {
  id: number;
  name: string;
  label: string | null;
  client: string | null;
  stage: string;
  colour: number;
  gross: string;
  currency: string;
}

/** A document as the page of hits shows it; day is its issue date. */
export interface DocumentHit {
  id: number;
  kind: string;
  number: string | null;
  buyer: string | null;
  day: string;
  cancelled: boolean;
  gross: string;
  currency: string;
}

/** Finds by words, numbers and addresses what the person may see; the policies leave out the rest (R64, R131). */
@Injectable()
export class SearchService {
  constructor(private readonly database: Database) {}

  /** Clients whose name, tax number in any notation, e-mail or city contain all the words, by name. */
  async clients(words: string): Promise<Found<ClientHit>> {
    return found(
      await this.database.query<ClientHit[]>(
        `select id, name, tax_no as "taxNo", city, email from clients
         where id in (select search_clients($1, ${SHOWN + 1})) order by app_folded(name), id`,
        [words],
      ),
    );
  }

  /** Deals whose own or shown name contains all the words, the newest first. */
  async deals(words: string): Promise<Found<DealHit>> {
    return found(
      await this.database.query<DealHit[]>(
        `select d.id, coalesce(d.mirrored_name, d.name) name, case when d.mirrored_name is not null then d.name end label,
           client_name(d.client_id) client, s.name stage, s.colour, coalesce(d.counted_gross, d.agreed_gross)::text gross,
           coalesce(d.mirrored_currency, d.currency) currency
         from deals d join stages s on s.account_id = d.account_id and s.id = d.stage_id
         where d.id in (select search_deals($1, ${SHOWN + 1})) order by d.id desc`,
        [words],
      ),
    );
  }

  /** Documents whose number, buyer or the buyer's tax number contain all the words: those of exactly this number first, then the newest. */
  async documents(words: string): Promise<Found<DocumentHit>> {
    return found(
      await this.database.query<DocumentHit[]>(
        `select id, kind, number, buyer_name as buyer, issue_on::text as day, cancelled_at is not null cancelled, gross::text, currency from invoices
         where id in (select search_invoices($1, ${SHOWN + 1}) union select i.id from invoices i where i.number = $1 and i.deleted_at is null)
         order by coalesce(number = $1, false) desc, issue_on desc, id desc`,
        [words],
      ),
    );
  }
}

function found<Hit>(rows: Hit[]): Found<Hit> {
  return { hits: rows.slice(0, SHOWN), more: rows.length > SHOWN };
}
