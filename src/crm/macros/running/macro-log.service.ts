import { Injectable } from '@nestjs/common';
import { Database } from '../../../database/database';
import { say } from '../../../web/say';
import { type HappeningKind, SUBJECTS, type Subject, type SubjectIds, subjectOf } from '../happening-kinds';
import type { Said } from '../macro-actions.service';
import { MacroFacts, type Named } from '../macro-facts.service';

const PAGE = 50;
/** Runs that people are told of: not those of a macro that looked and had nothing to do, unless it had waited for its time first. */
const TOLD = `(r.state <> 'not_met' or r.due_at is not null or r.tries > 1)`;

interface Row extends SubjectIds {
  id: number;
  macroId: number;
  macro: string;
  state: string;
  words: Said | null;
  tries: number;
  at: Date;
  dueAt: Date | null;
  kind: HappeningKind;
  happenedAt: Date;
  who: string | null;
}

interface DeedRow {
  run: number;
  action: { name: string };
  state: string;
  words: Said;
  record: Subject | null;
  recordId: number | null;
  /** Of a webhook that is tried again: why it did not get there, and when it is tried next. */
  reason: string | null;
  receiver: string | null;
  nextAt: Date | null;
}

/** What macros did, as its readers may know it: a record that is closed to them has no name (R131). */
@Injectable()
export class MacroLog {
  constructor(
    private readonly database: Database,
    private readonly facts: MacroFacts,
  ) {}

  /** One page, newest first, and the ids from which the pages beside it go on. @param macro of one, null of all */
  async page(macro: number | null, { before, after }: { before: number | null; after: number | null }) {
    const upwards = after !== null;
    const found = await this.database.query<Row[]>(
      `select r.id, r.macro_id "macroId", m.name macro, r.state, r.words, r.tries, r.at, r.due_at "dueAt", h.kind, h.at "happenedAt", u.name who,
         h.deal_id "dealId", h.client_id "clientId", h.invoice_id "invoiceId", h.offer_id "offerId", h.task_id "taskId"
       from macro_runs r join happenings h on h.id = r.happening_id join macros m on m.id = r.macro_id left join users u on u.id = h.caused_by
       where ${TOLD} and ($1::bigint is null or r.macro_id = $1) and ($2::bigint is null or r.id < $2) and ($3::bigint is null or r.id > $3)
       order by r.id ${upwards ? 'asc' : 'desc'} limit ${PAGE + 1}`,
      [macro, before, after],
    );
    const rows = found.slice(0, PAGE);
    if (upwards) rows.reverse();
    const more = found.length > PAGE;
    return {
      runs: await this.inWords(rows),
      newer: (upwards ? more : before !== null) ? (rows.at(0)?.id ?? null) : null,
      older: upwards || more ? (rows.at(-1)?.id ?? null) : null,
    };
  }

  /** The newest run of each macro, by the macro's id. */
  async newest(macros: number[]): Promise<Map<number, { state: string; at: Date }>> {
    const rows = await this.database.query<{ id: number; state: string; at: Date }[]>(
      `select m.id, r.state, r.at from unnest($1::bigint[]) m (id)
         cross join lateral (select state, at from macro_runs r where r.macro_id = m.id and ${TOLD} order by r.id desc limit 1) r`,
      [macros],
    );
    return new Map(rows.map(({ id, ...run }) => [id, run]));
  }

  private async inWords(rows: Row[]) {
    const deeds = await this.database.query<DeedRow[]>(
      `select d.run_id run, d.action, d.state, d.words, d.record, d.record_id "recordId", w.reason, w.words receiver, w.due_at "nextAt"
       from macro_deeds d left join webhook_deliveries w on w.id = d.delivery_id and d.state = 'waiting'
       where d.run_id = any ($1) order by d.run_id, d.position`,
      [rows.map(({ id }) => id)],
    );
    const caused = rows.map((row) => ({ subject: subjectOf(row), id: row[SUBJECTS[subjectOf(row)]] }));
    const made = deeds.flatMap(({ record, recordId }) => (record ? [{ subject: record, id: recordId }] : []));
    const named = await this.facts.named([...caused, ...made]);
    const of = new Map<object, Named>([...caused, ...made].map((record, at) => [record, named[at]]));
    const records = new Map(made.map((record) => [`${record.subject} ${record.id}`, of.get(record)!]));
    return rows.map((row, at) => ({
      ...{ id: row.id, macroId: row.macroId, macro: row.macro, state: row.state, tries: row.tries, at: row.at, dueAt: row.dueAt },
      ...{ when: say(`macros.when.${row.kind}`), happenedAt: row.happenedAt, who: row.who, record: named[at] },
      words: row.words && say(row.words.key, row.words.values),
      deeds: deeds
        .filter(({ run }) => run === row.id)
        .map(({ state, words, record, recordId, reason, receiver, nextAt }) => ({
          ...{
            failed: state === 'failed' || reason !== null,
            waiting: state === 'waiting',
            removed: state === 'removed',
            nextAt: reason && nextAt,
          },
          text: reason
            ? say(`macros.webhook.failed.${reason}`, { ...words.values, words: receiver ?? '' })
            : say(words.key, words.values),
          record: records.get(`${record} ${recordId}`) ?? null,
        })),
    }));
  }
}
