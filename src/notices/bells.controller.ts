import { Controller, Get, Render } from '@nestjs/common';

/** The bell alone, for pages that stay open: its count comes with the session, so that nothing else is asked. */
@Controller('notices/unread')
export class BellsController {
  @Get()
  @Render('notices/unread')
  show() {
    return {};
  }
}
