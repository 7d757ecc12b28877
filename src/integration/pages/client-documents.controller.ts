import { Controller, ForbiddenException, Get, Render, Req } from '@nestjs/common';
import { ClientsService } from '../../clients/clients.service';
import { InvoiceListService } from '../../invoicing/invoices/invoice-list.service';
import { Side } from '../../web/doors';
import { idOf, type Request } from '../../web/http';
import { languageOf } from '../../web/page';
import { ClientPanels } from './client-panels.service';
import { documentShown } from './document-rows';

/** All documents of a client, one click from the card and without leaving its side (R62); for members of Invoicing. */
@Side()
@Controller(['crm/clients/:id/documents', 'invoicing/clients/:id/documents'])
export class ClientDocumentsController {
  constructor(
    private readonly clients: ClientsService,
    private readonly lists: InvoiceListService,
    private readonly panels: ClientPanels,
  ) {}

  @Get()
  @Render('integration/client-documents/index')
  async index(@Req() request: Request) {
    if (!request.person.invoicing) throw new ForbiddenException();
    const client = await this.clients.find(idOf(request));
    const { after, before } = request.query;
    const { invoices, older, newer } = await this.lists.list({ client: client.id, after, before });
    const [path] = request.url.split('?');
    return {
      client: { id: client.id, name: client.name },
      cardHref: path.replace(/\/documents$/, ''),
      sums: await this.panels.sums(client.id),
      rows: invoices.map((invoice) =>
        documentShown(
          {
            ...{ id: invoice.id, kind: invoice.kind, number: invoice.number, day: invoice.issueOn, currency: invoice.currency },
            gross: invoice.gross.toFixed(2),
            ...{ toPay: invoice.toPay.toFixed(2), paid: invoice.paid.toFixed(2), dueOn: invoice.dueOn },
            issued: invoice.issuedAt !== null,
            cancelled: invoice.cancelledAt !== null,
            ...{ deletedAt: null, deletedBy: null },
          },
          languageOf(request),
        ),
      ),
      older: older && `${path}?after=${older}`,
      newer: newer && `${path}?before=${newer}`,
    };
  }
}
