import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Database } from '../../database/database';
import { Events } from '../../events/events';
import type { Decimal } from '../../money/decimal';
import { DealChanged, DealCreated } from '../crm.events';
import { StagesService } from '../stages/stages.service';
import { Deal, type Mirror } from './deal.entity';

/** What a deal made for an invoice begins with (R33-R35, R42). */
export interface BornOfInvoice {
  invoiceId: number;
  /** The invoice's first line. */
  name: string;
  /** What is agreed beside the invoice's own value: 0, unless the document never counts (R31, R38). */
  agreedGross: Decimal;
  currency: string;
  clientId: number | null;
  departmentId: number | null;
  responsibleId: number | null;
  /** Where the integration's settings put it; null is the first won stage. */
  stageId: number | null;
  /** Whether the invoice was issued long ago, so that nobody waits for the news (R87). */
  past: boolean;
}

/** What documents do to deals; asked by the integration, as the account and not as a person. */
@Injectable()
export class DerivedDeals {
  constructor(
    @InjectRepository(Deal) private readonly repository: Repository<Deal>,
    private readonly stages: StagesService,
    private readonly database: Database,
    private readonly events: Events,
  ) {}

  /**
   * Makes the shown names and values those of the documents that count, or the deals' own again (R37, R38). The deals are locked by the caller
   * (DealsService.lockMany), so that nobody's documents are left out.
   */
  async mirror(mirrors: Mirror[]) {
    const changed = await this.database.query<[{ id: number }[], number]>(
      `update deals d set mirrored_name = m.name, counted_gross = m.gross, mirrored_currency = m.currency, mirrored_from_id = m."from",
         mirrored_by_id = m.by, updated_at = now(), version = d.version + 1
       from jsonb_to_recordset($1) m (deal bigint, name text, gross numeric, currency text, "from" bigint, by bigint)
       where d.id = m.deal and (d.mirrored_name, d.counted_gross, d.mirrored_currency, d.mirrored_from_id)
         is distinct from (m.name, m.gross, m.currency::char(3), m."from") returning d.id`,
      [JSON.stringify(mirrors)],
    );
    for (const { id } of changed[0]) await this.events.publish(new DealChanged(id));
  }

  /** The one deal of an invoice issued outside any deal: made now, or found when it was made before (R42, R43). */
  async makeForInvoice(invoice: BornOfInvoice): Promise<{ id: number; deleted: boolean }> {
    const stageId = invoice.stageId ?? (await this.stages.firstOf('won')).id;
    const [made] = await this.database.query<{ id: number }[]>(
      `insert into deals (name, currency, client_id, department_id, responsible_id, stage_id, born_of_invoice_id, agreed_gross)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (account_id, born_of_invoice_id) do nothing returning id`,
      [
        invoice.name.slice(0, 512),
        invoice.currency,
        invoice.clientId,
        invoice.departmentId,
        invoice.responsibleId,
        stageId,
        invoice.invoiceId,
        invoice.agreedGross.toFixed(2),
      ],
    );
    if (!made) return this.repository.findOneByOrFail({ bornOfInvoiceId: invoice.invoiceId });
    await this.events.publish(new DealCreated(made.id, invoice.past));
    return { id: made.id, deleted: false };
  }
}
