/** Types of numbers.js for the test that runs its short form. */
export function numberWhileKilled(given: {
  server: { url: string; kill(): Promise<void>; killDatabase(): Promise<void>; startAgain(): Promise<unknown> };
  cookie: string;
  ask(sql: string): Promise<Record<string, unknown>[]>;
  // biome-ignore lint/suspicious/noExplicitAny: what the command says is JSON
  prove(): Promise<any>;
  documents: number;
  kills: number;
}): Promise<{ wrong: string[]; documents: number; undone: number; kills: number }>;
