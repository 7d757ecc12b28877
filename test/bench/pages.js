const { readFileSync, statSync } = require('node:fs');
const { setTimeout: pause } = require('node:timers/promises');
const { withClient } = require('../../dist/database/connection.js');
const { Connection } = require('./connection');
const { median, percentile, rounded, say } = require('./figures');
const { load, PARALLEL } = require('./load');

const RUNS = 5;
const SECONDS = 3;
const WANTED = { p95_ms: 60, statements: 10, growth: 1.3 };
const SOUGHT = ['kowalska', 'stolarnia poznań', 'zielin', 'wójcik łódź', 'ogrody', 'drukarnia dąb', '52100', 'biuro12'];
/** What frames a transaction: begin, its settings and its end; and what the queue of jobs asks, whoever visits. */
const FRAME = /^(begin|commit|rollback|select set_config\()|pgboss\./i;

/** The pages that are measured: from a random number and the account's records, the address. */
const PAGES = {
  list: () => '/invoicing/invoices',
  invoice: (random, { invoices }) => `/invoicing/invoices/${oneOf(invoices, random)}`,
  deal: (random, { deals }) => `/crm/deals/${oneOf(deals, random)}`,
  'client search': (random, { taxNumbers }) => `/crm/clients?q=${oneOf(taxNumbers, random)}`,
  'client search by words': (random) => `/crm/clients?q=${encodeURIComponent(oneOf(SOUGHT, random))}`,
};
/** Words find a page full in the large account and a handful in the small one: the pages are not the same, so their growth says nothing. */
const INCOMPARABLE = 'client search by words';

/** How long the pages take at 8 parallel, in the large account and in the small one in turns, and how many statements each asks. */
async function measurePages(tandem, large, small) {
  const { owner } = await tandem.connections();
  for (const account of [large, small]) account.records = await recordsOf(owner, account.login);
  for (const [page, address] of Object.entries(PAGES)) {
    const runs = { large: [], small: [] };
    for (let run = -1; run < RUNS; run++) {
      for (const [size, account] of Object.entries({ large, small })) {
        const times = await visit(tandem, account, address, run < 0 ? 1.5 : SECONDS);
        if (run >= 0)
          runs[size].push({ p50: percentile(times, 50), p95: percentile(times, 95), perSecond: times.length / SECONDS });
      }
    }
    const middle = (size, key) => median(runs[size].map((run) => run[key]));
    const growth = page === INCOMPARABLE ? null : middle('large', 'p50') / middle('small', 'p50');
    const p95 = middle('large', 'p95');
    const { statements, bytes } = await statementsOf(tandem, owner, large, address);
    say({
      figure: 'page',
      page,
      p50_ms: rounded(middle('large', 'p50'), 1),
      p95_ms: rounded(p95, 1),
      statements,
      growth: growth && rounded(growth),
      wanted: `p95_ms <= ${WANTED.p95_ms}, statements <= ${WANTED.statements}, growth <= ${WANTED.growth}`,
      ok: p95 <= WANTED.p95_ms && (statements ?? 0) <= WANTED.statements && (growth ?? 0) <= WANTED.growth,
      per_s: rounded(middle('large', 'perSecond'), 0),
      small_p50_ms: rounded(middle('small', 'p50'), 1),
      bytes,
    });
  }
}

async function visit(tandem, { cookie, records }, address, seconds) {
  const connections = Array.from({ length: PARALLEL }, () => new Connection(tandem.url, cookie));
  const random = randomNumbers(7);
  const workers = connections.map((connection) => async () => {
    const path = address(random, records);
    const { status } = await connection.get(path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
  });
  const { times } = await load(workers, seconds);
  for (const connection of connections) connection.close();
  return times;
}

/** Documents that are issued, and deals: half of them with a document. */
function recordsOf(owner, login) {
  return withClient(owner, async (client) => {
    const ids = async (sql) => (await client.query(sql, [login])).rows.map(({ id }) => id);
    const of = 'account_id = (select account_id from users where login = $1)';
    const linked = await ids(`select deal_id id from deal_documents where ${of} order by id limit 2000`);
    const free = await ids(`select id from deals where ${of} and mirrored_name is null order by id desc limit ${linked.length}`);
    const taxNumbers = (
      await client.query(`select tax_no from clients where ${of} and tax_no is not null order by id limit 2000`, [login])
    ).rows;
    return {
      taxNumbers: taxNumbers.map(({ tax_no }) => tax_no),
      invoices: await ids(`select id from invoices where ${of} and issued_at is not null`),
      deals: [...linked, ...free],
    };
  });
}

/** Read from what the embedded Postgres writes when it is asked to write every statement; the fewest of some visits, as others may ask something too. */
async function statementsOf(tandem, owner, { cookie, records }, address) {
  const connection = new Connection(tandem.url, cookie);
  const random = randomNumbers(11);
  const { body } = await connection.get(address(random, records));
  const counts = [];
  if (tandem.log) {
    await withClient(owner, async (client) => {
      const logging = async (what) => {
        await client.query(`alter system set log_statement = '${what}'`);
        await client.query('select pg_reload_conf()');
        await pause(300);
      };
      await logging('all');
      for (let visit = 0; visit < 5; visit++) {
        const from = statSync(tandem.log).size;
        await connection.get(address(random, records));
        await pause(50);
        counts.push(statementsIn(readFileSync(tandem.log).subarray(from).toString()));
      }
      await logging('none');
    });
  }
  connection.close();
  return { statements: counts.length ? Math.min(...counts) : null, bytes: body.length };
}

function statementsIn(log) {
  const asked = [...log.matchAll(/LOG: {2}(?:statement|execute [^:]+): (.*)/g)].map(([, sql]) => sql.trim());
  return asked.filter((sql) => !FRAME.test(sql)).length;
}

function oneOf(list, random) {
  return list[Math.floor(random() * list.length)];
}

/** The same numbers each time (mulberry32), so that two runs visit the same pages. */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

module.exports = { measurePages };
