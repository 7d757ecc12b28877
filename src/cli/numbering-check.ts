import type { Client } from 'pg';
import { type CountedSeries, type GivenNumber, SeriesAudit } from '../invoicing/numbering/series-audit';

/** Documents read at once. */
const HANDFUL = 10_000;

interface Counter extends CountedSeries {
  account: number;
  seller: string;
  family: string;
}

interface Numbered extends GivenNumber {
  account: string;
  id: string;
  seller: string;
  family: string;
}

/**
 * Looks whether every series has each number from 1 to the last one, once, or an explanation (R120), and whether every document that was ever
 * numbered is still there. The database's owner asks, for all accounts.
 * @returns what is wrong, a line for each series
 */
export async function numberingFaults(client: Client): Promise<string[]> {
  const { rows: counters } = await client.query<Counter>(
    `select account_id::int as account, seller_tax_no as seller, family, pattern, period, last from number_counters
      order by account_id, family, seller_tax_no, pattern, period`,
  );
  const audits = new Map<string, { counter: Counter; audit: SeriesAudit }[]>();
  for (const counter of counters) {
    const place = placeOf(counter);
    audits.set(place, [...(audits.get(place) ?? []), { counter, audit: new SeriesAudit(counter) }]);
  }
  for await (const document of numbered(client)) for (const { audit } of audits.get(placeOf(document)) ?? []) audit.see(document);
  const gaps = [...audits.values()].flat().flatMap(({ counter, audit }) => {
    const { account, seller, family, pattern, period } = counter;
    return audit.faults.map(
      (fault) => `account ${account}, ${family} of ${seller || 'no tax number'}, ${pattern} in ${period}: ${fault}`,
    );
  });
  return [...gaps, ...(await lostDocuments(client))];
}

const placeOf = ({ account, seller, family }: { account: number | string; seller: string; family: string }) =>
  JSON.stringify([Number(account), seller, family]);

/** Every numbered document, voids included. */
async function* numbered(client: Client): AsyncGenerator<Numbered> {
  let last: { account: string; id: string } | undefined = { account: '0', id: '0' };
  while (last) {
    const { rows }: { rows: Numbered[] } = await client.query(
      `select account_id as account, id, seller_tax_no as seller, family, number, issue_on::text as "issueOn", number_typed as typed
        from invoices where number is not null and (account_id, id) > ($1, $2) order by account_id, id limit ${HANDFUL}`,
      [last.account, last.id],
    );
    yield* rows;
    last = rows.at(-1);
  }
}

/** Numbers that history knows and no document has: nothing in the product deletes a row. */
async function lostDocuments(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ account: string; number: string }>(
    `select account_id as account, string_agg(coalesce(changes #>> '{number,1}', changes ->> 'number'), ', ' order by record_id) as number
      from history h where record_table = 'invoices' and changes ? 'number'
        and not exists (select from invoices i where i.account_id = h.account_id and i.id = h.record_id)
      group by account_id order by account_id`,
  );
  return rows.map(({ account, number }) => `account ${account}: documents are gone that had the numbers ${number}`);
}
