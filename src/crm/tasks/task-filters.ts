import { isCalendarDay } from '../../clock';
import type { Request } from '../../web/http';
import { TASK_KINDS, type TaskKind } from './task.entity';

export const STATES = ['open', 'overdue', 'done', 'deleted'] as const;

/** The place of a task in the list: its day, its time or an empty text, its id. */
type Key = [string, string, number];

/** What a list of tasks is narrowed to; before and after are where the page begins: above, or below, that task. */
export interface TaskFilters {
  whose: 'mine' | 'all';
  state: (typeof STATES)[number];
  kind: TaskKind | null;
  client: number | null;
  deal: number | null;
  before: Key | null;
  after: Key | null;
}

/** What the address narrows the list to; what makes no sense is ignored. One of a client or deal is everybody's. */
export function filtersOf({ query }: Request): TaskFilters {
  const id = (name: string) => (/^[1-9]\d{0,15}$/.test(query[name] ?? '') ? Number(query[name]) : null);
  const one = <Value extends string>(name: string, values: readonly Value[]) =>
    values.find((value) => value === query[name]) ?? null;
  const [client, deal] = [id('client'), id('deal')];
  return {
    whose: one('whose', ['mine', 'all']) ?? (client === null && deal === null ? 'mine' : 'all'),
    state: one('state', STATES) ?? 'open',
    kind: one('kind', TASK_KINDS),
    ...{ client, deal, before: keyIn(query.before), after: keyIn(query.after) },
  };
}

/** The address of a list narrowed so, from its start or going on beside a task. */
export function listHref(filters: TaskFilters, beside: Partial<Record<'before' | 'after', string>> = {}) {
  const { whose, state, kind, client, deal } = filters;
  const usual = client === null && deal === null ? 'mine' : 'all';
  const query = new URLSearchParams();
  if (whose !== usual) query.set('whose', whose);
  if (state !== 'open') query.set('state', state);
  for (const [name, value] of Object.entries({ kind, client, deal })) if (value !== null) query.set(name, String(value));
  for (const [name, key] of Object.entries(beside)) query.set(name, key);
  return query.size ? `/crm/tasks?${query}` : '/crm/tasks';
}

function keyIn(text: string | undefined): Key | null {
  const [, day, time, id] =
    /^(\d{4}-\d\d-\d\d)~((?:\d\d:\d\d)?)~([1-9]\d{0,15})$/.exec(typeof text === 'string' ? text : '') ?? [];
  return day && isCalendarDay(day) ? [day, time, Number(id)] : null;
}
