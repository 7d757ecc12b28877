import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../../accounts/accounts.module';
import { MailModule } from '../../mail/mail.module';
import { NoticesModule } from '../../notices/notices.module';
import { OwnFieldsModule } from '../../own-fields/own-fields.module';
import { CrmModule } from '../crm.module';
import { TasksModule } from '../tasks/tasks.module';
import { MakeTask } from './actions/make-task';
import { Notify } from './actions/notify';
import { ClientFacts } from './facts/client-facts';
import { DealFacts } from './facts/deal-facts';
import { OfferFacts } from './facts/offer-facts';
import { TaskFacts } from './facts/task-facts';
import { Happenings } from './happenings.service';
import { Macro } from './macro.entity';
import { MacroActions } from './macro-actions.service';
import { MacroFacts } from './macro-facts.service';
import { MacroPeople } from './macro-people.service';
import { MacroTexts } from './macro-texts.service';
import { Macros } from './macros.service';
import { OnCrm } from './on-crm.listener';
import { MacroRuns } from './running/macro-runs.service';
import { MacroTeller } from './running/macro-teller.service';
import { ServeHappening } from './running/serve-happening.job';

/** Macros: when something happens, if it is so, then do this (R76-R79). */
@Module({
  imports: [
    TypeOrmModule.forFeature([Macro]),
    AccountsModule,
    MailModule,
    NoticesModule,
    OwnFieldsModule,
    CrmModule,
    TasksModule,
  ],
  providers: [
    ...[Happenings, MacroFacts, MacroActions, MacroTexts, MacroPeople, Macros, OnCrm],
    ...[DealFacts, ClientFacts, OfferFacts, TaskFacts, Notify, MakeTask],
    ...[MacroRuns, ServeHappening, MacroTeller],
  ],
  exports: [Happenings, MacroFacts, MacroActions],
})
export class MacrosModule {}
