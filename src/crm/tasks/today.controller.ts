import { Controller, Get, Render, Req } from '@nestjs/common';
import { addDays, today } from '../../clock';
import { Side } from '../../web/doors';
import { dates, writtenDay } from '../../web/formats';
import type { Request } from '../../web/http';
import type { Language } from '../../web/translations';
import { MyDay, SINCE_EVER, weekEnd } from './my-day.service';
import { isLate, type ShownTask, shownTask } from './task-rows';

/** My day: what is late, what is due today and in the week that follows, what is done, and the deals that nobody goes on with. */
@Side('crm')
@Controller('crm/today')
export class TodayController {
  constructor(private readonly day: MyDay) {}

  @Get()
  @Render('crm/today/index')
  async index(@Req() { person }: Request) {
    const now = today();
    const late = await this.day.due(SINCE_EVER, addDays(now, -1));
    const coming = await this.day.due(now, weekEnd());
    const [isToday, later] = [coming.filter(({ dueOn }) => dueOn === now), coming.filter(({ dueOn }) => dueOn > now)];
    const overdue = [...late, ...isToday.filter((row) => isLate(row))];
    const { deals, more } = await this.day.idleDeals();
    return {
      today: now,
      overdue: overdue.map(shownTask),
      due: isToday.filter((row) => !isLate(row)).map(shownTask),
      days: byDay(later.map(shownTask), person.language),
      nobodys: (await this.day.nobodys(weekEnd())).map(shownTask),
      done: (await this.day.doneToday()).map(shownTask),
      deals: deals.map((deal) => ({
        ...deal,
        passedOn: deal.passedOn && writtenDay(deal.passedOn, person.language),
        href: `/crm/deals/${deal.id}`,
        newHref: `/crm/tasks/new?deal=${deal.id}&back=today`,
      })),
      dealsHref: more ? `/crm/deals?responsible=${person.user}` : null,
      values: { title: '', dueOn: now, dueTime: '', responsibleId: person.user },
    };
  }
}

function byDay(tasks: ShownTask[], language: Language) {
  const format = dates(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  const days = [...new Set(tasks.map(({ dueOn }) => dueOn))];
  return days.map((day) => ({
    name: format.format(new Date(`${day}T00:00:00Z`)),
    tasks: tasks.filter(({ dueOn }) => dueOn === day),
  }));
}
