import type { Facts } from '../conditions';
import { aboutOf, SUBJECTS } from '../happening-kinds';
import type { Situation } from '../macro-actions.service';

/** What of a document a receiver is told, if the macro's author sees all of Invoicing (R131); others are told that there is one. */
const OF_DOCUMENT = ['number', 'kind', 'gross', 'currency', 'buyer'];

/**
 * What a receiver is told of a happening: what happened and when, the macro, and the records with the fields that conditions may ask of; amounts are
 * texts, so that no float touches them.
 * @param facts of all records of the happening
 */
export function bodyOf({ kind, at, about, macro, run }: Situation, facts: Facts, seesDocuments: boolean): object {
  const records = aboutOf(kind).about.flatMap((subject) => {
    const id = about[SUBJECTS[subject]];
    return id === null ? [] : [[subject, { id, ...fieldsOf(subject, facts, seesDocuments) }] as const];
  });
  return {
    happening: kind,
    at: at.toISOString(),
    macro: { id: macro.id, name: macro.name },
    run,
    records: Object.fromEntries(records),
  };
}

function fieldsOf(subject: string, facts: Facts, seesDocuments: boolean): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const [key, fact] of Object.entries(facts)) {
    if (!key.startsWith(`${subject}.`)) continue;
    const name = key.slice(subject.length + 1);
    if (subject === 'document' && !(seesDocuments && OF_DOCUMENT.includes(name))) continue;
    told[name] = fact !== null && typeof fact === 'object' && !Array.isArray(fact) ? fact.toFixed() : fact;
  }
  return told;
}
