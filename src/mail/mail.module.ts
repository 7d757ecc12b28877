import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module';
import { HistoryModule } from '../history/history.module';
import { Attempts } from './delivery/attempts.service';
import { DeliverMail } from './delivery/deliver-mail.job';
import { MailLimits } from './delivery/mail-limits';
import { Mail } from './mail.service';
import { MailMessage } from './message.entity';
import { MailRecipient } from './recipient.entity';
import { Seal } from './seal';
import { MailServer } from './servers/mail-server.entity';
import { MailServers } from './servers/mail-servers.service';

/** Mail: where it is handed over, what was wanted to be sent, and what became of it. */
@Module({
  imports: [TypeOrmModule.forFeature([MailMessage, MailRecipient, MailServer]), HistoryModule, AccountsModule],
  providers: [Seal, Mail, MailServers, MailLimits, Attempts, DeliverMail],
  exports: [Mail, MailServers],
})
export class MailModule {}
