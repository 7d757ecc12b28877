import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Database } from '../../database/database';
import { Events } from '../../events/events';
import { DealChanged, DealCreated } from '../crm.events';
import { StagesService } from '../stages/stages.service';
import { Deal, type Mirror } from './deal.entity';
import { DealsService } from './deals.service';

/** What a deal made for an invoice begins with (R33-R35, R42). */
export interface BornOfInvoice {
  invoiceId: number;
  /** The invoice's first line. */
  name: string;
  currency: string;
  clientId: number | null;
  departmentId: number | null;
  responsibleId: number | null;
  /** Where the integration's settings put it; null is the first won stage. */
  stageId: number | null;
}

/** What documents do to deals; asked by the integration, as the account and not as a person. */
@Injectable()
export class DerivedDeals {
  constructor(
    @InjectRepository(Deal) private readonly repository: Repository<Deal>,
    private readonly deals: DealsService,
    private readonly stages: StagesService,
    private readonly database: Database,
    private readonly events: Events,
  ) {}

  /** Makes the shown name and value those of the documents that count, or the deal's own again (R37, R38). */
  async mirror(id: number, mirror: Mirror | null) {
    const [deal] = await this.deals.lock([id]);
    const { version } = deal;
    deal.mirror(mirror);
    await this.repository.save(deal);
    if (deal.version !== version) await this.events.publish(new DealChanged(id));
  }

  /** The one deal of an invoice issued outside any deal: made now, or found when it was made before (R42, R43). */
  async makeForInvoice(invoice: BornOfInvoice): Promise<Deal> {
    const stageId = invoice.stageId ?? (await this.stages.firstOf('won')).id;
    const [made] = await this.database.query<{ id: number }[]>(
      `insert into deals (name, currency, client_id, department_id, responsible_id, stage_id, born_of_invoice_id)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (account_id, born_of_invoice_id) do nothing returning id`,
      [
        invoice.name.slice(0, 512),
        invoice.currency,
        invoice.clientId,
        invoice.departmentId,
        invoice.responsibleId,
        stageId,
        invoice.invoiceId,
      ],
    );
    if (!made) return this.repository.findOneByOrFail({ bornOfInvoiceId: invoice.invoiceId });
    await this.events.publish(new DealCreated(made.id));
    return this.deals.find(made.id);
  }
}
