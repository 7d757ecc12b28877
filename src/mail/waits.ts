const MINUTE = 60_000;
/** Waits after the first attempts, in minutes; later ones are an hour apart. */
const FIRST_WAITS = [1, 2, 5, 10, 20, 30];
/** So many attempts come to five days, as RFC 5321 (4.5.4.1) asks for. */
const MOST = 124;

/** How long a message waits after so many attempts that nobody decided, in milliseconds; null when it is given up. */
export function waitAfter(tries: number): number | null {
  return tries < MOST ? (FIRST_WAITS[tries] ?? 60) * MINUTE : null;
}
