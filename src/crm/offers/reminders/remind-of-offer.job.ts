import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Actors } from '../../../accounts/actors.service';
import { today } from '../../../clock';
import { Database } from '../../../database/database';
import { Jobs } from '../../../jobs/jobs.service';
import { Notices } from '../../../notices/notices.service';
import { say } from '../../../web/say';
import { Tasks } from '../../tasks/tasks.service';
import { OVER, REMIND_OF_OFFER } from './offer-reminders.service';

/** A reminder that is due, with its offer. */
interface Due {
  offer: number;
  number: string;
  deal: number;
  /** Who was to be reminded and works in CRM still: the first of whoever is responsible for the offer, or its deal, and whoever sent it. */
  responsible: number | null;
  over: string | null;
}

/** Reminds of an offer that nobody answered: a notice and a task, once, however often and late the job runs (R82, R118). */
@Injectable()
export class RemindOfOffer implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly actors: Actors,
    private readonly database: Database,
    private readonly notices: Notices,
    private readonly tasks: Tasks,
  ) {}

  onModuleInit() {
    this.jobs.handle<{ reminder: number }>(REMIND_OF_OFFER, ({ account, user, reminder }) =>
      this.actors.as({ account: account!, user }, () => this.database.asAccount(() => this.remind(reminder))),
    );
  }

  /** The lock comes first and alone, so that an answer which was under way then is seen after it. */
  private async remind(id: number) {
    await this.database.query(
      'select from offers where id = (select offer_id from offer_reminders where id = $1) for no key update',
      [id],
    );
    const [due] = await this.database.query<Due[]>(
      `select o.id offer, o.number, o.deal_id deal, ${OVER} "over",
           (select u.id from unnest(array[o.responsible_id, d.responsible_id, r.made_by]) with ordinality one (id, place) join users u on u.id = one.id
             where u.left_at is null and exists (select from memberships m where m.user_id = u.id and m.side = 'crm' and m.ended_at is null)
             order by one.place limit 1) responsible
         from offer_reminders r join offers o on o.account_id = r.account_id and o.id = r.offer_id
           join deals d on d.account_id = o.account_id and d.id = o.deal_id
         where r.id = $1 and r.ended_at is null for no key update of o, r`,
      [id],
    );
    if (!due) return;
    if (due.over) return this.end(id, due.over, null);
    const { offer, number, deal, responsible } = due;
    const task = await this.tasks.make({
      ...{ kind: 'call', title: say('offer_reminders.task', { number }), dueOn: today(), dueTime: null, note: null },
      ...{ responsibleId: responsible, clientId: null, dealId: deal, remindMinutes: null },
    });
    await this.end(id, 'given', task);
    if (responsible === null) return;
    await this.notices.give({ kind: 'offer_reminder', users: [responsible], ids: { offer }, key: `offer_reminder/${id}` });
  }

  private async end(id: number, by: string, task: number | null) {
    await this.database.query('update offer_reminders set ended_at = now(), ended_by = $2, task_id = $3 where id = $1', [
      id,
      by,
      task,
    ]);
  }
}
