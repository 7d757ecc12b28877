import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { OwnPasswordInput } from './own-password.input';
import { checkPassword, hashPassword } from './passwords';
import { Person } from './person';
import { Sessions } from './sessions.service';
import { SignIns } from './sign-in.service';

/** People's own passwords, changed by whoever knows the present one. */
@Injectable()
export class OwnPasswords {
  constructor(
    private readonly database: Database,
    private readonly signIns: SignIns,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Sets a new password, which ends the person's sessions everywhere else.
   * @param address from where they ask, for the count of wrong passwords
   * @throws BrokenRule when the present password is wrong or the new one too short
   */
  async change({ currentPassword, password }: OwnPasswordInput, address: string) {
    checkPassword(password);
    await this.signIns.confirm(currentPassword, address);
    await this.database.query('update users set password_hash = $2, version = version + 1 where id = $1', [
      Person.current.user,
      await hashPassword(password),
    ]);
    await this.sessions.endOthers();
  }
}
