import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module';
import { MailModule } from '../mail/mail.module';
import { BellsController } from './bells.controller';
import { NoticeChoicesController } from './choices/notice-choices.controller';
import { NoticeChoices } from './choices/notice-choices.service';
import { FailedMail } from './failed-mail.service';
import { MailNotice } from './mail-notice.job';
import { NoticesController } from './notices.controller';
import { Notices } from './notices.service';
import { OnMailStateChanged } from './on-mail-state-changed.listener';
import { OwnNotices } from './own-notices.service';
import { ReadingsController } from './readings.controller';

/** What people are told: in the bell, and by mail. */
@Module({
  imports: [AccountsModule, MailModule],
  controllers: [NoticeChoicesController, BellsController, NoticesController, ReadingsController],
  providers: [Notices, OwnNotices, NoticeChoices, MailNotice, FailedMail, OnMailStateChanged],
  exports: [Notices],
})
export class NoticesModule {}
