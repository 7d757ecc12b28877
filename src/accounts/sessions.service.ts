import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database } from '../database/database';
import { SETTINGS, type Settings } from '../settings';
import { overHttps, type Request } from '../web/http';
import { Person, type SessionRow } from './person';

const COOKIE = 'session';
const TWO_WEEKS = 14 * 86_400;

/** Sessions live in Postgres as hashes of their tokens, so they can be ended at any time and a stolen table opens none. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Whose session this request's cookie is of, and whether it is over; undefined for a cookie of none. */
  async personOf(request: Request): Promise<{ person: Person; over: boolean } | undefined> {
    const token = request.cookies[COOKIE];
    if (!token) return;
    const [row] = await this.database.outside<SessionRow>('select * from session_of($1)', [hashOf(token)]);
    return row && { person: new Person(row), over: row.over };
  }

  /** Opens a session and gives its token to the browser. secure: only over https. */
  async open(account: number, user: number, request: Request, reply: FastifyReply) {
    const token = randomBytes(32).toString('base64url');
    const device = (request.headers['user-agent'] ?? '').slice(0, 200);
    await this.database.run({ account, user }, () =>
      this.database.query('insert into sessions (user_id, token_hash, device) values ($1, $2, $3)', [
        user,
        hashOf(token),
        device,
      ]),
    );
    const secure = overHttps(request, this.settings);
    reply.setCookie(COOKIE, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: TWO_WEEKS });
  }

  /** Ends this request's session (sign out). */
  async end(person: Person, reply: FastifyReply) {
    await this.database.query('update sessions set ended_at = now() where id = $1', [person.session]);
    reply.clearCookie(COOKIE, { path: '/' });
  }

  /** Ends all sessions of whoever asks but this one; the policies show nobody else's. */
  async endOthers() {
    await this.database.query('update sessions set ended_at = now() where id <> $1 and ended_at is null', [
      Person.current.session,
    ]);
  }
}

function hashOf(token: string) {
  return createHash('sha256').update(token).digest();
}
