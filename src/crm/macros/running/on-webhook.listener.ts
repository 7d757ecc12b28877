import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Database } from '../../../database/database';
import { On } from '../../../events/on';
import { WebhookEnded } from '../../../webhooks/webhooks.events';
import { Webhooks } from '../../../webhooks/webhooks.service';
import { Macro } from '../macro.entity';
import type { Said } from '../macro-actions.service';
import { MacroRuns } from './macro-runs.service';

/** What became of a webhook is what became of the deed that waited for it (R79). */
@Injectable()
export class OnWebhook {
  constructor(
    private readonly database: Database,
    private readonly webhooks: Webhooks,
    private readonly runs: MacroRuns,
    @InjectRepository(Macro) private readonly macros: Repository<Macro>,
  ) {}

  @On(WebhookEnded)
  async ended({ delivery, delivered }: WebhookEnded) {
    const { url, reason, words } = await this.webhooks.find(delivery);
    const values = { host: new URL(url).host, words: words ?? '' };
    const said: Said = { key: delivered ? 'macros.did.webhook' : `macros.webhook.failed.${reason}`, values };
    // Two webhooks of a run may end at the same time: the one that is last sees what became of both.
    await this.database.query(
      'select from macro_runs r where r.id = (select d.run_id from macro_deeds d where d.delivery_id = $1) for update',
      [delivery],
    );
    const [[deed]] = await this.database.query<[{ run: number }[]]>(
      `update macro_deeds set state = $2, words = $3, at = now() where delivery_id = $1 and state = 'waiting' returning run_id run`,
      [delivery, delivered ? 'done' : 'failed', JSON.stringify(said)],
    );
    if (!deed) return;
    const macro = await this.macros
      .createQueryBuilder('m')
      .where('m.id = (select r.macro_id from macro_runs r where r.id = :run)', deed)
      .getOneOrFail();
    await this.runs.conclude(macro, [deed.run]);
  }
}
