import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module';
import { ClientsModule } from '../clients/clients.module';
import { CrmModule } from '../crm/crm.module';
import { DepartmentsModule } from '../departments/departments.module';
import { InvoicingModule } from '../invoicing/invoicing.module';
import { RecurringModule } from '../invoicing/recurring/recurring.module';
import { ExampleClients } from './example-clients.service';
import { ExampleData } from './example-data.service';
import { ExampleDeals } from './example-deals.service';
import { ExampleDepartments } from './example-departments.service';
import { ExampleDocuments } from './example-documents.service';
import { ExamplePeople } from './example-people.service';
import { ExampleProducts } from './example-products.service';
import { OnExampleDataWanted } from './on-example-data-wanted.listener';

/** The example that a new account can begin with. */
@Module({
  imports: [AccountsModule, DepartmentsModule, ClientsModule, CrmModule, InvoicingModule, RecurringModule],
  providers: [
    ExampleDepartments,
    ExamplePeople,
    ExampleClients,
    ExampleProducts,
    ExampleDeals,
    ExampleDocuments,
    ExampleData,
    OnExampleDataWanted,
  ],
})
export class ExampleDataModule {}
