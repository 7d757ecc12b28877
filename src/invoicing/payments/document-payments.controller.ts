import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { today } from '../../clock';
import { Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { say } from '../../web/say';
import { PAYMENT_METHODS } from '../invoices/invoice.input';
import { InvoicesService } from '../invoices/invoices.service';
import { listed } from '../invoices/looks';
import { Payment } from './payment.entity';
import { PaymentInput } from './payment.input';
import { leftToPay } from './payment-state';
import { PaymentsService } from './payments.service';

/** Payments of one document: of a part or the whole, on a day, in a way (R95). */
@Controller('invoicing/invoices/:id/payments')
@Side('invoicing')
export class DocumentPaymentsController {
  constructor(
    private readonly invoices: InvoicesService,
    private readonly payments: PaymentsService,
  ) {}

  @Get('new')
  @Render('invoicing/payments/blank')
  async blank(@Req() request: Request) {
    const invoice = await this.invoices.find(idOf(request));
    const left = leftToPay(invoice);
    const refusal = Payment.refusal(invoice);
    return {
      invoice: listed(invoice),
      ...{ left: left.abs(), isBack: left.isNegative(), today: today() },
      refusal: refusal ? `broken.${refusal}` : null,
      methods: methodChoices(),
      values: {
        amount: left.abs().toFixed(2).replace('.', ','),
        ...{ paidOn: today(), method: invoice.paymentMethod, note: null, requestKey: randomUUID() },
      },
    };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: PaymentInput, @Req() request: Request) {
    await this.payments.add(idOf(request), input);
    flash(request, 'success', 'payments.added');
    return redirect(`/invoicing/invoices/${idOf(request)}`);
  }
}

/** Ways to pay, as a select offers them. */
export function methodChoices() {
  return PAYMENT_METHODS.map((method) => ({ value: method, label: say(`payment_methods.${method}`) }));
}
