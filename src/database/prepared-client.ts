import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { Client, type QueryConfig } from 'pg';

/** So many texts are remembered for all connections together; a text beyond them is sent as it is. */
const REMEMBERED = 2000;
const seen = new Map<string, { name: string; times: number }>();

type Query = Client['query'];

/**
 * A connection that prepares a statement given with values, be they none, as soon as its text comes a second time: Postgres then parses and plans it
 * once. What is asked at the same moment leaves in one packet: each of its own costs a system call, and wakes Postgres.
 */
export class PreparedClient extends Client {
  private gathering = false;

  override query = ((text: unknown, values?: unknown, done?: unknown) => {
    this.gather();
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
    const query = super.query as (...given: unknown[]) => unknown;
    return name ? query.call(this, { name, text, values } as QueryConfig, done) : query.call(this, text, values, done);
  }) as Query;

  private gather() {
    if (this.gathering) return;
    this.gathering = true;
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    process.nextTick(() => {
      this.gathering = false;
      stream.uncork();
    });
  }
}

function nameOf(text: string) {
  const known = seen.get(text);
  if (known) return known.times++ ? known.name : undefined;
  if (seen.size < REMEMBERED) seen.set(text, { name: `s${createHash('sha1').update(text).digest('hex')}`, times: 0 });
}
