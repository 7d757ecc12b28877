import { isDeepStrictEqual } from 'node:util';
import { Person } from '../../accounts/person';
import type { Entry } from '../../history/history.service';
import { happening } from '../../history/words';
import { say } from '../../web/say';
import { hasText } from '../../web/translations';
import { kindOf } from '../kinds';

/** Where it is written down that something was done. */
export type Source = 'history' | 'sent' | 'printed';

/** Something that was done with a document. */
export interface Deed {
  source: Source;
  id: number;
  invoice: number;
  kind: string;
  number: string | null;
  at: Date;
  who: string | null;
  /** To whom it was sent, or how it was printed. */
  detail: string | null;
  action: 'made' | 'changed' | null;
  /** Of the history: columns with their values before and after. */
  changes: Changes | null;
}

type Changes = Record<string, [unknown, unknown]>;

/** Rows of the history within it, of one document and one person, are one change. */
const MOMENT_IN_MS = 10_000;

/** Deeds as people tell them: one edit once, and nothing of what they have no name for. Newest first, as they come. */
export function told(deeds: Deed[]): Deed[] {
  return together(deeds)
    .map((deed) => (deed.changes ? { ...deed, changes: toldOf(deed.changes) } : deed))
    .filter(({ changes }) => !changes || Object.keys(changes).length > 0);
}

/** One edit writes several rows; the newest tells of all. */
function together(deeds: Deed[]): Deed[] {
  const told: Deed[] = [];
  for (const deed of deeds) {
    const twin = isEdit(deed) && told.find((one) => isEdit(one) && isSame(one, deed));
    if (twin) twin.changes = joined(deed.changes!, twin.changes!);
    else told.push({ ...deed });
  }
  return told;
}

/** What was issued, cancelled, deleted or restored is no edit. */
function isEdit({ action, changes }: Deed) {
  return action === 'changed' && !Object.keys(changes!).some((column) => column.endsWith('_at'));
}

function isSame(one: Deed, other: Deed) {
  return one.invoice === other.invoice && one.who === other.who && one.at.getTime() - other.at.getTime() < MOMENT_IN_MS;
}

/** Lines are taken away and written anew. */
function joined(older: Changes, newer: Changes): Changes {
  const lines = [older.lines, newer.lines].filter(Boolean);
  const [before, after] = [lines.find(([taken]) => taken)?.[0], lines.findLast(([, written]) => written)?.[1]];
  return { ...older, ...newer, ...(lines.length && { lines: [before ?? null, after ?? null] }) };
}

/** What people have a name for; lines only when they are others than before, and nothing else tells of the change. */
function toldOf(changes: Changes): Changes {
  const { lines, ...rest } = changes;
  const named = Object.entries(rest).filter(([column]) => column.endsWith('_at') || hasText('pl', `history.invoices.${column}`));
  if (named.length) return Object.fromEntries(named);
  return lines?.[0] && lines[1] && !isDeepStrictEqual(lines[0], lines[1]) ? { lines } : {};
}

/** A deed as components/timeline shows it; the document it was done with stands as its note. */
export function entryOf(deed: Deed): Entry {
  const { source, id, invoice, kind, number, at, who, detail } = deed;
  const document = `${say(kindOf(kind)!.title)} ${number ?? say('invoices.no_number')}`;
  const record = { table: 'invoices', id: invoice };
  const byClient = source === 'printed' && who === null ? say('activity.by_link') : null;
  const shared = {
    at,
    who: who ?? byClient,
    href: `/invoicing/invoices/${invoice}`,
    changes: [],
    record,
    columns: [],
    values: {},
  };
  if (source === 'sent') return { ...shared, icon: 'send', text: say('activity.entry.sent', { to: detail! }), note: document };
  if (source === 'printed')
    return {
      ...shared,
      icon: 'printer',
      text: say('activity.entry.printed', { print: say(`sendings.print.${detail}`) }),
      note: document,
    };
  const differences = Object.entries(deed.changes ?? {}).map(([column, [before, after]]) => ({
    ...{ column, json: '', names: null },
    before: before === null ? null : String(before),
    after: after === null ? null : String(after),
  }));
  const row = { id, table: 'invoices', recordId: invoice, at, who, action: deed.action!, differences };
  const { text, icon } = happening(row, Person.current.language);
  return { ...shared, icon, text: text ?? '', note: document };
}
