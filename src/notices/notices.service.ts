import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { Jobs } from '../jobs/jobs.service';
import { say } from '../web/say';
import type { NewNotice, Teller, Told, Usually, Words } from './notice';

/** The job that mails a notice. */
export const MAIL_NOTICE = 'MailNotice';
/** A text longer than this is no id. */
const LONGEST_ID = 200;

/** A kind of notices: where they usually go, and who puts them into words. */
interface Kind extends Usually {
  name: string;
  tell: Teller;
}

/** Tells people what concerns them: in the bell, by mail, or both, as each chose. For every room. */
@Injectable()
export class Notices {
  private readonly known = new Map<string, Kind>();

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Says who puts notices of a kind into words; call it in onModuleInit. For people the kind is named by the translation `notices.kind.<kind>`.
   * Kinds with one and the same teller are asked of it together.
   * @param usually where they go unless the person chose otherwise, and whose they are
   */
  tells(name: string, usually: Usually, tell: Teller) {
    this.known.set(name, { ...usually, name, tell });
  }

  /**
   * Gives a notice within the current transaction, whoever runs it: to those of the users who work on a side (on the kind's own, if it has one),
   * once for each user and key however often it is called (R118). Who left, and who wants none of this kind, gets nothing.
   */
  async give({ kind, ...notice }: NewNotice) {
    await this.giveAll(kind, [notice]);
  }

  /** The same for many of a kind, in one statement. */
  async giveAll(name: string, notices: Omit<NewNotice, 'kind'>[]) {
    const kind = this.known.get(name);
    if (!kind) throw new Error(`Nobody tells notices of the kind ${name}`);
    for (const [field, value] of notices.flatMap(({ ids }) => Object.entries(ids))) {
      if (typeof value === 'string' && value.length > LONGEST_ID) throw new Error(`${field} of a notice ${name} is no id`);
    }
    const wanted = notices.filter(({ users }) => users.length);
    if (!wanted.length) return;
    const given = await this.database.query<{ id: number; user_id: number; by_mail: boolean }[]>(
      `select g.* from jsonb_to_recordset($1) n (users bigint[], ids jsonb, key text)
         cross join lateral give_notice(n.users, $2, $3, n.ids, n.key, $4, $5) g`,
      [JSON.stringify(wanted), name, kind.side ?? null, kind.inApp, kind.byMail],
    );
    for (const { id, user_id: reader } of given.filter(({ by_mail }) => by_mail)) {
      await this.jobs.add(MAIL_NOTICE, { notice: id, reader });
    }
  }

  /** The kinds there are, in the order in which rooms told of them. */
  get kinds(): readonly Kind[] {
    return [...this.known.values()];
  }

  /** Notices in the words of whoever asks, in the same order: each teller is asked once. */
  async inWords(all: Told[]): Promise<Words[]> {
    const of = new Map<Teller, Told[]>();
    for (const each of all) {
      const teller = this.known.get(each.kind)?.tell;
      if (teller) of.set(teller, [...(of.get(teller) ?? []), each]);
    }
    const words = new Map<number, Words>();
    for (const [teller, theirs] of of) {
      const told = await teller(theirs);
      theirs.forEach(({ id }, at) => {
        words.set(id, told[at]);
      });
    }
    return all.map(({ id }) => words.get(id) ?? nothingKnown());
  }
}

/** Of a kind that nobody tells any more. */
function nothingKnown(): Words {
  return { text: say('notices.nothing_known'), href: null };
}
