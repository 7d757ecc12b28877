import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module';
import { MailModule } from '../mail/mail.module';
import { MailNotice } from './mail-notice.job';
import { Notices } from './notices.service';

/** What people are told: in the bell, and by mail. */
@Module({
  imports: [AccountsModule, MailModule],
  providers: [Notices, MailNotice],
  exports: [Notices],
})
export class NoticesModule {}
