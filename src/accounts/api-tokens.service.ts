import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';

/** Tokens of the API. The database keeps their hashes only, so a token is shown once, when it is given. */
@Injectable()
export class ApiTokens {
  constructor(private readonly database: Database) {}

  /** A new token of this person, written `SECRET/prefix` as clients of that API expect. */
  async give(account: number, user: number, name: string): Promise<{ prefix: string; token: string }> {
    const secret = randomBytes(24).toString('base64url');
    const hash = createHash('sha256').update(secret).digest();
    const prefix = await this.database.run({ account, user }, async () => {
      await this.database.query('insert into api_tokens (user_id, name, token_hash) values ($1, $2, $3)', [user, name, hash]);
      const [row] = await this.database.query<{ prefix: string }[]>('select prefix from accounts');
      return row.prefix;
    });
    return { prefix, token: `${secret}/${prefix}` };
  }
}
