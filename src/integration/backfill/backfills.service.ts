import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, QueryFailedError, Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { Jobs } from '../../jobs/jobs.service';
import { IntegrationSettingsService } from '../settings/integration-settings.service';
import { Backfill } from './backfill.entity';

/** The job that carries a backfill on. */
export const MAKE_DEALS = 'MakeDeals';
/** Documents named on one page. */
const TOLD = 100;

/** A document that was left out or failed, and why. */
export interface Told {
  position: number;
  outcome: 'skipped' | 'failed';
  reason: string;
  values: Record<string, string | number>;
  /** Null when the person may not see it (R131). */
  invoiceId: number | null;
  kind: string | null;
  number: string | null;
}

/** What people do with backfills (R87). */
@Injectable()
export class Backfills {
  constructor(
    @InjectRepository(Backfill) private readonly backfills: Repository<Backfill>,
    private readonly settings: IntegrationSettingsService,
    private readonly database: Database,
    private readonly jobs: Jobs,
  ) {}

  /** The last ones, newest first. */
  list(): Promise<Backfill[]> {
    return this.backfills.find({ order: { id: 'DESC' }, take: 5 });
  }

  /** Those of these that there are. */
  of(ids: number[]): Promise<Backfill[]> {
    return this.backfills.findBy({ id: In(ids) });
  }

  /** @throws EntityNotFoundError */
  find(id: number): Promise<Backfill> {
    return this.backfills.findOneByOrFail({ id });
  }

  /** Begins one; while one goes on, that is it (R118). @throws BrokenRule while the integration is off */
  async begin(): Promise<number> {
    await this.refuseWhileOff();
    const [made] = await this.database.query<{ id: number }[]>(
      `insert into backfills default values on conflict (account_id) where state = 'running' do nothing returning id`,
    );
    if (!made) return (await this.backfills.findOneByOrFail({ state: 'running' })).id;
    await this.jobs.add(MAKE_DEALS, { backfill: made.id });
    return made.id;
  }

  /** What is done stays done, the rest waits; stopped before or done, nothing happens. */
  async stop(id: number) {
    const backfill = await this.lock(id);
    if (!backfill.running) return;
    backfill.stop(Person.current.user);
    await this.backfills.save(backfill);
  }

  /** @throws BrokenRule while the integration is off or another one goes on */
  async resume(id: number) {
    const backfill = await this.lock(id);
    if (backfill.state !== 'stopped') return;
    await this.refuseWhileOff();
    backfill.resume();
    await this.backfills.save(backfill).catch((error) => {
      if (error instanceof QueryFailedError && error.driverError.constraint === 'one_running_backfill')
        throw new BrokenRule('backfill_is_running');
      throw error;
    });
    await this.jobs.add(MAKE_DEALS, { backfill: id });
  }

  lock(id: number): Promise<Backfill> {
    return this.backfills.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  save(backfill: Backfill) {
    return this.backfills.save(backfill);
  }

  /** Those of its documents that were left out or failed, so many from a position on. */
  async told(id: number, after: number): Promise<{ documents: Told[]; more: boolean }> {
    const rows = await this.database.query<Told[]>(
      `select d.position, d.outcome, d.reason, coalesce(d.reason_values, '{}') "values", i.id "invoiceId", i.kind, i.number
       from backfill_documents d left join invoices i on i.id = d.invoice_id
       where d.backfill_id = $1 and d.outcome in ('skipped', 'failed') and d.position > $2 order by d.position limit $3`,
      [id, after, TOLD + 1],
    );
    return { documents: rows.slice(0, TOLD), more: rows.length > TOLD };
  }

  /** Names of who began and who stopped it. */
  async namesOf({ beganBy, stoppedBy }: Backfill): Promise<{ beganBy: string | null; stoppedBy: string | null }> {
    const [names] = await this.database.query<[{ beganBy: string | null; stoppedBy: string | null }]>(
      `select (select name from users where id = $1) "beganBy", (select name from users where id = $2) "stoppedBy"`,
      [beganBy, stoppedBy],
    );
    return names;
  }

  private async refuseWhileOff() {
    if (!(await this.settings.find()).active) throw new BrokenRule('backfill_while_off');
  }
}
