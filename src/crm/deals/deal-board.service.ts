import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { StagesService } from '../stages/stages.service';

/** Cards shown in one column; the list has the rest. */
const CARDS = 30;
const DAY_IN_MS = 86_400_000;

interface Card {
  id: number;
  name: string;
  client: string | null;
  gross: string;
  currency: string;
  stageId: number;
  since: Date;
}

interface Sum {
  stageId: number;
  currency: string;
  count: number;
  gross: string;
}

/** Deals as a board: one column a stage. */
@Injectable()
export class DealBoard {
  constructor(
    private readonly database: Database,
    private readonly stages: StagesService,
  ) {}

  /** The stages in order with their count, sums per currency, and newest cards. */
  async columns() {
    const [stages, sums, cards] = await Promise.all([this.stages.list(), this.sums(), this.cards()]);
    return stages.map(({ id, name, colour, lost }) => {
      const own = sums.filter(({ stageId }) => stageId === id);
      const count = own.reduce((all, sum) => all + sum.count, 0);
      const shown = cards.filter(({ stageId }) => stageId === id);
      return { id, name, colour, lost, count, sums: own, cards: shown, more: count > shown.length };
    });
  }

  /** What open deals are expected to bring is the larger of what is agreed and what is invoiced already (R38). */
  private sums() {
    return this.database.query<Sum[]>(
      `select d.stage_id "stageId", coalesce(d.mirrored_currency, d.currency) currency, count(*)::integer count,
         sum(case when s.outcome = 'open' and d.currency = d.mirrored_currency then greatest(d.counted_gross, d.agreed_gross)
           else coalesce(d.counted_gross, d.agreed_gross) end)::text gross
       from deals d join stages s on s.account_id = d.account_id and s.id = d.stage_id
       where d.deleted_at is null group by 1, 2 order by 2`,
    );
  }

  private async cards() {
    const cards = await this.database.query<Card[]>(
      `select d.id, coalesce(d.mirrored_name, d.name) name, client_name(d.client_id) client,
         coalesce(d.counted_gross, d.agreed_gross)::text gross, coalesce(d.mirrored_currency, d.currency) currency, d.stage_id "stageId", d.stage_since since
       from stages s cross join lateral (
         select * from deals where account_id = s.account_id and stage_id = s.id and deleted_at is null order by id desc limit ${CARDS}) d
       where s.removed_at is null`,
    );
    return cards.map((card) => ({ ...card, days: Math.floor((Date.now() - card.since.getTime()) / DAY_IN_MS) }));
  }
}
