import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../broken-rule';
import { Database } from '../database/database';
import type { Request } from '../web/http';
import { passwordFits } from './passwords';
import { Person } from './person';
import type { SignInInput } from './sign-in.input';

interface Identity {
  account_id: number;
  account_name: string;
  user_id: number;
  password_hash: string;
}

/** Finds who somebody is by login or e-mail and password; where several accounts match, the person chooses after the password (R128). */
@Injectable()
export class SignIns {
  /** Who could be meant by a request whose password was right, for the form that asks which. */
  private readonly several = new WeakMap<Request, Identity[]>();

  constructor(private readonly database: Database) {}

  /** @throws BrokenRule when nobody fits, several do and none was chosen, or too many passwords were wrong lately */
  async signIn(input: SignInInput, request: Request): Promise<{ account: number; user: number }> {
    await this.refuseGuessing(input.login, request.ip);
    const fitting = await this.fitting(input);
    if (!fitting.length) throw new BrokenRule('sign_in_failed', {}, 'password');
    await this.database.outside('select sign_in_succeeded($1, $2)', [input.login, request.ip]);
    const chosen = fitting.length === 1 ? fitting[0] : fitting.find(({ account_id }) => account_id === input.account);
    if (chosen) return { account: chosen.account_id, user: chosen.user_id };
    this.several.set(request, fitting);
    throw new BrokenRule('account_to_choose', {}, 'account');
  }

  /** @throws BrokenRule unless this is the password of whoever is signed in; wrong ones count as at the door */
  async confirm(password: string, address: string) {
    const { account, user } = Person.current;
    const [{ email }] = await this.database.query<{ email: string }[]>('select email from users where id = $1', [user]);
    await this.refuseGuessing(email, address, 'currentPassword');
    const identities = await this.database.outside<Identity>('select * from identities($1)', [email]);
    const own = identities.find(({ account_id, user_id }) => account_id === account && user_id === user);
    if (!(await passwordFits(own?.password_hash, password))) throw new BrokenRule('password_wrong', {}, 'currentPassword');
    await this.database.outside('select sign_in_succeeded($1, $2)', [email, address]);
  }

  /** The accounts to choose from, once the password was right; none before. */
  accountsToChoose(request: Request) {
    const fitting = this.several.get(request) ?? [];
    return fitting.map(({ account_id, account_name }) => ({ value: account_id, label: account_name }));
  }

  private async refuseGuessing(login: string, address: string, field = 'password') {
    const [{ seconds }] = await this.database.outside<{ seconds: number }>('select sign_in_pause($1, $2) seconds', [
      login,
      address,
    ]);
    if (seconds) throw new BrokenRule('sign_in_too_often', { minutes: Math.ceil(seconds / 60) }, field);
  }

  private async fitting({ login, password }: SignInInput) {
    const candidates = await this.database.outside<Identity>('select * from identities($1)', [login]);
    if (!candidates.length) await passwordFits(undefined, password);
    const fits = await Promise.all(candidates.map(({ password_hash }) => passwordFits(password_hash, password)));
    return candidates.filter((_, at) => fits[at]);
  }
}
