import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module';
import { HistoryModule } from '../history/history.module';
import { PanelsModule } from '../web/panels';
import { Bounces } from './bounces.service';
import { Attempts } from './delivery/attempts.service';
import { DeliverMail } from './delivery/deliver-mail.job';
import { MailLimits } from './delivery/mail-limits';
import { Mail } from './mail.service';
import { MailMessage } from './message.entity';
import { MessagesController } from './outbox/messages.controller';
import { Outbox } from './outbox/outbox.service';
import { RepetitionsController } from './outbox/repetitions.controller';
import { SettlementsController } from './outbox/settlements.controller';
import { WithdrawalsController } from './outbox/withdrawals.controller';
import { MailRecipient } from './recipient.entity';
import { Seal } from './seal';
import { MailServer } from './servers/mail-server.entity';
import { MailServersController } from './servers/mail-servers.controller';
import { MailServers } from './servers/mail-servers.service';
import { TestLettersController } from './servers/test-letters.controller';
import { TestLetters } from './servers/test-letters.service';

/** Mail: where it is handed over, what was wanted to be sent, and what became of it. */
@Module({
  imports: [TypeOrmModule.forFeature([MailMessage, MailRecipient, MailServer]), HistoryModule, AccountsModule, PanelsModule],
  controllers: [
    MailServersController,
    TestLettersController,
    MessagesController,
    RepetitionsController,
    SettlementsController,
    WithdrawalsController,
  ],
  providers: [Seal, Mail, MailServers, MailLimits, Attempts, DeliverMail, Outbox, TestLetters, Bounces],
  exports: [Mail, MailServers, Outbox],
})
export class MailModule {}
