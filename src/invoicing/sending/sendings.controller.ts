import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { Mail } from '../../mail/mail.service';
import { unknownIn } from '../../mail/template-text';
import { Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { say } from '../../web/say';
import { isLanguage, LANGUAGES } from '../../web/translations';
import { DocumentReader } from '../invoices/document-reader';
import { listed } from '../invoices/looks';
import { PRINTS } from '../paper/paper';
import { SendingInput } from './sending.input';
import { Sendings } from './sendings.service';
import { VARIABLES } from './variables';

/** The message with one document, written before it is sent (R52, R56). */
@Controller('invoicing/invoices/:id/sendings')
@Side('invoicing')
export class SendingsController {
  constructor(
    private readonly sendings: Sendings,
    private readonly reader: DocumentReader,
    private readonly mail: Mail,
  ) {}

  @Get('new')
  @Render('invoicing/sending/blank')
  async blank(@Req() request: Request) {
    const invoice = await this.reader.find(idOf(request));
    const refusal = this.sendings.refusal(invoice);
    if (refusal) throw new BrokenRule(refusal);
    const asked = request.query.language;
    const usual = await this.sendings.usual(invoice, isLanguage(asked) ? asked : undefined);
    return {
      invoice: listed(invoice),
      values: usual,
      answersTo: await this.mail.answersTo(),
      unknown: unknownIn(`${usual.subject}\n${usual.body}`, VARIABLES).join(', '),
      prints: PRINTS.map((value) => ({ value, label: say(`sendings.print.${value}`) })),
      languages: LANGUAGES.map((value) => ({
        label: say(`mail_templates.language.${value}`),
        href: value === usual.language ? null : `/invoicing/invoices/${invoice.id}/sendings/new?language=${value}`,
      })),
      variables: VARIABLES.map((name) => ({ name: `{{${name}}}`, says: say(`variables.${name}`), sample: null })),
    };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: SendingInput, @Req() request: Request) {
    const id = idOf(request);
    const { to, notice } = await this.sendings.send(id, input);
    flash(request, notice === 'sendings.queued' ? 'success' : 'warning', notice, { to });
    return redirect(`/invoicing/invoices/${id}`);
  }
}
