import { Injectable } from '@nestjs/common';
import { Person, type SideName } from '../../accounts/person';
import { Database } from '../../database/database';
import { Notices } from '../notices.service';
import type { NoticeChoiceInput } from './notice-choices.input';

/** Where notices of a kind go for the person who asks. */
export interface NoticeChoice {
  kind: string;
  side: SideName | null;
  inApp: boolean;
  byMail: boolean;
}

/** Each person's own choice of where notices of a kind reach them: in the application, by mail, both or not at all. */
@Injectable()
export class NoticeChoices {
  constructor(
    private readonly database: Database,
    private readonly notices: Notices,
  ) {}

  /** Of every kind that may concern the person who asks; what they never chose is as usual. */
  async list(): Promise<NoticeChoice[]> {
    const chosen = await this.database.query<{ kind: string; inApp: boolean; byMail: boolean }[]>(
      'select kind, in_app "inApp", by_mail "byMail" from notice_choices',
    );
    const person = Person.current;
    return this.notices.kinds
      .filter(({ side }) => !side || person[side])
      .map(({ name, side = null, inApp, byMail }) => ({
        kind: name,
        side,
        inApp,
        byMail,
        ...chosen.find((one) => one.kind === name),
      }));
  }

  /** Writes down what differs from where notices go now; a kind that is not the person's is passed over. */
  async save(wanted: NoticeChoiceInput[]) {
    const now = await this.list();
    const changed = wanted.filter(({ kind, inApp, byMail }) =>
      now.some((one) => one.kind === kind && (one.inApp !== inApp || one.byMail !== byMail)),
    );
    if (!changed.length) return;
    await this.database.query(
      `insert into notice_choices (kind, in_app, by_mail) select * from unnest($1::text[], $2::boolean[], $3::boolean[])
        on conflict (account_id, user_id, kind) do update set in_app = excluded.in_app, by_mail = excluded.by_mail`,
      [changed.map(({ kind }) => kind), changed.map(({ inApp }) => inApp), changed.map(({ byMail }) => byMail)],
    );
  }
}
