import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { History } from '../../history/history.service';
import { Person } from '../person';
import type { AccountInput } from './account.input';

interface Account {
  name: string;
  language: string;
  timeZone: string;
  currency: string;
  /** Whether issued documents may be deleted (R49). */
  issuedDeletable: boolean;
  version: number;
}

/** The firm's own account: what it is called, in which zone its days begin, what it reckons in (R130). */
@Injectable()
export class AccountSettings {
  constructor(
    private readonly database: Database,
    private readonly history: History,
  ) {}

  async find(): Promise<Account> {
    const [account] = await this.database.query<Account[]>(
      'select name, language, time_zone as "timeZone", trim(currency) as currency, issued_deletable as "issuedDeletable", version from accounts',
    );
    return account;
  }

  /** @throws BrokenRule when somebody else saved it since the form was opened (R117) */
  async update({ name, language, timeZone, currency, issuedDeletable, version }: AccountInput) {
    const [, changed] = await this.database.query<[unknown[], number]>(
      `update accounts set name = $1, language = $2, time_zone = $3, currency = $4, issued_deletable = $5, version = version + 1
        where version = $6`,
      [name, language, timeZone, currency, issuedDeletable, version],
    );
    if (changed) return;
    const { account } = Person.current;
    throw new BrokenRule('account_changed_meanwhile', { name: await this.history.lastWriter('accounts', account) });
  }

  /** Who changed what, newest first (R119). */
  past(language: string) {
    return this.history.of([{ table: 'accounts', id: Person.current.account }], language);
  }
}
