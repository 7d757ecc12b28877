import { Controller, ForbiddenException, Get, Render, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import type { Request } from '../../web/http';
import { Activity, WHATS } from './activity.service';

/** What was done with documents in the whole account, for owners of Invoicing (R57). */
@Controller('invoicing/activity')
@Side('invoicing')
export class ActivityController {
  constructor(private readonly activity: Activity) {}

  @Get()
  @Render('invoicing/activity/index')
  async index(@Req() { person, query }: Request) {
    if (person.invoicing!.role !== 'owner') throw new ForbiddenException();
    const what = WHATS.find((one) => one === query.what);
    const { entries, older } = await this.activity.all(what, query.after);
    return {
      entries,
      what: what ?? null,
      whats: WHATS,
      older: older && `/invoicing/activity?${new URLSearchParams({ ...(what && { what }), after: older })}`,
    };
  }
}
