import { text } from 'node:stream/consumers';
import { createApp } from '../app';
import { openDatabase } from '../database/open-database';
import { Bounces } from '../mail/bounces.service';
import type { Settings } from '../settings';

/** Reads one mail that came back from standard input, as a mail server's alias hands it over. @returns what to print */
export async function mailBounce(settings: Settings): Promise<string> {
  const mail = await text(process.stdin);
  const database = await openDatabase(settings, 'command');
  try {
    const app = await createApp({ settings, database: database.application, owner: database.owner, by: 'command' });
    try {
      const message = await app.get(Bounces, { strict: false }).take(mail);
      return message ? `message ${message} came back` : 'no report of a message that did not arrive';
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
  }
}
