import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { checkPassword, hashPassword } from '../passwords';
import { Person } from '../person';
import type { Colleague } from './colleague';
import type { IdentityInput, PersonInput } from './person.input';

interface Holder {
  id: number;
  name: string;
  left: boolean;
  same: boolean;
  login_taken: boolean;
}

/** Who a person is: name, login, e-mail and password, login and e-mail belonging to one person of the account (R113). */
@Injectable()
export class Identities {
  constructor(private readonly database: Database) {}

  /**
   * The person whose login and e-mail these both are; undefined when nobody has either.
   * @throws BrokenRule when one of them alone is somebody else's, or that person has left
   */
  async sameAs({ login, email }: PersonInput): Promise<number | undefined> {
    const holders = await this.holders(login, email);
    refuseOthers(holders.filter(({ same }) => !same));
    const [self] = holders;
    if (self?.left) throw new BrokenRule('person_left', { name: self.name }, 'login');
    return self?.id;
  }

  /** @throws BrokenRule when the password is too short */
  async make({ name, login, email, password }: PersonInput): Promise<number> {
    checkPassword(password);
    const [{ id }] = await this.database.query<{ id: number }[]>(
      'insert into users (name, login, email, password_hash, language) values ($1, $2, $3, $4, (select language from accounts)) returning id',
      [name, login, email, await hashPassword(password!)],
    );
    return id;
  }

  /** @throws BrokenRule when the login or the e-mail is somebody else's (R113), or this person is not administered by who asks */
  async change(colleague: Colleague, { name, login, email }: IdentityInput) {
    if (name === colleague.name && login === colleague.login && email === colleague.email) return;
    this.refuseUnlessMine(colleague, 'name');
    refuseOthers((await this.holders(login, email)).filter(({ id }) => id !== colleague.id));
    await this.database.query('update users set name = $2, login = $3, email = $4, version = version + 1 where id = $1', [
      colleague.id,
      name,
      login,
      email,
    ]);
  }

  /** Sets a new password and signs the person out everywhere. @throws BrokenRule when it is too short, or not for who asks to set */
  async setPassword(colleague: Colleague, password: string | null) {
    this.refuseUnlessMine(colleague, 'password');
    checkPassword(password);
    await this.database.query('update users set password_hash = $2, version = version + 1 where id = $1', [
      colleague.id,
      await hashPassword(password!),
    ]);
    await this.database.query('select end_sessions_of($1)', [colleague.id]);
  }

  private refuseUnlessMine(colleague: Colleague, field: string) {
    if (!colleague.identityOpenTo(Person.current)) throw new BrokenRule('person_not_yours', { name: colleague.name }, field);
  }

  /** Whoever has one of these for login or e-mail: a login may not be another's e-mail either, for people sign in with both. */
  private holders(login: string, email: string): Promise<Holder[]> {
    return this.database.query(
      `select id, name, left_at is not null "left", lower(login) = lower($1) and lower(email) = lower($2) same,
          lower($1) in (lower(login), lower(email)) login_taken
        from users where lower(login) in (lower($1), lower($2)) or lower(email) in (lower($1), lower($2))`,
      [login, email],
    );
  }
}

function refuseOthers([other]: Holder[]) {
  if (other?.login_taken) throw new BrokenRule('login_taken', { name: other.name }, 'login');
  if (other) throw new BrokenRule('email_taken', { name: other.name }, 'email');
}
