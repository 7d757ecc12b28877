import { Body, Controller, Post, Req } from '@nestjs/common';
import { idOf, type Request, redirect } from '../web/http';
import { Flag, Id } from '../web/input';
import { addressOf } from './address';
import { OwnNotices } from './own-notices.service';

class ReadingInput {
  /** Whether it is ticked off only, and not gone to. */
  @Flag() stay = false;
}

class AllReadInput {
  /** The newest notice that the reader was shown. */
  @Id({ required: true }) upTo: number;
}

/** Reading notices: one by opening what it is about, or all that are shown. */
@Controller('notices')
export class ReadingsController {
  constructor(private readonly notices: OwnNotices) {}

  @Post(':id/reading')
  async create(@Body() { stay }: ReadingInput, @Req() request: Request) {
    const href = await this.notices.open(idOf(request));
    return redirect(stay || !href ? addressOf(request, '/notices') : href);
  }

  @Post('readings')
  async createAll(@Body() { upTo }: AllReadInput, @Req() request: Request) {
    await this.notices.readAll(upTo);
    return redirect(addressOf(request, '/notices'));
  }
}
