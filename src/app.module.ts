import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AccountsModule } from './accounts/accounts.module';
import { ClientsModule } from './clients/clients.module';
import { CrmModule } from './crm/crm.module';
import { LettersModule } from './crm/letters/letters.module';
import { MacrosModule } from './crm/macros/macros.module';
import { OffersModule } from './crm/offers/offers.module';
import { OfferSendingModule } from './crm/offers/sending/offer-sending.module';
import { TasksModule } from './crm/tasks/tasks.module';
import type { Connection } from './database/connection';
import { DatabaseModule } from './database/database.module';
import { DepartmentsModule } from './departments/departments.module';
import { EventsModule } from './events/events.module';
import { ExampleDataModule } from './example-data/example-data.module';
import { HistoryModule } from './history/history.module';
import { IntegrationModule } from './integration/integration.module';
import { InvoicingModule } from './invoicing/invoicing.module';
import { RecurringModule } from './invoicing/recurring/recurring.module';
import { JobsModule } from './jobs/jobs.module';
import type { Workplace } from './jobs/jobs.service';
import { MailModule } from './mail/mail.module';
import { NoticesModule } from './notices/notices.module';
import { OwnFieldsModule } from './own-fields/own-fields.module';
import { SETTINGS, type Settings } from './settings';
import { TypesettingModule } from './typesetting/typesetting.module';
import { AnswerInterceptor } from './web/answer.interceptor';
import { AnswersFilter } from './web/answers.filter';
import { InputPipe } from './web/input.pipe';
import { PostedForms } from './web/posted-forms';
import { WebhooksModule } from './webhooks/webhooks.module';

/** The rooms of the house. */
@Module({})
export class AppModule {
  static of({ settings, database, owner, by }: { settings: Settings; database: Connection } & Workplace): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [
        DatabaseModule.of(database),
        EventsModule,
        JobsModule.of({ owner, by }),
        TypesettingModule,
        HistoryModule,
        AccountsModule,
        MailModule,
        NoticesModule,
        WebhooksModule,
        OwnFieldsModule,
        ClientsModule,
        DepartmentsModule,
        CrmModule,
        LettersModule,
        OffersModule,
        OfferSendingModule,
        TasksModule,
        MacrosModule,
        InvoicingModule,
        RecurringModule,
        IntegrationModule,
        ExampleDataModule,
      ],
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        { provide: APP_FILTER, useClass: AnswersFilter },
        PostedForms,
        { provide: APP_PIPE, useClass: InputPipe },
      ],
      exports: [SETTINGS],
    };
  }
}
