import { Injectable } from '@nestjs/common';
import { ClientCreated } from '../../clients/clients.events';
import { On } from '../../events/on';
import { DealCreated, DealMoved } from '../crm.events';
import { Happenings } from './happenings.service';

/** What happens in CRM and in the client base, told to macros. */
@Injectable()
export class OnCrm {
  constructor(private readonly happenings: Happenings) {}

  @On(ClientCreated)
  async clientMade({ client }: ClientCreated) {
    await this.happenings.note('client_made', { clientId: client });
  }

  /** A deal that begins won, as one made for an invoice does, was won too. */
  @On(DealCreated)
  async dealMade({ deal }: DealCreated) {
    await this.note(deal, `case s.outcome when 'won' then array['deal_made', 'deal_won'] else array['deal_made'] end`);
  }

  @On(DealMoved)
  async dealMoved({ deal }: DealMoved) {
    await this.note(
      deal,
      `case s.outcome when 'open' then array['deal_moved'] else array['deal_moved', 'deal_' || s.outcome] end`,
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
