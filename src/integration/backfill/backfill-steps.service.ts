import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { Notices } from '../../notices/notices.service';
import { DocumentDeals } from '../links/document-deals.service';
import { IntegrationSettingsService } from '../settings/integration-settings.service';
import type { Backfill, Outcome, Trouble } from './backfill.entity';
import { BACKFILL_DONE, BACKFILL_STOPPED } from './backfill-notices.service';
import { Backfills } from './backfills.service';
import { Fates, fateOf, type OldDocument } from './fate';
import { OldDocuments } from './old-documents.service';

/** Documents of one transaction. */
const BATCH = 25;
/** Documents of one statement that writes the plan down. */
const PLANNED_AT_ONCE = 5000;

interface Waiting {
  position: number;
  invoice: number;
  alone: boolean;
}

interface Result {
  position: number;
  outcome: Outcome;
  reason: string | null;
  values: object | null;
}

/** A document could not be dealt with, and nothing of its batch was done. */
export class DocumentFailed extends Error {
  constructor(
    readonly position: number,
    override readonly cause: unknown,
  ) {
    super(`Document ${position} of the backfill`);
  }
}

/** Small pieces of a backfill, each in a transaction of its own as the account: what is committed is done, whatever happens next (R87). */
@Injectable()
export class BackfillSteps {
  constructor(
    private readonly backfills: Backfills,
    private readonly documents: OldDocuments,
    private readonly deals: DocumentDeals,
    private readonly settings: IntegrationSettingsService,
    private readonly notices: Notices,
    private readonly database: Database,
  ) {}

  /**
   * Looks its documents up, or deals with the next few, oldest first. The lock makes two servers do it one after the other.
   * @returns whether there may be more to do
   * @throws DocumentFailed
   */
  async next(id: number): Promise<boolean> {
    const backfill = await this.backfills.lock(id);
    if (!backfill.running) return false;
    backfill.trouble = null;
    if (!(await this.settings.find()).active) backfill.stop(null);
    else if (!backfill.plannedAt) backfill.plan(await this.plan(id));
    else await this.deal(backfill);
    await this.backfills.save(backfill);
    return backfill.running;
  }

  /** Notes that a document could not be dealt with; whoever comes second changes nothing. */
  async fail(id: number, position: number, reason: string, values: object) {
    const backfill = await this.backfills.lock(id);
    if (await this.write(id, [{ position, outcome: 'failed', reason, values }])) backfill.count(['failed']);
    await this.backfills.save(backfill);
  }

  /** Notes what stood in the way of a step, which is tried again. */
  async note(id: number, trouble: Trouble) {
    const backfill = await this.backfills.lock(id);
    if (!backfill.running) return;
    backfill.trouble = trouble;
    await this.backfills.save(backfill);
  }

  /** Stops one that could not go on, and tells whoever began it; what is done stays done, and it may be resumed. */
  async giveUp(id: number) {
    const backfill = await this.backfills.lock(id);
    if (!backfill.running) return;
    backfill.giveUp();
    await this.backfills.save(backfill);
    const { beganBy, stoppedAt } = backfill;
    if (beganBy === null) return;
    const key = `backfill:${id}:${stoppedAt!.getTime()}`;
    await this.notices.give({ kind: BACKFILL_STOPPED, users: [beganBy], ids: { backfill: id }, key });
  }

  private async plan(id: number): Promise<number> {
    const fates = new Fates();
    let total = 0;
    let planned: Waiting[] = [];
    const write = async () => {
      await this.database.query(
        `insert into backfill_documents (backfill_id, position, invoice_id, alone)
          select $1, * from unnest($2::integer[], $3::bigint[], $4::boolean[])`,
        [id, planned.map(({ position }) => position), planned.map(({ invoice }) => invoice), planned.map(({ alone }) => alone)],
      );
      planned = [];
    };
    for await (const document of this.documents.all()) {
      const fate = fates.next(document);
      if (fate !== 'makes' && fate !== 'joins') continue;
      planned.push({ position: ++total, invoice: document.id, alone: fate === 'joins' || document.withoutCard });
      if (planned.length === PLANNED_AT_ONCE) await write();
    }
    await write();
    return total;
  }

  private async deal(backfill: Backfill) {
    const waiting = await this.waiting(backfill.id);
    if (!waiting.length) return this.end(backfill);
    const held = new Map((await this.documents.hold(waiting.map(({ invoice }) => invoice))).map((each) => [each.id, each]));
    const results: Result[] = [];
    for (const { position, invoice } of waiting) results.push(await this.become(position, held.get(invoice)));
    await this.write(backfill.id, results);
    backfill.count(results.map(({ outcome }) => outcome));
  }

  private async end(backfill: Backfill) {
    const { id, beganBy } = backfill;
    backfill.end();
    if (beganBy !== null)
      await this.notices.give({ kind: BACKFILL_DONE, users: [beganBy], ids: { backfill: id }, key: `backfill:${id}` });
  }

  /** The next few; one that reaches for what others may hold goes alone, so that it holds nothing that others wait for. */
  private async waiting(id: number): Promise<Waiting[]> {
    const waiting = await this.database.query<Waiting[]>(
      `select position, invoice_id invoice, alone from backfill_documents where backfill_id = $1 and outcome is null order by position limit $2`,
      [id, BATCH],
    );
    if (waiting[0]?.alone) return waiting.slice(0, 1);
    const alone = waiting.findIndex((document) => document.alone);
    return alone < 0 ? waiting : waiting.slice(0, alone);
  }

  /** A document as it is by now, which may be otherwise than when it was planned. @param document none when it has a deal */
  private async become(position: number, document: OldDocument | undefined): Promise<Result> {
    const leftOut = (reason: string): Result => ({ position, outcome: 'skipped', reason, values: null });
    if (!document) return leftOut('has_deal');
    const fate = fateOf(document);
    if (fate !== 'makes' && fate !== 'joins') return leftOut(fate);
    const outcome = await this.deals.adopt(document.id, document.issuer).catch((error) => {
      throw new DocumentFailed(position, error);
    });
    return outcome ? { position, outcome, reason: null, values: null } : leftOut('kind');
  }

  /** @returns how many of them waited still */
  private async write(id: number, results: Result[]): Promise<number> {
    const [, count] = await this.database.query<[object[], number]>(
      `update backfill_documents d set outcome = r.outcome, reason = r.reason, reason_values = r.values
       from jsonb_to_recordset($2) r (position integer, outcome text, reason text, "values" jsonb)
       where d.backfill_id = $1 and d.position = r.position and d.outcome is null`,
      [id, JSON.stringify(results)],
    );
    return count;
  }
}
