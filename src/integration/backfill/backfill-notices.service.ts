import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import type { Told, Words } from '../../notices/notice';
import { Notices } from '../../notices/notices.service';
import { say } from '../../web/say';
import { Backfills } from './backfills.service';
import { mayBackfill } from './who-may';

/** The kind of notice that a backfill has ended. */
export const BACKFILL_DONE = 'backfill_done';
/** The kind of notice that one could not go on. */
export const BACKFILL_STOPPED = 'backfill_stopped';

/** Tells whoever began a backfill how it ended, or that it could not go on (R87). */
@Injectable()
export class BackfillNotices implements OnModuleInit {
  constructor(
    private readonly notices: Notices,
    private readonly backfills: Backfills,
  ) {}

  onModuleInit() {
    const tell = (all: Told[]) => this.tell(all); // one and the same, so that both kinds are asked for together
    this.notices.tells(BACKFILL_DONE, { inApp: true, byMail: false, side: 'crm' }, tell);
    this.notices.tells(BACKFILL_STOPPED, { inApp: true, byMail: false, side: 'crm' }, tell);
  }

  /** To whom one of the sides has been closed meanwhile, only that it ended or stopped (R131). */
  private async tell(all: Told[]): Promise<Words[]> {
    const may = mayBackfill(Person.current);
    const known = may ? await this.backfills.of(all.map(({ ids }) => Number(ids.backfill))) : [];
    return all.map(({ kind, ids }) => {
      const words = kind === BACKFILL_STOPPED ? 'backfills.notice.stopped' : 'backfills.notice';
      const backfill = known.find(({ id }) => id === ids.backfill);
      if (!backfill) return { text: say(words), href: null };
      const { id, made, joined, failed, done, total } = backfill;
      const counts = { made, joined, failed, done, total };
      return { text: say(`${words}.counts`, counts), href: `/settings/integration/backfills/${id}` };
    });
  }
}
