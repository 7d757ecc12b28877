import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import { Actors } from '../../../accounts/actors.service';
import type { Person } from '../../../accounts/person';
import { Database } from '../../../database/database';
import { Jobs } from '../../../jobs/jobs.service';
import { SERVE_HAPPENING } from '../happenings.service';
import { Macro } from '../macro.entity';
import { type Happening, MacroRuns, RUN_MACRO } from './macro-runs.service';

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
    @InjectRepository(Macro) private readonly macros: Repository<Macro>,
  ) {}

  onModuleInit() {
    this.jobs.handle<{ happening: number }>(SERVE_HAPPENING, ({ account, happening }) => this.serve(account!, happening), {
      atOnce: 2,
    });
    this.jobs.handle<{ run: number }>(RUN_MACRO, ({ account, run }) => this.runDue(account!, run));
  }

  /** All macros of a happening, each in a transaction of its own. @throws the first error that may go away, when all had their turn */
  private async serve(account: number, id: number) {
    const { people, happening, macros } = await this.asOwner(account, async () => {
      const [found] = await this.database.query<Happening[]>(`${HAPPENING} where id = $1`, [id]);
      const listening = { happening: found.kind, active: true, deletedAt: IsNull(), ...(found.macroId && { id: found.macroId }) };
      const listed = await this.macros.find({ where: listening, order: { id: 'ASC' } });
      return { people: await this.actors.all(), happening: found, macros: listed };
    });
    const errors: unknown[] = [];
    for (const macro of macros) {
      await this.as(people, macro, () => this.runs.begin(macro, happening)).catch((error) => errors.push(error));
    }
    if (errors.length) throw errors[0];
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
      if (begun.state === 'waiting') await this.runs.resume(macro, happening, run);
      else await this.runs.again(macro, happening, run);
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
