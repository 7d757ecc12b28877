import type { Client } from 'pg';
import {
  COUNTERS,
  type Counter,
  NUMBERED_DOCUMENTS,
  type NumberedDocument,
  NumberingProof,
} from '../invoicing/numbering/numbering-proof';

/** Documents read at once. */
const HANDFUL = 10_000;

/** What is proved of one account's numbers. */
export interface ProvedAccount {
  account: number;
  proof: NumberingProof;
  /** Numbers that history knows and no document has: nothing in the product deletes a row. */
  lost: string[];
}

/**
 * Proves of every series that each number from 1 to the last one is there, once, or explained (R120), and that every document that was ever
 * numbered is still there. The database's owner asks, account after account.
 * @param only one account's id; all of them without
 */
export async function* provedAccounts(client: Client, only: number | null = null): AsyncGenerator<ProvedAccount> {
  // Of one moment: a document that somebody issues meanwhile would otherwise be read with a counter that does not know it yet.
  await client.query('begin isolation level repeatable read read only');
  try {
    yield* accountsOf(client, only);
  } finally {
    await client.query('rollback');
  }
}

async function* accountsOf(client: Client, only: number | null): AsyncGenerator<ProvedAccount> {
  const { rows } = await client.query<{ id: string }>('select id from accounts where $1::bigint is null or id = $1 order by id', [
    only,
  ]);
  for (const account of rows.map(({ id }) => Number(id))) {
    const counters = await client.query<Counter>(
      `select c.seller, c.department::integer, c.family, c.pattern, c.period, c.last from (${COUNTERS} where account_id = $1) c
        order by family, seller, department, pattern, period`,
      [account],
    );
    const proof = new NumberingProof(counters.rows);
    for await (const document of numbered(client, account)) proof.see(document);
    yield { account, proof, lost: await lostNumbers(client, account) };
  }
}

/** What is wrong with the numbers of all accounts, a line for each series. */
export async function numberingFaults(client: Client): Promise<string[]> {
  const faults: string[] = [];
  for await (const proved of provedAccounts(client)) faults.push(...faultsOf(proved));
  return faults;
}

/** What is wrong with one account's, a line for each series. */
export function faultsOf({ account, proof, lost }: ProvedAccount): string[] {
  const gaps = proof.series.flatMap(({ audit, counter: { seller, family, pattern, period } }) =>
    audit.faults.map(
      (fault) => `account ${account}, ${family} of ${seller || 'no tax number'}, ${pattern} in ${period}: ${fault}`,
    ),
  );
  const uncounted = proof.uncounted.map(({ number }) => number).join(', ');
  return [
    ...gaps,
    ...(uncounted ? [`account ${account}: no series counts the numbers ${uncounted}`] : []),
    ...(lost.length ? [`account ${account}: documents are gone that had the numbers ${lost.join(', ')}`] : []),
  ];
}

/** Every numbered document, voids included. */
async function* numbered(client: Client, account: number): AsyncGenerator<NumberedDocument> {
  let last: number | undefined = 0;
  while (last !== undefined) {
    const { rows }: { rows: NumberedDocument[] } = await client.query(
      `${NUMBERED_DOCUMENTS} where i.number is not null and i.account_id = $1 and i.id > $2 order by i.id limit ${HANDFUL}`,
      [account, last],
    );
    for (const row of rows) yield { ...row, id: Number(row.id) };
    last = rows.at(-1)?.id;
  }
}

async function lostNumbers(client: Client, account: number): Promise<string[]> {
  const { rows } = await client.query<{ number: string }>(
    `select coalesce(changes #>> '{number,1}', changes ->> 'number') as number from history h
      where account_id = $1 and record_table = 'invoices' and changes ? 'number'
        and not exists (select from invoices i where i.account_id = h.account_id and i.id = h.record_id) order by record_id`,
    [account],
  );
  return rows.map(({ number }) => number);
}
