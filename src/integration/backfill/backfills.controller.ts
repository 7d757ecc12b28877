import { Controller, Get, Post, Render, Req } from '@nestjs/common';
import { kindOf } from '../../invoicing/kinds';
import { Administrators } from '../../web/doors';
import { idOf, type Request, redirect } from '../../web/http';
import { say } from '../../web/say';
import type { Backfill } from './backfill.entity';
import { Backfills, type Told } from './backfills.service';
import { LEFT_OUT } from './fate';
import { Rehearsal, type Rehearsed } from './rehearsal.service';
import { refuseOthers } from './who-may';

export const BACKFILLS = '/settings/integration/backfills';

/** Deals for documents that have none: what would become of them, and how far it has got (R87). */
@Administrators()
@Controller('settings/integration/backfills')
export class BackfillsController {
  constructor(
    private readonly backfills: Backfills,
    private readonly rehearsal: Rehearsal,
  ) {}

  @Get('new')
  @Render('integration/backfills/blank')
  async blank(@Req() request: Request) {
    refuseOthers(request);
    const rows = await this.rehearsal.counts();
    const sum = (of: (row: Rehearsed) => number) => rows.reduce((all, row) => all + of(row), 0);
    const counts = { outside: sum(({ outside }) => outside), makes: sum(({ makes }) => makes), joins: sum(({ joins }) => joins) };
    return {
      rows: rows.map((row) => ({ ...row, title: titleOf(row.kind), leftOut: leftOutOf(row) })),
      ...counts,
      leftOut: counts.outside - counts.makes - counts.joins,
      anything: counts.makes + counts.joins > 0,
      running: (await this.backfills.list()).find(({ running }) => running)?.id ?? null,
      active: request.person.integration,
    };
  }

  @Post()
  async create(@Req() request: Request) {
    refuseOthers(request);
    return redirect(`${BACKFILLS}/${await this.backfills.begin()}`);
  }

  @Get(':id')
  @Render('integration/backfills/show')
  async show(@Req() request: Request) {
    refuseOthers(request);
    const backfill = await this.backfills.find(idOf(request));
    const after = Number(/^\d{1,9}$/.exec(request.query.after ?? '')?.[0] ?? 0);
    const { documents, more } = await this.backfills.told(backfill.id, after);
    const href = `${BACKFILLS}/${backfill.id}`;
    return {
      backfill: shownBackfill(backfill),
      names: await this.backfills.namesOf(backfill),
      documents: documents.map(shownDocument),
      newer: after ? href : null,
      older: more ? `${href}?after=${documents.at(-1)!.position}` : null,
    };
  }
}

/** A backfill as pages name it. */
export function shownBackfill(backfill: Backfill) {
  const { id, state, total, made, joined, skipped, failed, done, left, running, beganAt, stoppedAt, endedAt, plannedAt } =
    backfill;
  const [minutes, { trouble }] = [backfill.minutesLeft(), backfill];
  return {
    ...{ id, state, total, made, joined, skipped, failed, done, left, running, beganAt, stoppedAt, endedAt },
    planned: plannedAt !== null,
    timeLeft: minutes === null ? null : say('backfills.time_left', { minutes }),
    trouble: trouble && say(`backfills.trouble.${trouble}`),
  };
}

/** Reasons with their counts, those that any document has. */
function leftOutOf({ leftOut }: Rehearsed) {
  return LEFT_OUT.filter((reason) => leftOut[reason] > 0).map((reason) => ({
    reason: say(`backfills.left_out.${reason}`),
    count: leftOut[reason],
  }));
}

function shownDocument({ invoiceId, kind, number, outcome, reason, values }: Told) {
  return {
    name: kind === null ? say('backfills.hidden') : `${titleOf(kind)} ${number}`,
    href: invoiceId === null ? null : `/invoicing/invoices/${invoiceId}`,
    failed: outcome === 'failed',
    // A rule's sentence may name what the reader may not see (R131).
    why: invoiceId === null ? null : say(outcome === 'failed' ? reason : `backfills.left_out.${reason}`, values),
  };
}

function titleOf(kind: string) {
  return say(kindOf(kind)!.title);
}
