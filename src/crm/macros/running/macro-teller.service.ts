import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../../database/database';
import { namesIn } from '../../../mail/template-text';
import type { Told, Words } from '../../../notices/notice';
import { Notices } from '../../../notices/notices.service';
import { say } from '../../../web/say';
import { SUBJECTS, type SubjectIds, subjectOf } from '../happening-kinds';
import { MacroFacts } from '../macro-facts.service';

interface Deed extends SubjectIds {
  run: number;
  position: number;
  macro: string;
  text: string | null;
  template: string;
}

/** Puts what macros tell into words: to whoever may see what the text speaks of; to others only that the macro ran (R131). */
@Injectable()
export class MacroTeller implements OnModuleInit {
  constructor(
    private readonly notices: Notices,
    private readonly facts: MacroFacts,
    private readonly database: Database,
  ) {}

  onModuleInit() {
    this.notices.tells('macro', { inApp: true, byMail: false }, (all) => this.tell(all));
    const troubles = { inApp: true, byMail: true, side: 'crm' as const };
    const tellTroubles = (all: Told[]) => this.tellTroubles(all); // one and the same, so that both kinds are asked for together
    this.notices.tells('macro_failed', troubles, tellTroubles);
    this.notices.tells('macro_looped', troubles, tellTroubles);
  }

  private async tell(all: Told[]): Promise<Words[]> {
    const deeds = await this.database.asAccount(() =>
      this.database.query<Deed[]>(
        `select d.run_id run, d.position, m.name macro, d.text, d.action #>> '{said,text}' template, h.deal_id "dealId",
           h.client_id "clientId", h.invoice_id "invoiceId", h.offer_id "offerId", h.task_id "taskId"
         from macro_deeds d join macro_runs r on r.id = d.run_id join happenings h on h.id = r.happening_id join macros m on m.id = r.macro_id
         where d.run_id = any ($1)`,
        [[...new Set(all.map(({ ids }) => ids.run))]],
      ),
    );
    const theirs = all.map(({ ids }) => deeds.find(({ run, position }) => run === ids.run && position === ids.position));
    const [open, records] = [await this.openOf(deeds), await this.recordsOf(theirs)];
    return theirs.map((deed, at) => {
      if (!deed) return { text: say('macros.notice.gone'), href: null };
      if (closed(deed, open)) return { text: say('macros.notice.closed', { macro: deed.macro }), href: records[at].href };
      return { text: deed.text || say('macros.notice.empty', { macro: deed.macro }), href: records[at].href };
    });
  }

  /** The deals and clients that whoever reads may see. */
  private async openOf(deeds: Deed[]) {
    const ids = (field: 'dealId' | 'clientId') => [...new Set(deeds.map((deed) => deed[field]))];
    const [open] = await this.database.query<{ deals: number[]; clients: number[] }[]>(
      `select array(select id from deals where id = any ($1)) deals, array(select id from clients where id = any ($2)) clients`,
      [ids('dealId'), ids('clientId')],
    );
    return open;
  }

  private recordsOf(deeds: (Deed | undefined)[]) {
    return this.facts.named(
      deeds.map((deed) => {
        const subject = deed ? subjectOf(deed) : 'client';
        return { subject, id: deed?.[SUBJECTS[subject]] ?? null };
      }),
    );
  }

  private async tellTroubles(all: Told[]): Promise<Words[]> {
    const macros = await this.database.query<{ id: number; name: string }[]>('select id, name from macros where id = any ($1)', [
      [...new Set(all.map(({ ids }) => ids.macro))],
    ]);
    return all.map(({ kind, ids }) => {
      const macro = macros.find(({ id }) => id === ids.macro);
      const href = macro ? `/settings/macros/${macro.id}/runs#run-${ids.run}` : null;
      return { text: say(`macros.notice.${kind}`, { macro: macro?.name ?? '' }), href };
    });
  }
}

/** Whether the text speaks of what whoever reads may not see; a client's name is seen with the deal (R131). */
function closed({ template, dealId, clientId }: Deed, open: { deals: number[]; clients: number[] }) {
  const names = namesIn(template ?? '');
  const deal = dealId !== null && open.deals.includes(dealId);
  const client = clientId !== null && open.clients.includes(clientId);
  return names.some((name) => {
    if (name.startsWith('deal.')) return dealId !== null && !deal;
    if (name === 'client.name') return clientId !== null && !client && !deal;
    return /^(client|contact)\./.test(name) && clientId !== null && !client;
  });
}
