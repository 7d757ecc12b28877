import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../../accounts/accounts.module';
import { PanelsModule } from '../../web/panels';
import { InvoicingModule } from '../invoicing.module';
import { MakeRecurringDocuments } from './make-recurring-documents.job';
import { Recurring } from './recurring.entity';
import { RecurringDeletionsController } from './recurring-deletions.controller';
import { RecurringDocuments } from './recurring-documents.service';
import { RecurringPanel } from './recurring-panel.service';
import { RecurringPausesController } from './recurring-pauses.controller';
import { RecurringRestorationsController } from './recurring-restorations.controller';
import { RecurringResumptionsController } from './recurring-resumptions.controller';
import { RecurringsController } from './recurrings.controller';
import { Recurrings } from './recurrings.service';

/** Documents that are made anew every so often (R102). */
@Module({
  imports: [TypeOrmModule.forFeature([Recurring]), AccountsModule, InvoicingModule, PanelsModule],
  controllers: [
    RecurringsController,
    RecurringPausesController,
    RecurringResumptionsController,
    RecurringDeletionsController,
    RecurringRestorationsController,
  ],
  providers: [Recurrings, RecurringDocuments, RecurringPanel, MakeRecurringDocuments],
  exports: [Recurrings],
})
export class RecurringModule {}
