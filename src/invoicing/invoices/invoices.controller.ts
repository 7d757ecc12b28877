import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { today } from '../../clock';
import { Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { Panels } from '../../web/panels';
import { KINDS } from '../kinds';
import { PAYMENT_STATES } from '../payments/payment-state';
import { Envelopes } from '../sending/envelopes.service';
import { UsualSendings } from '../sending/usual-sendings.service';
import { ClientCards } from './client-cards.service';
import { DocumentReader } from './document-reader';
import type { Invoice } from './invoice.entity';
import { InvoiceInput } from './invoice.input';
import { filterOf, LISTED_STATES, listHref, MAIL_FILTERS } from './invoice-filters';
import { InvoiceFormService } from './invoice-form.service';
import { InvoiceListService, MOST_SUMMED } from './invoice-list.service';
import { InvoicePage } from './invoice-page.service';
import { InvoicesService } from './invoices.service';
import { listed } from './looks';

/** The pages of documents. */
@Controller('invoicing/invoices')
@Side('invoicing')
export class InvoicesController {
  constructor(
    private readonly invoices: InvoicesService,
    private readonly reader: DocumentReader,
    private readonly lists: InvoiceListService,
    private readonly forms: InvoiceFormService,
    private readonly cards: ClientCards,
    private readonly pages: InvoicePage,
    private readonly envelopes: Envelopes,
    private readonly sendings: UsualSendings,
    private readonly panels: Panels,
  ) {}

  @Get()
  @Render('invoicing/invoices/index')
  async index(@Req() request: Request) {
    const filter = filterOf(request);
    const all = request.query.sum === 'all';
    const [page, sums, departments, [client]] = await Promise.all([
      this.lists.list(filter),
      this.lists.sums(filter, all),
      this.lists.departments(),
      this.cards.labels(filter.client ?? null),
    ]);
    const envelopes = await this.envelopes.of(page.invoices);
    const { kind, state } = filter;
    const on = today();
    return {
      invoices: page.invoices.map((invoice) =>
        Object.assign(listed(invoice, on), { envelope: envelopes.get(invoice.id) ?? null }),
      ),
      // What may be done with several ticked documents: { verb, href, icon, primary, post }.
      bulk: await this.panels.at('invoice.lists', request.person),
      older: page.older && listHref(filter, { after: page.older, ...(all && { sum: 'all' }) }),
      newer: page.newer && listHref(filter, { before: page.newer, ...(all && { sum: 'all' }) }),
      filter: { ...filter, client },
      filtered: listHref(filter) !== '/invoicing/invoices',
      kinds: KINDS,
      states: LISTED_STATES,
      paymentStates: PAYMENT_STATES,
      mails: MAIL_FILTERS,
      departments: departments.length > 1 ? departments : null,
      sums,
      isOver: sums === null,
      most: MOST_SUMMED,
      sumHref: listHref(filter, { sum: 'all' }),
      summed: { what: kind ? 'kind' : 'sales', state: state === 'draft' ? 'draft' : 'issued' },
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
    return this.pages.of(await this.reader.find(idOf(request)), request.person);
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: InvoiceInput, @Req() request: Request) {
    const made = await this.reader.madeBy(input.requestKey);
    if (made) return this.createAgain(made, input, request);
    if (isIssuing(input)) return this.issued(await this.invoices.createAndIssue(input), input, request);
    const id = await this.invoices.draft(input);
    if (input.next !== 'line') flash(request, 'success', 'invoices.saved');
    return redirect(`/invoicing/invoices/${id}${input.next === 'line' ? '/edit' : ''}`);
  }

  @Get(':id/edit')
  @Render('invoicing/invoices/edit')
  async edit(@Req() request: Request) {
    return this.forms.of(await this.reader.find(idOf(request)), request);
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
    if (isIssuing(input)) {
      await this.invoices.issue(id, input.number);
      return this.issued(id, input, request);
    }
    flash(request, 'success', 'invoices.saved');
    return redirect(`/invoicing/invoices/${id}`);
  }

  /** Shows it, and sends it where that was asked for; what cannot be sent yet is issued all the same, and led to the form of its message (R52). */
  private async issued(id: number, { next }: InvoiceInput, request: Request) {
    if (next !== 'send') {
      flash(request, 'success', 'invoices.issued');
      return redirect(`/invoicing/invoices/${id}`);
    }
    const [{ reason, queued }] = await this.sendings.send([id]);
    if (queued) flash(request, 'success', `${queued.notice}_issued`, { to: queued.to });
    else flash(request, 'warning', reason!.key, reason!.values);
    return redirect(`/invoicing/invoices/${id}${queued ? '' : '/sendings/new'}`);
  }
}

function isIssuing({ next }: InvoiceInput) {
  return next === 'issue' || next === 'send';
}
