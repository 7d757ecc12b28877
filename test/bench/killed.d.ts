/** Types of killed.js for the test that runs its short form. */
export function issueWhileKilled(given: {
  server: { url: string; kill(): Promise<void>; startAgain(): Promise<unknown> };
  cookie: string;
  ask(sql: string): Promise<Record<string, unknown>[]>;
  documents: number;
  kills: number;
}): Promise<{ wrong: string[]; documents: number; kills: number; interrupted: number; sent_again: number }>;
