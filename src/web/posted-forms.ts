import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { Redirect, type Request, redirect } from './http';
import type { PostedFile } from './posted-files';

/** Knows which forms were taken, so that a double click on a button, or a request sent again, does nothing twice (R118). */
@Injectable()
export class PostedForms {
  constructor(private readonly database: Database) {}

  /**
   * Does the work unless the same form was taken before: the one that was shown once (its `formKey`), with the same content. Then it leads
   * where it led. One that is just being taken is waited for.
   */
  async once(request: Request, work: () => Promise<unknown>): Promise<unknown> {
    if (!request.body?.formKey) return work();
    const digest = createHash('sha256')
      .update(JSON.stringify([request.url, request.body, (request.postedFiles ?? []).map(digestOf)]))
      .digest();
    const [, taken] = await Promise.all([
      this.database.query(`delete from posted_forms where posted_at < now() - interval '1 day'`),
      this.database.query<object[]>('insert into posted_forms (digest) values ($1) on conflict do nothing returning digest', [
        digest,
      ]),
    ]);
    if (!taken.length) return this.whereItLed(digest);
    const answer = await work();
    if (answer instanceof Redirect) {
      await this.database.query('update posted_forms set location = $2 where digest = $1', [digest, answer.path]);
    }
    return answer;
  }

  private async whereItLed(digest: Buffer) {
    const [form] = await this.database.query<{ location: string | null }[]>(
      'select location from posted_forms where digest = $1',
      [digest],
    );
    return redirect(form?.location ?? '/');
  }
}

function digestOf({ bytes, size }: PostedFile) {
  return bytes ? createHash('sha256').update(bytes).digest('hex') : size;
}
