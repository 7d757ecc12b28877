import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module';
import { ClientsModule } from '../clients/clients.module';
import { CrmModule } from '../crm/crm.module';
import { MacrosModule } from '../crm/macros/macros.module';
import { OffersModule } from '../crm/offers/offers.module';
import { InvoicingModule } from '../invoicing/invoicing.module';
import { NoticesModule } from '../notices/notices.module';
import { PanelsModule } from '../web/panels';
import { Backfill } from './backfill/backfill.entity';
import { BackfillNotices } from './backfill/backfill-notices.service';
import { BackfillSteps } from './backfill/backfill-steps.service';
import { BackfillsController } from './backfill/backfills.controller';
import { Backfills } from './backfill/backfills.service';
import { MakeDeals } from './backfill/make-deals.job';
import { OldDocuments } from './backfill/old-documents.service';
import { Rehearsal } from './backfill/rehearsal.service';
import { ResumptionsController } from './backfill/resumptions.controller';
import { StopsController } from './backfill/stops.controller';
import { DocumentFacts } from './happenings/document-facts.service';
import { DocumentHappenings } from './happenings/document-happenings.service';
import { LastDays } from './happenings/last-days.service';
import { NoteDays } from './happenings/note-days.job';
import { OnDocument } from './happenings/on-document.listener';
import { Buyers } from './links/buyers.service';
import { DocumentDeals } from './links/document-deals.service';
import { JointSales } from './links/joint-sales.service';
import { LinkedDocuments } from './links/linked-document';
import { Links } from './links/links.service';
import { Mirrors } from './links/mirrors.service';
import { OnInvoice } from './links/on-invoice.listener';
import { OfferDocuments } from './offers/offer-documents.service';
import { OfferInvoiceForm } from './offers/offer-invoice-form.service';
import { OfferVerbs } from './offers/offer-verbs.service';
import { ClientDocumentsController } from './pages/client-documents.controller';
import { ClientPanels } from './pages/client-panels.service';
import { DealDraftsController } from './pages/deal-drafts.controller';
import { DealInvoiceForm } from './pages/deal-invoice-form.service';
import { DealPanels } from './pages/deal-panels.service';
import { InvoicePanels } from './pages/invoice-panels.service';
import { OpenDrafts } from './pages/open-drafts.service';
import { SearchController } from './search/search.controller';
import { SearchService } from './search/search.service';
import { AcceptedDocumentsController } from './settings/accepted-documents.controller';
import { IntegrationController } from './settings/integration.controller';
import { IntegrationSettings } from './settings/integration-settings.entity';
import { IntegrationSettingsService } from './settings/integration-settings.service';
import { OnAccountOpened } from './settings/on-account-opened.listener';
import { OnStageRemoved } from './settings/on-stage-removed.listener';

/** The only room that knows both sides: a deal becomes an invoice, an invoice a deal. */
@Module({
  imports: [
    TypeOrmModule.forFeature([IntegrationSettings, Backfill]),
    AccountsModule,
    ClientsModule,
    CrmModule,
    MacrosModule,
    OffersModule,
    InvoicingModule,
    NoticesModule,
    PanelsModule,
  ],
  controllers: [
    IntegrationController,
    AcceptedDocumentsController,
    BackfillsController,
    StopsController,
    ResumptionsController,
    DealDraftsController,
    ClientDocumentsController,
    SearchController,
  ],
  providers: [
    ...[IntegrationSettingsService, OnAccountOpened, OnStageRemoved],
    ...[LinkedDocuments, JointSales, Buyers, Links, Mirrors, DocumentDeals, OnInvoice],
    ...[DocumentHappenings, OnDocument, DocumentFacts, NoteDays, LastDays],
    ...[OldDocuments, Rehearsal, Backfills, BackfillSteps, BackfillNotices, MakeDeals],
    ...[
      OpenDrafts,
      DealInvoiceForm,
      OfferInvoiceForm,
      OfferDocuments,
      OfferVerbs,
      DealPanels,
      InvoicePanels,
      ClientPanels,
      SearchService,
    ],
  ],
})
export class IntegrationModule {}
