import { Injectable, NotFoundException } from '@nestjs/common';
import { Database } from '../database/database';
import type { Told, Words } from './notice';
import { Notices } from './notices.service';

/** A notice as its reader sees it. */
export interface OwnNotice extends Words {
  id: number;
  kind: string;
  madeAt: Date;
  readAt: Date | null;
}

const PAGE = 30;

/** The notices of whoever asks; the policies show nobody else's. */
@Injectable()
export class OwnNotices {
  constructor(
    private readonly database: Database,
    private readonly notices: Notices,
  ) {}

  /** Newest first, a page of those before an id. */
  async list(before: number | null): Promise<{ rows: OwnNotice[]; older: number | null }> {
    const found = await this.database.query<(Told & { madeAt: Date; readAt: Date | null })[]>(
      `select id, kind, ids, made_at "madeAt", read_at "readAt" from notices
        where in_app and ($1::bigint is null or id < $1) order by id desc limit ${PAGE + 1}`,
      [before],
    );
    const page = found.slice(0, PAGE);
    const words = await this.notices.inWords(page);
    const rows = page.map(({ id, kind, madeAt, readAt }, at) => ({ id, kind, madeAt, readAt, ...words[at] }));
    return { rows, older: found.length > PAGE ? rows.at(-1)!.id : null };
  }

  /** Marks one as read. @returns the address of what it is about, if the reader may go there @throws NotFoundException */
  async open(id: number): Promise<string | null> {
    const [[notice]] = await this.database.query<[Told[], number]>(
      'update notices set read_at = coalesce(read_at, now()) where id = $1 returning id, kind, ids',
      [id],
    );
    if (!notice) throw new NotFoundException();
    const [{ href }] = await this.notices.inWords([notice]);
    return href;
  }

  /** Marks as read all up to this one, which is the newest that the reader was shown; what came meanwhile stays unread. */
  async readAll(upTo: number) {
    await this.database.query('update notices set read_at = now() where in_app and read_at is null and id <= $1', [upTo]);
  }
}
