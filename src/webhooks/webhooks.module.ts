import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module';
import { DeliverWebhook } from './deliver-webhook.job';
import { WebhookDelivery } from './webhook-delivery.entity';
import { Webhooks } from './webhooks.service';

/** Webhooks: what is told to programs elsewhere, and what became of it. */
@Module({
  imports: [TypeOrmModule.forFeature([WebhookDelivery]), AccountsModule],
  providers: [Webhooks, DeliverWebhook],
  exports: [Webhooks],
})
export class WebhooksModule {}
