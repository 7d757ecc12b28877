import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, type Request, redirect } from '../../web/http';
import { UsualSendingsInput } from './sending.input';
import { UsualSendings } from './usual-sendings.service';

/** Sends one document or several with one click, each by its template (R52), and tells what became of them. */
@Controller('invoicing/sendings')
@Side('invoicing')
export class UsualSendingsController {
  constructor(private readonly sendings: UsualSendings) {}

  @Get()
  @Render('invoicing/sending/index')
  async index(@Req() request: Request) {
    const ids = (request.query.invoices ?? '')
      .split(',')
      .map(Number)
      .filter((id) => Number.isSafeInteger(id) && id > 0);
    const documents = await this.sendings.results(ids.slice(0, 200));
    const refused = documents.filter(({ reason }) => reason !== null).length;
    const queued = documents.filter(({ envelope, reason }) => envelope && envelope.name !== 'unsent' && !reason).length;
    return { documents, refused, queued };
  }

  @Post()
  async create(@Body() { invoices, back }: UsualSendingsInput, @Req() request: Request) {
    const sent = await this.sendings.send(invoices);
    if (invoices.length !== 1) return redirect(`/invoicing/sendings?invoices=${invoices.join()}`);
    const [{ id, reason, queued }] = sent;
    if (reason) flash(request, 'danger', reason.key, reason.values);
    if (queued) flash(request, queued.notice === 'sendings.queued' ? 'success' : 'warning', queued.notice, { to: queued.to });
    if (/^\/crm\/deals\/\d{1,15}$/.test(back ?? '')) return redirect(back!);
    return redirect(reason?.isMendedThere ? `/invoicing/invoices/${id}/sendings/new` : `/invoicing/invoices/${id}`);
  }
}
