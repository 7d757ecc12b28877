import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PanelsModule } from '../../web/panels';
import { CrmModule } from '../crm.module';
import { Offer } from './offer.entity';
import { OfferLine } from './offer-line.entity';
import { OfferLines } from './offer-lines.service';
import { OfferTemplate } from './offer-template.entity';
import { Offers } from './offers.service';

/** Offers: what is proposed to a deal's client, from a template to the client's answer. */
@Module({
  imports: [TypeOrmModule.forFeature([Offer, OfferLine, OfferTemplate]), CrmModule, PanelsModule],
  providers: [Offers, OfferLines],
  exports: [Offers, OfferLines],
})
export class OffersModule {}
