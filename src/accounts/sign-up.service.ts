import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../broken-rule';
import { Database } from '../database/database';
import { Events } from '../events/events';
import type { Language } from '../web/translations';
import { AccountOpened, ExampleDataWanted } from './accounts.events';
import { checkPassword, hashPassword } from './passwords';
import type { SignUpInput } from './sign-up.input';

/** While it is closed after the first, one sign-up at a time, so that two first ones cannot both find the door open. */
const SIGN_UP_LOCK = 7_351_001;

/** Makes accounts: the account, its owner on both sides, a main department; other rooms add theirs on AccountOpened (R112). */
@Injectable()
export class SignUps {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
  ) {}

  /** Open until the first account exists, afterwards only by setting (R128). */
  async open(setting: 'open' | 'closed') {
    return setting === 'open' || this.isFirst();
  }

  /** Whether no account exists yet. */
  async isFirst() {
    const [{ accounts_exist: taken }] = await this.database.outside<{ accounts_exist: boolean }>('select accounts_exist()', []);
    return !taken;
  }

  /** @throws BrokenRule when sign-up is closed or the password too short */
  async signUp(input: SignUpInput, language: Language, setting: 'open' | 'closed'): Promise<{ account: number; user: number }> {
    checkPassword(input.password);
    const passwordHash = await hashPassword(input.password);
    const [{ account }] = await this.database.outside<{ account: number }>(`select nextval('account_ids') account`, []);
    const who = { account, crm: 'all', invoicing: 'all', departments: '{}' };
    const user = await this.database.run(who, async () => {
      if (!(await this.stillOpen(setting))) throw new BrokenRule('sign_up_closed');
      await this.database.query('insert into accounts (id, name, prefix, language) values ($1, $2, $3, $4)', [
        account,
        input.company,
        prefixOf(input.company, account),
        language,
      ]);
      const owner = await this.makeOwner(input, passwordHash, language);
      await this.events.publish(new AccountOpened(account, owner, language));
      if (input.exampleData) await this.events.publish(new ExampleDataWanted(account, owner));
      return owner;
    });
    return { account, user };
  }

  private async stillOpen(setting: 'open' | 'closed') {
    if (setting === 'open') return true; // then nobody has to wait while another's account is filled with an example
    await this.database.query('select pg_advisory_xact_lock($1)', [SIGN_UP_LOCK]);
    const [{ accounts_exist: taken }] = await this.database.query<{ accounts_exist: boolean }[]>('select accounts_exist()');
    return !taken;
  }

  private async makeOwner({ company, name, login, email }: SignUpInput, passwordHash: string, language: Language) {
    const [{ id: owner }] = await this.database.query<{ id: number }[]>(
      'insert into users (name, login, email, password_hash, language) values ($1, $2, $3, $4, $5) returning id',
      [name, login, email, passwordHash, language],
    );
    await this.database.query(
      `insert into memberships (user_id, side, role, level) select $1, side, 'owner', 'all' from unnest(array['crm', 'invoicing']) side`,
      [owner],
    );
    const [{ id: department }] = await this.database.query<{ id: number }[]>(
      'insert into departments (name, seller_name, main) values ($1, $1, true) returning id',
      [company],
    );
    await this.database.query('insert into department_members (department_id, user_id) values ($1, $2)', [department, owner]);
    return owner;
  }
}

/** A host label made of the firm's name (R128); the account's number keeps it unique. */
function prefixOf(company: string, account: number) {
  const plain = company
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${plain.slice(0, 40).replace(/-$/, '') || 'firma'}-${account}`;
}
