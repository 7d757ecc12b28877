import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../../../accounts/accounts.module';
import { MailModule } from '../../../mail/mail.module';
import { NoticesModule } from '../../../notices/notices.module';
import { PanelsModule } from '../../../web/panels';
import { CrmModule } from '../../crm.module';
import { LettersModule } from '../../letters/letters.module';
import { TasksModule } from '../../tasks/tasks.module';
import { Offer } from '../offer.entity';
import { OffersModule } from '../offers.module';
import { AcceptancesController } from '../public/acceptances.controller';
import { OfferAnswers } from '../public/offer-answers.service';
import { OfferLinksController } from '../public/offer-links.controller';
import { OfferLinks } from '../public/offer-links.service';
import { OfferOpenings } from '../public/offer-openings.service';
import { PublicOfferPage } from '../public/public-offer-page.service';
import { RefusalsController } from '../public/refusals.controller';
import { ShownOffersController } from '../public/shown-offers.controller';
import { OfferReminders } from '../reminders/offer-reminders.service';
import { RemindOfOffer } from '../reminders/remind-of-offer.job';
import { ReminderCancellationsController } from '../reminders/reminder-cancellations.controller';
import { OfferLetters } from './offer-letters.service';
import { OfferNotices } from './offer-notices.service';
import { OfferSendingPanel } from './offer-sending-panel.service';
import { OfferSendingsController } from './offer-sendings.controller';
import { OfferSendings } from './offer-sendings.service';
import { OnOfferEnded } from './on-offer-ended.listener';
import { SentOffers } from './sent-offers.service';

/** Offers on their way to clients and back: mail, link, answer, reminder. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Offer]),
    ...[AccountsModule, CrmModule, MailModule, NoticesModule, PanelsModule, LettersModule, TasksModule, OffersModule],
  ],
  controllers: [
    OfferSendingsController,
    OfferLinksController,
    ReminderCancellationsController,
    ShownOffersController,
    AcceptancesController,
    RefusalsController,
  ],
  providers: [
    ...[OfferLetters, OfferSendings, SentOffers, OfferSendingPanel, OfferNotices, OnOfferEnded],
    ...[OfferLinks, OfferOpenings, OfferAnswers, PublicOfferPage, OfferReminders, RemindOfOffer],
  ],
})
export class OfferSendingModule {}
