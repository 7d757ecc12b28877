import { Controller, Get, Render, Req } from '@nestjs/common';
import { Person } from '../accounts/person';
import { addDays, dayOf, today } from '../clock';
import { dates, writtenDay } from '../web/formats';
import type { Request } from '../web/http';
import { say } from '../web/say';
import { hasText } from '../web/translations';
import { addressOf } from './address';
import { type OwnNotice, OwnNotices } from './own-notices.service';

/** What concerns the person who asks, day by day, and the bell's count for pages that stay open. */
@Controller('notices')
export class NoticesController {
  constructor(private readonly notices: OwnNotices) {}

  @Get()
  @Render('notices/index')
  async index(@Req() request: Request) {
    const before = /^\d{1,15}$/.test(request.query.before ?? '') ? Number(request.query.before) : null;
    const { rows, older } = await this.notices.list(before);
    return {
      days: byDay(rows),
      upTo: before === null && Person.current.unread ? (rows[0]?.id ?? null) : null,
      query: addressOf(request, ''),
      choices: addressOf(request, '/notices/choices'),
      older: older && addressOf(request, '/notices', older),
      newer: before && addressOf(request, '/notices'),
    };
  }
}

function byDay(rows: OwnNotice[]) {
  const { language, timeZone } = Person.current;
  const time = dates(language, { hour: '2-digit', minute: '2-digit', timeZone });
  const days = new Map<string, object[]>();
  for (const { id, kind, text, href, madeAt, readAt } of rows) {
    const on = dayOf(madeAt);
    const known = `notices.kind.${kind}`;
    const row = {
      id,
      kind: hasText(language, known) ? say(known) : null,
      text,
      href,
      at: madeAt.toISOString(),
      time: time.format(madeAt),
      read: readAt !== null,
    };
    days.set(on, [...(days.get(on) ?? []), row]);
  }
  return [...days].map(([on, notices]) => ({ on, name: nameOf(on), date: writtenDay(on, language), notices }));
}

/** Today and yesterday by their names, another day by its date. */
function nameOf(on: string) {
  if (on === today()) return say('notices.today');
  return on === addDays(today(), -1) ? say('notices.yesterday') : null;
}
