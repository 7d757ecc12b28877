import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { BrokenRule } from '../broken-rule';
import { Database } from '../database/database';
import { Jobs } from '../jobs/jobs.service';
import { SETTINGS, type Settings } from '../settings';
import { WebhookDelivery } from './webhook-delivery.entity';

/** The job that makes one attempt. */
export const DELIVER_WEBHOOK = 'DeliverWebhook';
const LONGEST_URL = 2000;

/** Tells programs elsewhere what happened: each delivery a row in the same commit, sent after it at least once, signed as standardwebhooks.com says. */
@Injectable()
export class Webhooks {
  constructor(
    @InjectRepository(WebhookDelivery) private readonly deliveries: Repository<WebhookDelivery>,
    private readonly database: Database,
    private readonly jobs: Jobs,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Queues a delivery within the current transaction. @returns its id @throws BrokenRule when the address cannot be one */
  async deliver(url: string, body: object): Promise<number> {
    checkAddress(url, 'url');
    const delivery = this.deliveries.create({ url, body });
    await this.database.asAccount(() => this.deliveries.save(delivery));
    await this.jobs.add(DELIVER_WEBHOOK, { delivery: delivery.id });
    return delivery.id;
  }

  /** @throws EntityNotFoundError when it is not for this person */
  find(id: number): Promise<WebhookDelivery> {
    return this.deliveries.findOneByOrFail({ id });
  }

  /** Tries a failed one again, under the same id. @throws BrokenRule unless it has failed */
  async tryAgain(id: number) {
    const delivery = await this.deliveries.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
    delivery.tryAgain();
    await this.deliveries.save(delivery);
    await this.jobs.add(DELIVER_WEBHOOK, { delivery: id });
  }

  /** What an account's receivers check signatures with: 'whsec_' and 32 bytes in base64; another SESSION_SECRET makes it another. */
  secretOf(account: number): string {
    return `whsec_${this.key(account).toString('base64')}`;
  }

  /** The headers by which a receiver knows who speaks, and what it has had already. */
  headersOf(account: number, webhookId: string, body: string, at = new Date()): Record<string, string> {
    const seconds = Math.floor(at.getTime() / 1000);
    const signature = createHmac('sha256', this.key(account)).update(`${webhookId}.${seconds}.${body}`).digest('base64');
    return { 'webhook-id': webhookId, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
  }

  private key(account: number) {
    return Buffer.from(hkdfSync('sha256', this.settings.sessionSecret, '', `webhooks of account ${account}`, 32));
  }
}

/** @throws BrokenRule at the field when nothing could be delivered there: no web address, or one with a password in it */
export function checkAddress(url: string, field: string) {
  const { protocol, username, password } = URL.canParse(url) ? new URL(url) : new URL('none:');
  const isWebAddress = /^https?:$/.test(protocol) && url.length <= LONGEST_URL && !/\s/.test(url);
  if (!isWebAddress) throw new BrokenRule('webhook_address', {}, field);
  if (username || password) throw new BrokenRule('webhook_password', {}, field);
}
