import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DepartmentsModule } from '../../departments/departments.module';
import { OwnFieldsModule } from '../../own-fields/own-fields.module';
import { PanelsModule } from '../../web/panels';
import { CrmModule } from '../crm.module';
import { Offer } from './offer.entity';
import { OfferBeginnings } from './offer-beginnings.service';
import { OfferCopiesController } from './offer-copies.controller';
import { OfferDeletionsController } from './offer-deletions.controller';
import { OfferFilling } from './offer-filling.service';
import { OfferLine } from './offer-line.entity';
import { OfferLines } from './offer-lines.service';
import { OfferList } from './offer-list.service';
import { OfferPanels } from './offer-panels.service';
import { OfferPreviewsController } from './offer-previews.controller';
import { OfferRestorationsController } from './offer-restorations.controller';
import { OfferSheets } from './offer-sheets.service';
import { OfferTemplate } from './offer-template.entity';
import { OfferTemplatesController } from './offer-templates.controller';
import { OfferTemplates } from './offer-templates.service';
import { OfferVariables } from './offer-variables.service';
import { OfferWithdrawalsController } from './offer-withdrawals.controller';
import { OffersController } from './offers.controller';
import { Offers } from './offers.service';
import { OfferPapers } from './paper/offer-papers.service';
import { OfferPdfsController } from './paper/offer-pdfs.controller';
import { TemplatePreviewsController } from './template-previews.controller';
import { TemplateSamples } from './template-samples.service';

/** Offers: what is proposed to a deal's client, from a template to the client's answer. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Offer, OfferLine, OfferTemplate]),
    CrmModule,
    DepartmentsModule,
    OwnFieldsModule,
    PanelsModule,
  ],
  controllers: [
    OffersController,
    OfferPreviewsController,
    OfferPdfsController,
    OfferCopiesController,
    OfferWithdrawalsController,
    OfferDeletionsController,
    OfferRestorationsController,
    OfferTemplatesController,
    TemplatePreviewsController,
  ],
  providers: [
    OfferList,
    OfferPanels,
    Offers,
    OfferLines,
    OfferTemplates,
    OfferBeginnings,
    OfferVariables,
    OfferFilling,
    OfferSheets,
    OfferPapers,
    TemplateSamples,
  ],
  exports: [Offers, OfferLines, OfferFilling, OfferSheets, OfferPapers, OfferVariables],
})
export class OffersModule {}
