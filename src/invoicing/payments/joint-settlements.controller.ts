import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { today } from '../../clock';
import { Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, type Request, redirect } from '../../web/http';
import { methodChoices } from './document-payments.controller';
import { JointSettlement } from './joint-settlement.service';
import { SettlementInput } from './payment.input';

/** Pays several ticked documents, each wholly by a payment of its own (R95). */
@Controller('invoicing/settlements')
@Side('invoicing')
export class JointSettlementsController {
  constructor(private readonly settlement: JointSettlement) {}

  @Get('new')
  @Render('invoicing/payments/settlement')
  async blank(@Req() request: Request) {
    const typed = (request.body as { invoices?: unknown } | undefined)?.invoices ?? request.query.invoices;
    const documents = await this.settlement.look(idsOf(typed));
    return {
      ...documents,
      ...{ methods: methodChoices(), today: today() },
      values: { paidOn: today(), method: '' },
    };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() { invoices, paidOn, method }: SettlementInput, @Req() request: Request) {
    const { paid, refused } = await this.settlement.pay(invoices, paidOn, method);
    if (refused.length) flash(request, 'warning', 'payments.paid_but', { count: paid, refused: refused.join('; ') });
    else flash(request, 'success', 'payments.paid_many', { count: paid });
    return redirect('/invoicing/invoices');
  }
}

/** Ids of ticked documents as the address or a form sends them; what is none is left out. */
function idsOf(typed: unknown): number[] {
  const ids = [typed ?? []].flat().map(String);
  return [...new Set(ids.filter((id) => /^[1-9]\d{0,14}$/.test(id)).map(Number))].slice(0, 200);
}
