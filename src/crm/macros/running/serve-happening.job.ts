import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, Repository } from 'typeorm';
import { Actors } from '../../../accounts/actors.service';
import type { Person } from '../../../accounts/person';
import { Database } from '../../../database/database';
import { Jobs } from '../../../jobs/jobs.service';
import { SERVE_HAPPENING } from '../happenings.service';
import { Macro } from '../macro.entity';
import { type Happening, MacroDeeds } from './macro-deeds.service';
import { MacroRuns, RUN_MACRO } from './macro-runs.service';

/** So many happenings are served together at most. */
const TOGETHER = 200;
const HAPPENING = `select id, kind, macro_id "macroId", deal_id "dealId", client_id "clientId", invoice_id "invoiceId", offer_id "offerId",
  task_id "taskId", chain, at from happenings`;

/** Lets macros follow what happened, after its commit: none stops what caused it, and none stops another (R79). */
@Injectable()
export class ServeHappening implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly actors: Actors,
    private readonly database: Database,
    private readonly runs: MacroRuns,
    private readonly deeds: MacroDeeds,
    @InjectRepository(Macro) private readonly macros: Repository<Macro>,
  ) {}

  onModuleInit() {
    const served = { together: TOGETHER };
    this.jobs.handleMany<{ happening: number }>(SERVE_HAPPENING, (all) => this.serveAll(all), served);
    this.jobs.handle<{ run: number }>(RUN_MACRO, ({ account, run }) => this.runDue(account!, run));
  }

  /** @returns of each, in their order, the first error that may go away */
  private async serveAll(all: { account: number | null; happening: number }[]): Promise<unknown[]> {
    const errors = new Map<number, unknown>();
    for (const account of new Set(all.map((each) => each.account!))) {
      const ids = [...new Set(all.flatMap((each) => (each.account === account ? each.happening : [])))];
      await this.serve(account, ids, errors).catch((error) => {
        for (const id of ids) errors.set(id, error);
      });
    }
    return all.map(({ happening }) => errors.get(happening));
  }

  /** All macros of these happenings, when each had its turn. @param errors where those are put that may go away */
  private async serve(account: number, ids: number[], errors: Map<number, unknown>) {
    const { people, happenings, macros } = await this.asOwner(account, async () => {
      const found = await this.database.query<Happening[]>(`${HAPPENING} where id = any ($1) order by id`, [ids]);
      const listening = { happening: In([...new Set(found.map(({ kind }) => kind))]), active: true, deletedAt: IsNull() };
      const listed = await this.macros.find({ where: listening, order: { id: 'ASC' } });
      return { people: listed.length ? await this.actors.all() : [], happenings: found, macros: listed };
    });
    for (const macro of macros) {
      const followed = happenings.filter(({ kind, macroId }) => kind === macro.happening && (macroId ?? macro.id) === macro.id);
      await this.follow(people, macro, followed, errors);
    }
  }

  /** Together where that is possible, which costs least; should that fail, and else, each in a transaction of its own. */
  private async follow(people: Person[], macro: Macro, happenings: Happening[], errors: Map<number, unknown>) {
    if (happenings.length > 1 && this.deeds.doesTogether(macro)) {
      try {
        return await this.as(people, macro, () => this.runs.begin(macro, happenings));
      } catch {
        // nothing of it is left, and which one it was shows when each is done for itself
      }
    }
    for (const happening of happenings) {
      await this.as(people, macro, () => this.runs.begin(macro, [happening])).catch((error) => errors.set(happening.id, error));
    }
  }

  /** A run whose time has come, unless its macro was switched off meanwhile, or one that is tried again. */
  private async runDue(account: number, run: number) {
    const { people, macro } = await this.asOwner(account, async () => ({
      people: await this.actors.all(),
      macro: await this.macros
        .createQueryBuilder('m')
        .where('m.id = (select r.macro_id from macro_runs r where r.id = :run)', { run })
        .getOneOrFail(),
    }));
    await this.as(people, macro, async () => {
      const [begun] = await this.database.query<{ happening: number; state: string }[]>(
        `select happening_id happening, state from macro_runs where id = $1 and state in ('waiting', 'failed') for update`,
        [run],
      );
      if (!begun) return;
      if (macro.deletedAt || (begun.state === 'waiting' && !macro.active)) return this.runs.drop(run);
      const [happening] = await this.database.query<Happening[]>(`${HAPPENING} where id = $1`, [begun.happening]);
      if (begun.state === 'waiting') await this.runs.resume(macro, { run, happening });
      else await this.runs.again(macro, { run, happening });
    });
  }

  private asOwner<T>(account: number, work: () => Promise<T>): Promise<T> {
    return this.database.run({ account, crm: 'all', invoicing: 'all', readOnly: true }, work);
  }

  /** The account does it, in the name of the macro's author, or of the owner when they have left. */
  private async as(people: Person[], { authorId }: Macro, work: () => Promise<void>) {
    const author = people.find(({ user, crm }) => user === authorId && crm) ?? people.find(({ owner }) => owner);
    await author!.during(() => this.database.run({ ...author!.who, crm: 'all', invoicing: 'all' }, work));
  }
}
