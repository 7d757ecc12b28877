import { Injectable } from '@nestjs/common';
import { ClientCreated } from '../../clients/clients.events';
import { Database } from '../../database/database';
import { On } from '../../events/on';
import {
  DealCreated,
  DealMoved,
  OfferAccepted,
  OfferDeclined,
  OfferOpened,
  OfferSent,
  TaskMade,
  TaskOverdue,
} from '../crm.events';
import type { HappeningKind } from './happening-kinds';
import { Happenings } from './happenings.service';
import { macrosBehind } from './macros-behind';

/** What happens in CRM and in the client base, told to macros; what is made for documents of long ago starts none (R87). */
@Injectable()
export class OnCrm {
  constructor(
    private readonly happenings: Happenings,
    private readonly database: Database,
  ) {}

  @On(ClientCreated)
  async clientMade({ client, past }: ClientCreated) {
    if (!past) await this.happenings.note('client_made', { clientId: client });
  }

  /** A deal that begins won, as one made for an invoice does, was won too. */
  @On(DealCreated)
  async dealMade({ deal, past }: DealCreated) {
    if (!past) await this.note(deal, `case s.outcome when 'won' then array['deal_made', 'deal_won'] else array['deal_made'] end`);
  }

  @On(DealMoved)
  async dealMoved({ deal }: DealMoved) {
    await this.note(
      deal,
      `case s.outcome when 'open' then array['deal_moved'] else array['deal_moved', 'deal_' || s.outcome] end`,
    );
  }

  @On(TaskMade)
  async taskMade({ task }: TaskMade) {
    await this.noteOf('tasks', 'task_made', task);
  }

  @On(TaskOverdue)
  async taskOverdue({ task }: TaskOverdue) {
    await this.noteOf('tasks', 'task_overdue', task);
  }

  @On(OfferSent)
  async offerSent({ offer }: OfferSent) {
    await this.noteOf('offers', 'offer_sent', offer);
  }

  @On(OfferOpened)
  async offerOpened({ offer }: OfferOpened) {
    await this.noteOf('offers', 'offer_opened', offer);
  }

  @On(OfferAccepted)
  async offerAccepted({ offer }: OfferAccepted) {
    await this.noteOf('offers', 'offer_accepted', offer);
  }

  @On(OfferDeclined)
  async offerDeclined({ offer }: OfferDeclined) {
    await this.noteOf('offers', 'offer_declined', offer);
  }

  /** A task or an offer with its deal and client. Asked as the account: who opens an offer by its link sees neither. */
  private async noteOf(table: 'tasks' | 'offers', kind: HappeningKind, id: number) {
    const [client, offer, task] =
      table === 'tasks' ? ['coalesce(t.client_id, d.client_id)', 'null', 't.id'] : ['d.client_id', 't.id', 'null'];
    await this.database.asAccount(() =>
      this.happenings.noteFound(
        `select $2::text kind, t.deal_id, ${client} client_id, null::bigint invoice_id, ${offer}::bigint offer_id, ${task}::bigint task_id,
           null::bigint macro_id, null::text key, ${macrosBehind(kind, 't')} behind
         from ${table} t left join deals d on d.account_id = t.account_id and d.id = t.deal_id where t.id = $3`,
        [kind, id],
        'behind',
      ),
    );
  }

  /** One statement: it stands in the way of issuing. */
  private async note(deal: number, kinds: string) {
    await this.happenings.noteFound(
      `select k.kind, d.id deal_id, d.client_id, null::bigint invoice_id, null::bigint offer_id, null::bigint task_id, null::bigint macro_id,
         null::text key
       from deals d join stages s on s.account_id = d.account_id and s.id = d.stage_id cross join lateral unnest(${kinds}) k (kind) where d.id = $2`,
      [deal],
    );
  }
}
