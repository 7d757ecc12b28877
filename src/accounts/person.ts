import { AsyncLocalStorage } from 'node:async_hooks';
import type { Who } from '../database/transaction';
import type { Language } from '../web/translations';

/** What a member is on a side (R75). */
export type Role = 'owner' | 'administrator' | 'user' | 'accountant';
/** Which records of a side a member sees (R72). */
export type Level = 'own' | 'own_and_unassigned' | 'departments' | 'all';
/** The two sides, as addresses and tables name them. */
export type SideName = 'crm' | 'invoicing';

/** What a person is on one side (R73, R75). */
export interface Member {
  role: Role;
  level: Level;
}

/** A row of session_of(): everything a request knows of who asks. */
export interface SessionRow {
  over: boolean;
  session_id: number;
  account_id: number;
  account_name: string;
  time_zone: string;
  currency: string;
  user_id: number;
  name: string;
  language: Language;
  theme: string;
  crm_role: Role | null;
  crm_level: Level | null;
  invoicing_role: Role | null;
  invoicing_level: Level | null;
  departments: string;
  integration: boolean;
  unread: number;
}

/** Who asks in this request, as the session's row says. */
export class Person {
  private static readonly asking = new AsyncLocalStorage<Person>();

  readonly account: number;
  readonly accountName: string;
  readonly timeZone: string;
  /** The account's own currency, ISO 4217. */
  readonly currency: string;
  readonly user: number;
  readonly session: number;
  readonly name: string;
  readonly language: Language;
  readonly theme: string;
  readonly crm?: Member;
  readonly invoicing?: Member;
  readonly departments: number[];
  /** Whether the integration is on in this account (R18). */
  readonly integration: boolean;
  /** Notices in the bell that were not read, counted up to a hundred. */
  readonly unread: number;
  /** The same for the policies of the database. */
  readonly who: Who;

  /** @throws Error outside of a request or job */
  static get current(): Person {
    const person = Person.asking.getStore();
    if (!person) throw new Error('Nobody asks');
    return person;
  }

  constructor(row: SessionRow) {
    this.account = row.account_id;
    this.accountName = row.account_name;
    this.timeZone = row.time_zone;
    this.currency = row.currency;
    this.user = row.user_id;
    this.session = row.session_id;
    this.name = row.name;
    this.language = row.language;
    this.theme = row.theme;
    this.crm = member(row.crm_role, row.crm_level);
    this.invoicing = member(row.invoicing_role, row.invoicing_level);
    this.departments = row.departments.replace(/[{}]/g, '').split(',').filter(Boolean).map(Number);
    this.integration = row.integration;
    this.unread = row.unread;
    this.who = {
      account: this.account,
      user: this.user,
      crm: this.crm?.level ?? '',
      invoicing: this.invoicing?.level ?? '',
      departments: row.departments,
    };
  }

  /** Runs work in which this person is Person.current. */
  during<T>(work: () => Promise<T>): Promise<T> {
    return Person.asking.run(this, work);
  }

  /** Owner or administrator of a side: may change settings and people (R75). */
  get administrator() {
    return this.administers('crm') || this.administers('invoicing');
  }

  /** Owner of either side: may change the account itself. */
  get owner() {
    return this.crm?.role === 'owner' || this.invoicing?.role === 'owner';
  }

  administers(side: SideName) {
    return ['owner', 'administrator'].includes(this[side]?.role ?? '');
  }

  /** First letters, for the round mark in the top bar. */
  get initials() {
    return this.name
      .split(/\s+/)
      .slice(0, 2)
      .map((word) => word[0]?.toUpperCase())
      .join('');
  }
}

function member(role: Role | null, level: Level | null): Member | undefined {
  return role && level ? { role, level } : undefined;
}
