import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Panels } from '../../web/panels';
import { KINDS } from '../kinds';
import type { Invoice } from './invoice.entity';
import { InvoiceInput } from './invoice.input';
import { InvoiceFormService } from './invoice-form.service';
import { InvoiceListService, LISTED_STATES } from './invoice-list.service';
import { InvoicesService } from './invoices.service';
import { listed, shown } from './looks';

/** The pages of documents. */
@Controller('invoicing/invoices')
@Side('invoicing')
export class InvoicesController {
  constructor(
    private readonly invoices: InvoicesService,
    private readonly lists: InvoiceListService,
    private readonly forms: InvoiceFormService,
    private readonly panels: Panels,
  ) {}

  @Get()
  @Render('invoicing/invoices/index')
  async index(@Req() request: Request) {
    const { kind = '', state = '', words = '', client = '', after, before } = request.query;
    const page = await this.lists.list({ kind, state, words, client: Number(client) || undefined, after, before });
    const filter = { kind, state, words, client };
    const filtered = Object.values(filter).some(Boolean);
    return {
      invoices: page.invoices.map(listed),
      older: page.older && addressOf({ ...filter, after: page.older }),
      newer: page.newer && addressOf({ ...filter, before: page.newer }),
      filter,
      filtered,
      kinds: KINDS,
      states: LISTED_STATES,
    };
  }

  @Get('new')
  @Render('invoicing/invoices/blank')
  blank(@Req() request: Request) {
    return this.forms.blank(request);
  }

  @Get(':id')
  @Render('invoicing/invoices/show')
  async show(@Req() request: Request) {
    const invoice = await this.invoices.find(idOf(request));
    return { ...shown(invoice, request.person), deals: await this.panels.at('invoice.deals', invoice) };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: InvoiceInput, @Req() request: Request) {
    const made = await this.invoices.madeBy(input.requestKey);
    if (made) return this.createAgain(made, input, request);
    if (input.next === 'issue') {
      const id = await this.invoices.createAndIssue(input);
      flash(request, 'success', 'invoices.issued');
      return redirect(`/invoicing/invoices/${id}`);
    }
    const id = await this.invoices.draft(input);
    if (input.next !== 'line') flash(request, 'success', 'invoices.saved');
    return redirect(`/invoicing/invoices/${id}${input.next === 'line' ? '/edit' : ''}`);
  }

  @Get(':id/edit')
  @Render('invoicing/invoices/edit')
  async edit(@Req() request: Request) {
    const invoice = await this.invoices.find(idOf(request));
    return { ...(await this.forms.of(invoice)), invoice: listed(invoice), seller: invoice.seller };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: InvoiceInput, @Req() request: Request) {
    return this.save(idOf(request), input, request);
  }

  /** After the back button: a draft takes what was changed, anything else is only shown (R118). */
  private createAgain(made: Invoice, input: InvoiceInput, request: Request) {
    if (made.state === 'draft' && made.version === 1) return this.save(made.id, input, request);
    flash(request, 'warning', 'invoices.sent_before');
    return redirect(`/invoicing/invoices/${made.id}`);
  }

  private async save(id: number, input: InvoiceInput, request: Request) {
    await this.invoices.update(id, input);
    if (input.next === 'line') return redirect(`/invoicing/invoices/${id}/edit`);
    if (input.next === 'issue') await this.invoices.issue(id, input.number);
    flash(request, 'success', input.next === 'issue' ? 'invoices.issued' : 'invoices.saved');
    return redirect(`/invoicing/invoices/${id}`);
  }
}

function addressOf(query: Record<string, string>) {
  return `/invoicing/invoices?${new URLSearchParams(Object.entries(query).filter(([, value]) => value))}`;
}
