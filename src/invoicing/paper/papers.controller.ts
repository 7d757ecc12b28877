import { Controller, Get, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Side } from '../../web/doors';
import { idOf, Later, type Request } from '../../web/http';
import { shownAs } from '../../web/shown-as';
import { Prints } from '../activity/prints.service';
import { PRINTS, type Print } from './paper';
import { Papers } from './papers.service';
import { PAPER_LANGUAGES } from './words';

/**
 * A document's PDF (R101). The handler reads in the request's transaction and answers what is made Later: printing begins when that has ended.
 * ?print= original (or nothing), copy, duplicate, original_and_copy; ?language= another than the document's own, or two of them ('pl/en').
 */
@Controller('invoicing/invoices/:id/pdf')
@Side('invoicing')
export class PapersController {
  constructor(
    private readonly papers: Papers,
    private readonly prints: Prints,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    const { print, language } = request.query;
    const prepared = await this.papers.prepared(idOf(request), printOf(print), languageOf(language));
    this.prints.remember(idOf(request), printOf(print));
    return new Later(async () => {
      const { name, bytes } = await this.papers.printed(prepared);
      reply.header('cache-control', 'private, no-cache').header('x-content-type-options', 'nosniff');
      return new StreamableFile(bytes, { type: 'application/pdf', length: bytes.length, disposition: shownAs(name) });
    });
  }
}

function printOf(asked: string | undefined): Print {
  return PRINTS.find((print) => print === asked) ?? 'original';
}

/** Only languages that are printed; whatever else is asked for, the document's own. */
function languageOf(asked: string | undefined): string | undefined {
  const known = (code: string) => (PAPER_LANGUAGES as readonly string[]).includes(code);
  const codes = asked?.split('/') ?? [];
  return codes.length >= 1 && codes.length <= 2 && codes.every(known) ? asked : undefined;
}
