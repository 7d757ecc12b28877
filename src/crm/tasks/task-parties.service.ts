import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { say } from '../../web/say';
import { DealParties, NOBODY, type Option } from '../deals/deal-parties.service';
import type { TaskSaying } from './task-saying';

/** So many deals are offered to choose from. */
const OFFERED = 100;

/** The deals, clients and people whom a task may name, and the names of those it does. */
@Injectable()
export class TaskParties {
  constructor(
    private readonly database: Database,
    private readonly parties: DealParties,
  ) {}

  /** @throws BrokenRule at the field of who cannot be chosen; what the task named before may stay (R127) */
  async check(saying: TaskSaying, before: Pick<TaskSaying, 'clientId' | 'dealId' | 'responsibleId'> = NO_PARTIES) {
    const { clientId, dealId, responsibleId } = saying;
    await this.parties.check(
      { ...NOBODY, clientId, responsibleId },
      { ...NOBODY, clientId: before.clientId, responsibleId: before.responsibleId },
    );
    if (dealId === null || (dealId === before.dealId && clientId === before.clientId)) return;
    const [deal] = await this.database.query<{ client: number | null; deleted: boolean }[]>(
      'select client_id client, deleted_at is not null deleted from deals where id = $1',
      [dealId],
    );
    if (dealId !== before.dealId && (!deal || deal.deleted)) throw new BrokenRule('party_unknown', {}, 'dealId');
    if (clientId !== null && deal && deal.client !== null && deal.client !== clientId)
      throw new BrokenRule('task_deal_of_another', {}, 'dealId');
  }

  /** Names in the reader's words: a deal closed to them is "a deal" (R131). */
  async namesOf({ clientId, dealId, responsibleId }: Pick<TaskSaying, 'clientId' | 'dealId' | 'responsibleId'>) {
    const [names] = await this.database.query<Record<'client' | 'deal' | 'responsible', string | null>[]>(
      `select client_name($1) client, (select coalesce(mirrored_name, name) from deals where id = $2) deal,
         (select name from users where id = $3) responsible,
         exists (select from clients where id = $1) "clientSeen", exists (select from deals where id = $2) "dealSeen"`,
      [clientId, dealId, responsibleId],
    );
    const { clientSeen, dealSeen } = names as never as Record<string, boolean>;
    return {
      client: names.client,
      clientHref: clientSeen ? `/crm/clients/${clientId}` : null,
      deal: dealId === null ? null : (names.deal ?? say('tasks.a_deal')),
      dealHref: dealSeen ? `/crm/deals/${dealId}` : null,
      responsible: names.responsible,
    };
  }

  /** What stands in fields of ids, for whoever is asked whose change is to stay (R117). */
  async labelsOf(saying: TaskSaying) {
    const { client, deal, responsible } = await this.namesOf(saying);
    return {
      ...{ clientId: client, dealId: deal, responsibleId: responsible, kind: say(`tasks.kind.${saying.kind}`) },
      unit: saying.unit && say(`tasks.unit.${saying.unit}`),
    };
  }

  /** Deals to choose from, the newest first: a client's, else the person's own. @param named one that stays offered, closed or not */
  async deals(clientId: number | null, user: number, named: number | null): Promise<Option[]> {
    const found = await this.database.query<Option[]>(
      `select id "value", coalesce(mirrored_name, name) label from deals
        where id = $3 or (deleted_at is null and case when $1::bigint is null then responsible_id = $2 else client_id = $1 end)
        order by id desc limit ${OFFERED}`,
      [clientId, user, named],
    );
    const isHidden = named !== null && !found.some(({ value }) => value === named);
    return isHidden ? [...found, { value: named, label: say('tasks.a_deal') }] : found;
  }
}

const NO_PARTIES = { clientId: null, dealId: null, responsibleId: null };
