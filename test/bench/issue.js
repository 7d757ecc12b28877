const { withClient } = require('../../dist/database/connection.js');
const { Connection } = require('./connection');
const { cpuOf, cpuOfPostgres, median, rounded, say } = require('./figures');
const { Limit } = require('./limit');
const { load, PARALLEL } = require('./load');
const { Sales } = require('./sales');

const ROUNDS = 5;
const SECONDS = 4;
const WARM_UP_SECONDS = 3;
const WANTED_RATIO = 0.35;

/** How many documents a second the product makes and issues, and how many the same database takes when nothing else works; in turns. */
async function measureIssue(tandem, { cookie, login }) {
  const { owner, application } = await tandem.connections();
  const { who, sales } = await withClient(owner, async (client) => {
    const { rows } = await client.query('select account_id, id from users where login = $1', [login]);
    const who = { account: rows[0].account_id, user: rows[0].id };
    return { who: { ...who, crm: 'all', invoicing: 'all', departments: '{}' }, sales: await Sales.of(client, who) };
  });
  const connections = Array.from({ length: PARALLEL }, () => new Connection(tandem.url, cookie));
  const limits = await Promise.all(connections.map(() => Limit.connect(application, who)));
  const issues = connections.map((connection) => async () => {
    const { status, body } = await connection.post('/invoicing/invoices', sales.form(sales.nextDeal()));
    if (status !== 303) throw new Error(`Issuing answered ${status}: ${body}`);
  });
  const bare = limits.map((limit) => () => limit.issue(sales.rows(sales.nextDeal())));
  const rounds = { issue: [], limit: [] };
  const run = async (what, workers, program, seconds) => {
    const before = [cpuOf(program), cpuOfPostgres(tandem.postmaster)];
    const { perSecond, times } = await load(workers, seconds);
    const after = [cpuOf(program), cpuOfPostgres(tandem.postmaster)];
    const [node, postgres] = after.map((cpu, at) => (cpu === null ? null : (cpu - before[at]) / times.length));
    rounds[what].push({ perSecond, node, postgres });
  };
  for (let round = -1; round < ROUNDS; round++) {
    const seconds = round < 0 ? WARM_UP_SECONDS : SECONDS;
    await run('issue', issues, tandem.process.pid, seconds);
    await run('limit', bare, process.pid, seconds);
  }
  for (const each of Object.values(rounds)) each.shift(); // the warm-up
  for (const connection of connections) connection.close();
  await Promise.all(limits.map((limit) => limit.close()));

  const ratios = rounds.issue.map(({ perSecond }, at) => perSecond / rounds.limit[at].perSecond);
  const middle = (what, key) => rounded(median(rounds[what].map((round) => round[key])));
  const told = (what) => ({
    per_s: middle(what, 'perSecond'),
    cpu_ms: { node: middle(what, 'node'), postgres: middle(what, 'postgres') },
  });
  say({
    figure: 'issue',
    ratio: rounded(median(ratios)),
    wanted: `>= ${WANTED_RATIO}`,
    ok: median(ratios) >= WANTED_RATIO,
    issue: told('issue'),
    limit: told('limit'),
    ratios: ratios.map((ratio) => rounded(ratio)),
  });
}

module.exports = { measureIssue };
