import { Client } from 'pg';

/** How one role reaches the database: an address, or host (a folder with a socket too), login and database by themselves. */
export interface Connection {
  url?: string;
  host?: string;
  port?: number;
  username?: string;
  password?: string;
  database?: string;
  /** Settings of the session from its very start, as Postgres' own command line writes them: `-c role=tandem_app`. */
  options?: string;
}

/** Runs work on one connection of its own, outside the pool and outside any transaction. */
export async function withClient<T>(connection: Connection, work: (client: Client) => Promise<T>): Promise<T> {
  const { url, username, ...rest } = connection;
  const client = new Client({ ...rest, user: username, connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // a connection lost between two queries is told by the next query
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same for TypeORM. */
export function typeormOptions({ options, ...rest }: Connection) {
  return { type: 'postgres', ...rest, extra: { options } } as const;
}
