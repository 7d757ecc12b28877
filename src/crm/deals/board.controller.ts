import { Controller, Get, Render } from '@nestjs/common';
import { Side } from '../../web/doors';
import { redirect } from '../../web/http';
import { DealBoard } from './deal-board.service';

/** Deals by stage; also where the bare address of the side leads. */
@Side('crm')
@Controller('crm')
export class BoardController {
  constructor(private readonly board: DealBoard) {}

  @Get()
  home() {
    return redirect('/crm/today');
  }

  @Get('deals/board')
  @Render('crm/board/index')
  async index() {
    return { columns: await this.board.columns() };
  }
}
