import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import type { Told, Words } from '../../notices/notice';
import { Notices } from '../../notices/notices.service';
import { say } from '../../web/say';
import { Backfills } from './backfills.service';
import { mayBackfill } from './who-may';

/** The kind of notice that a backfill has ended. */
export const BACKFILL_DONE = 'backfill_done';

/** Tells whoever began a backfill how it ended (R87). */
@Injectable()
export class BackfillNotices implements OnModuleInit {
  constructor(
    private readonly notices: Notices,
    private readonly backfills: Backfills,
  ) {}

  onModuleInit() {
    this.notices.tells(BACKFILL_DONE, { inApp: true, byMail: false, side: 'crm' }, (all) => this.tell(all));
  }

  /** To whom one of the sides has been closed meanwhile, only that it ended (R131). */
  private async tell(all: Told[]): Promise<Words[]> {
    const may = mayBackfill(Person.current);
    const known = may ? await this.backfills.of(all.map(({ ids }) => Number(ids.backfill))) : [];
    return all.map(({ ids }) => {
      const backfill = known.find(({ id }) => id === ids.backfill);
      if (!backfill) return { text: say('backfills.notice'), href: null };
      const { id, made, joined, failed } = backfill;
      return { text: say('backfills.notice.counts', { made, joined, failed }), href: `/settings/integration/backfills/${id}` };
    });
  }
}
