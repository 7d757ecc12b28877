/**
 * The day before which the last rate counts (art. 31a of the VAT act, R100): the tax point, of an advance the day of its payment; of what is
 * issued earlier, the day of issue.
 */
export function dayOfRate({ issueOn, soldOn }: { issueOn: string; soldOn: string | null }): string {
  return soldOn !== null && soldOn < issueOn ? soldOn : issueOn;
}
