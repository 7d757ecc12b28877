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
  date_reached: { about: ['deal', 'client'], days: true, dated: true },
} satisfies Record<string, { about: Subject[]; days?: boolean; dated?: boolean }>;

export type HappeningKind = keyof typeof HAPPENINGS;

/** What a kind of happening is about, and what its macros say beside. */
export function aboutOf(kind: HappeningKind): { about: Subject[]; days: boolean; dated: boolean } {
  return { days: false, dated: false, ...HAPPENINGS[kind] };
}
