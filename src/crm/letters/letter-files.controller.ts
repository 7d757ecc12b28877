import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { savedAs } from '../../files/file-answer';
import { Side } from '../../web/doors';
import { idOf, Later, type Request } from '../../web/http';
import { LetterFiles } from './letter-files.service';

/** Files of letters, given back to be saved to whoever sees the letter. */
@Side('crm')
@Controller('crm/letters/:id/files')
export class LetterFilesController {
  constructor(private readonly files: LetterFiles) {}

  @Get(':position')
  async show(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    if (!/^\d$/.test(request.params.position)) throw new NotFoundException();
    const file = await this.files.find(idOf(request), Number(request.params.position));
    return new Later(async () => savedAs(file, await this.files.read(file), reply));
  }
}
