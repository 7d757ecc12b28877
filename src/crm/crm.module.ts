import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OwnFieldsModule } from '../own-fields/own-fields.module';
import { PanelsModule } from '../web/panels';
import { BoardController } from './deals/board.controller';
import { Deal } from './deals/deal.entity';
import { DealBoard } from './deals/deal-board.service';
import { DealContactsController } from './deals/deal-contacts.controller';
import { DealLine } from './deals/deal-line.entity';
import { DealLines } from './deals/deal-lines.service';
import { DealList } from './deals/deal-list.service';
import { DealParties } from './deals/deal-parties.service';
import { DealTimeline } from './deals/deal-timeline.service';
import { DealsController } from './deals/deals.controller';
import { DealsService } from './deals/deals.service';
import { DeletionsController } from './deals/deletions.controller';
import { DerivedDeals } from './deals/derived-deals.service';
import { MovesController } from './deals/moves.controller';
import { OnClientMerged } from './deals/on-client-merged.listener';
import { RestorationsController } from './deals/restorations.controller';
import { OnAccountOpened } from './stages/on-account-opened.listener';
import { Stage } from './stages/stage.entity';
import { StagesController } from './stages/stages.controller';
import { StagesService } from './stages/stages.service';
import { CrmVariables } from './variables/crm-variables.service';

/** CRM: deals, the stages they go through, and what happened with them. */
@Module({
  imports: [TypeOrmModule.forFeature([Deal, DealLine, Stage]), OwnFieldsModule, PanelsModule],
  controllers: [
    BoardController,
    DealContactsController,
    DealsController,
    MovesController,
    DeletionsController,
    RestorationsController,
    StagesController,
  ],
  providers: [
    StagesService,
    DealsService,
    DealLines,
    DealTimeline,
    DerivedDeals,
    DealParties,
    DealList,
    DealBoard,
    OnAccountOpened,
    OnClientMerged,
    CrmVariables,
  ],
  exports: [StagesService, DealsService, DerivedDeals, CrmVariables, DealParties, DealLines],
})
export class CrmModule {}
