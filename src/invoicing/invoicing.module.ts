import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClientsModule } from '../clients/clients.module';
import { DepartmentsModule } from '../departments/departments.module';
import { MailModule } from '../mail/mail.module';
import { PanelsModule } from '../web/panels';
import { ActivityController } from './activity/activity.controller';
import { Activity } from './activity/activity.service';
import { ActivityPanel } from './activity/activity-panel.service';
import { Prints } from './activity/prints.service';
import { AttachmentsModule } from './attachments/attachments.module';
import { ExchangeRates } from './exchange-rates/exchange-rates.service';
import { FetchExchangeRates } from './exchange-rates/fetch-exchange-rates.job';
import { VatInZlotys } from './exchange-rates/vat-in-zlotys.service';
import { ExplanationPanel } from './explanation/explanation-panel.service';
import { ExplanationsController } from './explanation/explanations.controller';
import { Bases } from './invoices/bases.service';
import { BuyersController } from './invoices/buyers.controller';
import { CancellationsController } from './invoices/cancellations.controller';
import { ClientCards } from './invoices/client-cards.service';
import { DeletionsController } from './invoices/deletions.controller';
import { Descent } from './invoices/descent.service';
import { DocumentMerge } from './invoices/document-merge.service';
import { DocumentReader } from './invoices/document-reader';
import { DocumentStore } from './invoices/document-store';
import { Invoice } from './invoices/invoice.entity';
import { InvoiceFormService } from './invoices/invoice-form.service';
import { InvoiceLine } from './invoices/invoice-line.entity';
import { InvoiceListService } from './invoices/invoice-list.service';
import { InvoicePage } from './invoices/invoice-page.service';
import { InvoiceTax } from './invoices/invoice-tax.entity';
import { InvoicesController } from './invoices/invoices.controller';
import { InvoicesService } from './invoices/invoices.service';
import { IssuancesController } from './invoices/issuances.controller';
import { OnClientMerged } from './invoices/on-client-merged.listener';
import { OrderedLines } from './invoices/ordered-lines.service';
import { PartiesService } from './invoices/parties.service';
import { RestorationsController } from './invoices/restorations.controller';
import { SourceForm } from './invoices/source-form.service';
import { SplitPayments } from './invoices/split-payments.service';
import { UsualGround } from './invoices/usual-ground.service';
import { DepartmentPatternsController } from './numbering/department-patterns.controller';
import { NumberPatternsController } from './numbering/number-patterns.controller';
import { NumberPatterns } from './numbering/number-patterns.service';
import { NumberProofController } from './numbering/number-proof.controller';
import { NumberProof } from './numbering/number-proof.service';
import { NumberSamplesController } from './numbering/number-samples.controller';
import { NumberingService } from './numbering/numbering.service';
import { NumberingPanel } from './numbering/numbering-panel.service';
import { NumberingPreview } from './numbering/numbering-preview.service';
import { DepartmentPrintPanel } from './paper/department-print-panel.service';
import { DepartmentPrintsController } from './paper/department-prints.controller';
import { DepartmentPrints } from './paper/department-prints.service';
import { PaperPanel } from './paper/paper-panel.service';
import { PapersController } from './paper/papers.controller';
import { Papers } from './paper/papers.service';
import { DocumentPaymentsController } from './payments/document-payments.controller';
import { JointSettlement } from './payments/joint-settlement.service';
import { JointSettlementsController } from './payments/joint-settlements.controller';
import { Payment } from './payments/payment.entity';
import { PaymentListService } from './payments/payment-list.service';
import { PaymentPanels } from './payments/payment-panels.service';
import { PaymentRemovalsController } from './payments/payment-removals.controller';
import { PaymentsController } from './payments/payments.controller';
import { PaymentsService } from './payments/payments.service';
import { SettlementsController } from './payments/settlements.controller';
import { UnsettlementsController } from './payments/unsettlements.controller';
import { ProductsModule } from './products/products.module';
import { LinkGuard } from './public/link.guard';
import { LinkPanel } from './public/link-panel.service';
import { PublicLinksController } from './public/public-links.controller';
import { PublicLinks } from './public/public-links.service';
import { PublicPage } from './public/public-page.service';
import { ShownDocumentsController } from './public/shown-documents.controller';
import { Envelopes } from './sending/envelopes.service';
import { MailTemplate } from './sending/mail-template.entity';
import { MailTemplatesController } from './sending/mail-templates.controller';
import { MailTemplates } from './sending/mail-templates.service';
import { OnInvoiceEnded } from './sending/on-invoice-ended.listener';
import { OnMailStateChanged } from './sending/on-mail-state-changed.listener';
import { SendingPanel } from './sending/sending-panel.service';
import { SendingsController } from './sending/sendings.controller';
import { Sendings } from './sending/sendings.service';
import { SentPapers } from './sending/sent-papers.service';
import { TemplatePreview } from './sending/template-preview.service';
import { UsualSendingsController } from './sending/usual-sendings.controller';
import { UsualSendings } from './sending/usual-sendings.service';

/** Documents of sale: drafted, numbered, issued. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Invoice, InvoiceLine, InvoiceTax, MailTemplate, Payment]),
    ClientsModule,
    DepartmentsModule,
    MailModule,
    PanelsModule,
    ProductsModule,
    AttachmentsModule,
  ],
  controllers: [
    DepartmentPrintsController,
    PapersController,
    InvoicesController,
    BuyersController,
    IssuancesController,
    CancellationsController,
    DeletionsController,
    RestorationsController,
    ExplanationsController,
    NumberPatternsController,
    NumberSamplesController,
    DepartmentPatternsController,
    NumberProofController,
    PublicLinksController,
    ShownDocumentsController,
    MailTemplatesController,
    SendingsController,
    UsualSendingsController,
    ActivityController,
    ...[PaymentsController, DocumentPaymentsController, PaymentRemovalsController],
    ...[SettlementsController, UnsettlementsController, JointSettlementsController],
  ],
  providers: [
    DepartmentPrintPanel,
    DepartmentPrints,
    PaperPanel,
    Papers,
    InvoicesService,
    InvoiceListService,
    InvoiceFormService,
    UsualGround,
    InvoicePage,
    DocumentReader,
    DocumentStore,
    OrderedLines,
    Descent,
    Bases,
    SourceForm,
    PartiesService,
    SplitPayments,
    ClientCards,
    DocumentMerge,
    NumberingService,
    NumberPatterns,
    NumberingPreview,
    NumberProof,
    NumberingPanel,
    OnClientMerged,
    ExchangeRates,
    FetchExchangeRates,
    VatInZlotys,
    PublicLinks,
    PublicPage,
    LinkGuard,
    MailTemplates,
    TemplatePreview,
    Sendings,
    UsualSendings,
    SendingPanel,
    LinkPanel,
    OnMailStateChanged,
    OnInvoiceEnded,
    SentPapers,
    Envelopes,
    ExplanationPanel,
    Activity,
    ActivityPanel,
    Prints,
    ...[PaymentsService, PaymentListService, PaymentPanels, JointSettlement],
  ],
  exports: [
    Papers,
    OrderedLines,
    InvoicesService,
    InvoiceListService,
    PaymentsService,
    Envelopes,
    Sendings,
    PublicLinks,
    DocumentReader,
    ProductsModule,
  ],
})
export class InvoicingModule {}
