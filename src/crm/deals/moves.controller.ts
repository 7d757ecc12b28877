import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { StagesService } from '../stages/stages.service';
import { MoveInput } from './deal.input';
import { shownDeal } from './deal-shown';
import { DealsService } from './deals.service';

/** Moving a deal to another stage. */
@Side('crm')
@Controller('crm/deals/:id/moves')
export class MovesController {
  constructor(
    private readonly deals: DealsService,
    private readonly stages: StagesService,
  ) {}

  @Get('new')
  @Render('crm/moves/blank')
  async blank(@Req() request: Request) {
    const deal = await this.deals.find(idOf(request));
    const stages = await this.stages.list();
    return {
      deal: shownDeal(deal),
      // A card dropped on a stage that asks for a reason comes here with that stage.
      values: { stageId: request.query.stageId ?? String(deal.stageId), reason: deal.lostReason ?? '' },
      stages: stages.map(({ id, name, lost }) => ({ value: id, label: name, lost })),
      fromBoard: isFromBoard(request),
    };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() { stageId, reason }: MoveInput, @Req() request: Request) {
    const id = idOf(request);
    await this.deals.move(id, stageId, reason);
    flash(request, 'success', 'deals.moved');
    return redirect(isFromBoard(request) ? '/crm/deals/board' : `/crm/deals/${id}`);
  }
}

/** Whether whoever moves a card goes on with the board (?back=board). */
function isFromBoard({ query }: Request) {
  return query.back === 'board';
}
