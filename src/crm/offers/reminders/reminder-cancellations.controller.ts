import { Controller, Post, Req } from '@nestjs/common';
import { Side } from '../../../web/doors';
import { flash, idOf, type Request, redirect } from '../../../web/http';
import { OfferReminders } from './offer-reminders.service';

/** Lets nobody be reminded of an offer any more (R82). */
@Side('crm')
@Controller('crm/offers/:id/reminder/cancellation')
export class ReminderCancellationsController {
  constructor(private readonly reminders: OfferReminders) {}

  @Post()
  async create(@Req() request: Request) {
    await this.reminders.cancel(idOf(request));
    flash(request, 'success', 'offer_reminders.cancelled');
    return redirect(`/crm/offers/${idOf(request)}`);
  }
}
