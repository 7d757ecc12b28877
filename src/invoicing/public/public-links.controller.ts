import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { PublicLinks } from './public-links.service';

/** Makes the link by which a client opens a document, makes it anew, and takes it back (R63). */
@Controller('invoicing/invoices/:id/public-link')
@Side('invoicing')
export class PublicLinksController {
  constructor(private readonly links: PublicLinks) {}

  @Post()
  async create(@Req() request: Request) {
    await this.links.renewed(idOf(request));
    flash(request, 'success', 'public_links.made');
    return redirect(`/invoicing/invoices/${idOf(request)}`);
  }

  @Post('deletion')
  async destroy(@Req() request: Request) {
    await this.links.revoke(idOf(request));
    flash(request, 'success', 'public_links.revoked');
    return redirect(`/invoicing/invoices/${idOf(request)}`);
  }
}
