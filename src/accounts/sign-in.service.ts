import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../broken-rule';
import { Database } from '../database/database';
import { passwordFits } from './passwords';
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
  constructor(private readonly database: Database) {}

  /** @throws BrokenRule when nobody fits, or several do and none was chosen */
  async signIn(input: SignInInput): Promise<{ account: number; user: number }> {
    const fitting = await this.fitting(input.login, input.password);
    if (!fitting.length) throw new BrokenRule('sign_in_failed', {}, 'password');
    const chosen = fitting.length === 1 ? fitting[0] : fitting.find(({ account_id }) => account_id === input.account);
    if (!chosen) throw new BrokenRule('account_to_choose', {}, 'account');
    return { account: chosen.account_id, user: chosen.user_id };
  }

  /** The accounts to choose from, once the password was right; none before. */
  async accountsToChoose(typed: Record<string, unknown> | undefined) {
    if (typeof typed?.login !== 'string' || typeof typed.password !== 'string') return [];
    const fitting = await this.fitting(typed.login.trim(), typed.password.trim());
    return fitting.length > 1 ? fitting.map(({ account_id, account_name }) => ({ value: account_id, label: account_name })) : [];
  }

  private async fitting(login: string, password: string) {
    const candidates = await this.database.outside<Identity>('select * from identities($1)', [login]);
    if (!candidates.length) await passwordFits(undefined, password);
    const fits = await Promise.all(candidates.map(({ password_hash }) => passwordFits(password_hash, password)));
    return candidates.filter((_, at) => fits[at]);
  }
}
