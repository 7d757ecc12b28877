import { Injectable } from '@nestjs/common';
import type { Person } from '../../accounts/person';
import { type Entry, History, newestFirst } from '../../history/history.service';
import { Panels } from '../../web/panels';
import { type Language, translate } from '../../web/translations';

/** What a room above says of a document that changed what a deal shows. */
interface Cause {
  id: number;
  label: string;
  href: string | null;
}

/** What happened with a deal, and by which document its shown name and value changed (R32); other rooms add what they did about it. */
@Injectable()
export class DealTimeline {
  constructor(
    private readonly history: History,
    private readonly panels: Panels,
  ) {}

  async of(deal: { id: number; currency: string }, { language }: Person): Promise<Entry[]> {
    const entries = await this.history.of([{ table: 'deals', id: deal.id }], language, deal.currency);
    const ids = causesOf(entries);
    const causes = (await this.panels.at('deal.timeline', { ids: [...new Set(ids)].filter((id) => id !== null) })) as Cause[];
    const own = entries.map((entry, place) => {
      const cause = causes.find(({ id }) => id === ids[place]);
      if (!cause) return entry;
      return { ...entry, text: translate(language as Language, 'deals.mirrored_by', { label: cause.label }), href: cause.href };
    });
    return newestFirst([...own, ...((await this.panels.at('deal.timeline.more', deal)) as Entry[])]);
  }
}

/** The document behind each entry that changed the shown name or value: the last one known then; entries are newest first. */
function causesOf(entries: Entry[]): (number | null)[] {
  let known: number | null = null;
  const causes = entries.toReversed().map(({ columns, values }) => {
    if (values.mirrored_by_id) known = Number(values.mirrored_by_id.after) || null;
    return columns.includes('mirrored_name') || columns.includes('counted_gross') ? known : null;
  });
  return causes.reverse();
}
