/** A record that a happening is about, and that conditions ask of. */
export type Subject = 'deal' | 'client' | 'document' | 'offer' | 'task';

/** Which record stands behind which column of a happening. */
export const SUBJECTS: Record<Subject, keyof SubjectIds> = {
  deal: 'dealId',
  client: 'clientId',
  document: 'invoiceId',
  offer: 'offerId',
  task: 'taskId',
};

/** What a happening is about; null where it is about none. */
export interface SubjectIds {
  dealId: number | null;
  clientId: number | null;
  invoiceId: number | null;
  offerId: number | null;
  taskId: number | null;
}

/**
 * Everything a macro can follow (R76, R77), with what it is about: the first is what it happened to. Its name for people is the translation
 * `macros.when.<kind>`. `days` asks the author for a number of days, `dated` for one of the fields that hold a day.
 */
export const HAPPENINGS = {
  sale_completed: { about: ['document', 'deal', 'client'] },
  document_issued: { about: ['document', 'deal', 'client'] },
  document_paid: { about: ['document', 'deal', 'client'] },
  document_overdue: { about: ['document', 'deal', 'client'], days: true },
  document_cancelled: { about: ['document', 'deal', 'client'] },
  deal_made: { about: ['deal', 'client'] },
  deal_moved: { about: ['deal', 'client'] },
  deal_won: { about: ['deal', 'client'] },
  deal_lost: { about: ['deal', 'client'] },
  deal_stale: { about: ['deal', 'client'], days: true },
  client_made: { about: ['client'] },
  offer_sent: { about: ['offer', 'deal', 'client'] },
  offer_opened: { about: ['offer', 'deal', 'client'] },
  offer_accepted: { about: ['offer', 'deal', 'client'] },
  offer_declined: { about: ['offer', 'deal', 'client'] },
  task_made: { about: ['task', 'deal', 'client'] },
  task_overdue: { about: ['task', 'deal', 'client'] },
  date_reached: { about: ['deal', 'client', 'offer', 'document'], days: true, dated: true },
} satisfies Record<string, { about: Subject[]; days?: boolean; dated?: boolean }>;

export type HappeningKind = keyof typeof HAPPENINGS;

/** Of whose field the day is that was reached: what else is known of it. */
const WITH_ITS_DAY: Partial<Record<Subject, Subject[]>> = {
  deal: ['deal', 'client'],
  client: ['client'],
  offer: ['offer', 'deal', 'client'],
  document: ['document', 'deal', 'client'],
};

/**
 * What a kind of happening is about, and what its macros say beside.
 * @param dateField of one that is dated: the field that was chosen; without one it may be about any that have days
 */
export function aboutOf(
  kind: HappeningKind,
  dateField: string | null = null,
): { about: Subject[]; days: boolean; dated: boolean } {
  const known = { days: false, dated: false, ...HAPPENINGS[kind] };
  const [record = ''] = (known.dated && dateField?.split('.')) || [];
  return { ...known, about: Object.hasOwn(WITH_ITS_DAY, record) ? WITH_ITS_DAY[record as Subject]! : known.about };
}

/** To which record of a happening it happened. */
export function subjectOf(about: SubjectIds): Subject {
  return (['task', 'document', 'offer', 'deal'] as const).find((subject) => about[SUBJECTS[subject]] !== null) ?? 'client';
}
