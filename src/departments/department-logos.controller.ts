import { Controller, Get, Post, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { BrokenRule } from '../broken-rule';
import { Administrators } from '../web/doors';
import { flash, idOf, type Request, redirect } from '../web/http';
import { DepartmentLogos } from './department-logos.service';

/** A department's logo: shown to every member of the account, changed by administrators. */
@Controller('departments/:id/logo')
export class DepartmentLogosController {
  constructor(private readonly logos: DepartmentLogos) {}

  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    const { type, bytes } = await this.logos.read(idOf(request));
    reply.header('cache-control', 'private, no-cache').header('x-content-type-options', 'nosniff');
    return new StreamableFile(bytes, { type, length: bytes.length });
  }

  @Administrators()
  @Post()
  async update(@Req() request: Request) {
    const id = idOf(request);
    await this.logos.put(id, await pictureIn(request));
    flash(request, 'success', 'departments.logo.saved');
    return redirect(`/settings/departments/${id}/edit`);
  }

  @Administrators()
  @Post('deletion')
  async destroy(@Req() request: Request) {
    const id = idOf(request);
    await this.logos.remove(id);
    flash(request, 'success', 'departments.logo.removed');
    return redirect(`/settings/departments/${id}/edit`);
  }
}

/** The file of the form, read before the transaction begins. @throws BrokenRule when none was chosen, or it is too large */
async function pictureIn(request: Request): Promise<Buffer> {
  if (!request.isMultipart()) throw new BrokenRule('logo_missing');
  try {
    const bytes = await (await request.file())?.toBuffer();
    if (!bytes?.length) throw new BrokenRule('logo_missing');
    return bytes;
  } catch (error) {
    if (error instanceof BrokenRule) throw error;
    // Whatever else is wrong with it, there is no file in it.
    throw new BrokenRule((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE' ? 'logo_large' : 'logo_missing');
  }
}
