import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../../accounts/accounts.module';
import { ClientsModule } from '../../clients/clients.module';
import { MailModule } from '../../mail/mail.module';
import { NoticesModule } from '../../notices/notices.module';
import { OwnFieldsModule } from '../../own-fields/own-fields.module';
import { WebhooksModule } from '../../webhooks/webhooks.module';
import { CrmModule } from '../crm.module';
import { LettersModule } from '../letters/letters.module';
import { TasksModule } from '../tasks/tasks.module';
import { AddTag } from './actions/add-tag';
import { CallWebhook } from './actions/call-webhook';
import { MailClient } from './actions/mail-client';
import { MakeTask } from './actions/make-task';
import { MoveDeal } from './actions/move-deal';
import { Notify } from './actions/notify';
import { SetField } from './actions/set-field';
import { ClientFacts } from './facts/client-facts';
import { DealFacts } from './facts/deal-facts';
import { OfferFacts } from './facts/offer-facts';
import { TaskFacts } from './facts/task-facts';
import { Happenings } from './happenings.service';
import { Macro } from './macro.entity';
import { MacroActions } from './macro-actions.service';
import { MacroDays } from './macro-days.service';
import { MacroFacts } from './macro-facts.service';
import { MacroForm } from './macro-form.service';
import { MacroLists } from './macro-lists.service';
import { MacroPeople } from './macro-people.service';
import { MacroTexts } from './macro-texts.service';
import { Macros } from './macros.service';
import { OnCrm } from './on-crm.listener';
import { MacroRestorationsController } from './pages/macro-restorations.controller';
import { MacroRunsController } from './pages/macro-runs.controller';
import { MacroSwitchesController } from './pages/macro-switches.controller';
import { MacrosController } from './pages/macros.controller';
import { RehearsalsController } from './pages/rehearsals.controller';
import { MacroDeeds } from './running/macro-deeds.service';
import { MacroLog } from './running/macro-log.service';
import { MacroRepetitions } from './running/macro-repetitions.service';
import { MacroRuns } from './running/macro-runs.service';
import { MacroTeller } from './running/macro-teller.service';
import { OnWebhook } from './running/on-webhook.listener';
import { Rehearsals } from './running/rehearsals.service';
import { ServeHappening } from './running/serve-happening.job';

/** Macros: when something happens, if it is so, then do this (R76-R79). */
@Module({
  imports: [
    TypeOrmModule.forFeature([Macro]),
    AccountsModule,
    MailModule,
    WebhooksModule,
    NoticesModule,
    OwnFieldsModule,
    ClientsModule,
    CrmModule,
    LettersModule,
    TasksModule,
  ],
  controllers: [
    MacrosController,
    MacroSwitchesController,
    MacroRestorationsController,
    RehearsalsController,
    MacroRunsController,
  ],
  providers: [
    ...[Happenings, MacroFacts, MacroDays, MacroActions, MacroTexts, MacroLists, MacroPeople, Macros, MacroForm, OnCrm],
    ...[DealFacts, ClientFacts, OfferFacts, TaskFacts, Notify, MakeTask, MailClient, MoveDeal, SetField, AddTag, CallWebhook],
    ...[MacroDeeds, MacroRuns, OnWebhook, ServeHappening, MacroTeller, MacroLog, MacroRepetitions, Rehearsals],
  ],
  exports: [Happenings, MacroFacts, MacroDays, MacroActions, MacroLists],
})
export class MacrosModule {}
