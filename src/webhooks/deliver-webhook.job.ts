import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Actors } from '../accounts/actors.service';
import { Database } from '../database/database';
import { Events } from '../events/events';
import { Jobs } from '../jobs/jobs.service';
import { SETTINGS, type Settings } from '../settings';
import { type Outcome, post } from './post';
import { WebhookDelivery } from './webhook-delivery.entity';
import { WebhookEnded } from './webhooks.events';
import { DELIVER_WEBHOOK, Webhooks } from './webhooks.service';

/** So many are under way at the same time on one server. */
const AT_ONCE = 8;
/** So long a receiver that did not answer in time is left alone, so that it does not hold up the others; who waits for it comes back within as long again at the earliest. Milliseconds. */
const LEFT_ALONE = 300_000;
/** So long before its time a delivery is attempted already, as clocks differ. Milliseconds. */
const EARLY = 30_000;
/** So long after its time a delivery that was not attempted has lost its job. */
const LYING = '15 minutes';

interface Lying {
  account_id: number;
  id: number;
}

/** Makes one attempt to deliver a webhook, and says when the next one is due. */
@Injectable()
export class DeliverWebhook implements OnModuleInit {
  /** Hosts that did not answer an account in time, and until when they are left alone by it: many firms' receivers stand at one host. */
  private readonly silent = new Map<string, number>();

  constructor(
    @InjectRepository(WebhookDelivery) private readonly deliveries: Repository<WebhookDelivery>,
    private readonly webhooks: Webhooks,
    private readonly jobs: Jobs,
    private readonly actors: Actors,
    private readonly database: Database,
    private readonly events: Events,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit() {
    this.jobs.handle<{ delivery: number }>(
      DELIVER_WEBHOOK,
      ({ account, user, delivery }) => this.attempt({ account: account!, user }, delivery),
      { atOnce: AT_ONCE },
    );
    this.jobs.clock('LookAfterWebhooks', '* * * * *', () => this.lookAfter());
  }

  private async attempt(cause: { account: number; user: number | null }, id: number) {
    const delivery = await this.within(cause, () => this.deliveries.findOneByOrFail({ id }));
    if (!delivery.isDue(new Date(Date.now() + EARLY))) return;
    const host = `${cause.account} ${new URL(delivery.url).host}`;
    const until = this.silent.get(host) ?? 0;
    if (until > Date.now()) {
      // It counts as an attempt: thousands that wait for a receiver that never answers come to an end as one does.
      const earliest = new Date(until + Math.random() * LEFT_ALONE);
      return this.within(cause, () => this.remember(id, { reason: 'timeout', words: '' }, earliest));
    }
    const outcome = await this.send(cause.account, delivery);
    if (outcome.reason === 'timeout') this.silent.set(host, Date.now() + LEFT_ALONE);
    else this.silent.delete(host);
    await this.within(cause, () => this.remember(id, outcome));
  }

  private send(account: number, { url, webhookId, body }: WebhookDelivery): Promise<Outcome> {
    const text = JSON.stringify(body);
    const headers = this.webhooks.headersOf(account, webhookId, text);
    return post({ url, headers, body: text }, this.settings.webhooksAnywhere);
  }

  private async remember(id: number, { reason, words }: Outcome, earliest?: Date) {
    const delivery = await this.deliveries.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
    if (delivery.state !== 'waiting') return;
    if (reason) delivery.miss(reason, words, earliest);
    else delivery.succeed(words);
    await this.deliveries.save(delivery);
    if (delivery.dueAt) await this.jobs.add(DELIVER_WEBHOOK, { delivery: id }, { after: delivery.dueAt });
    else await this.events.publish(new WebhookEnded(id, delivery.delivered));
  }

  /** Adds a job for each delivery that has lost its own: one that was given up while the database was away, or was lost otherwise. */
  private async lookAfter() {
    const lying = await this.database.outside<Lying>('select * from webhooks_left_lying($1)', [LYING]);
    for (const { account_id: account, id } of lying) {
      await this.database.run({ account }, () =>
        this.jobs.add(DELIVER_WEBHOOK, { delivery: id }, { key: `delivery ${account} ${id}` }),
      );
    }
  }

  private within<T>(cause: { account: number; user: number | null }, work: () => Promise<T>): Promise<T> {
    return this.actors.as(cause, () => this.database.asAccount(work));
  }
}
