const { setTimeout: pause } = require('node:timers/promises');
const { withClient } = require('../../dist/database/connection.js');
const { Connection } = require('./connection');
const { cpuOf, cpuOfPostgres, median, rounded, say } = require('./figures');
const { load, PARALLEL } = require('./load');
const { Sales } = require('./sales');
const { seed, SMALL } = require('./seed');
const { Tandem } = require('./tandem');

const HAPPENINGS = Number(process.env.HAPPENINGS ?? 10_000);
/** So many documents the rounds may issue; each is of another deal. */
const DEALS_FOR_ROUNDS = 20_000;
const ROUNDS = 5;
/** So many documents are issued each way to tell what a happening costs. */
const COUNTED = 500;
const SECONDS = Number(process.env.SECONDS ?? 4);
const WARM_UP_SECONDS = 3;
const WANTED_SLOWER = 1.1;

/** How much a macro "tell the team about every sale" slows issuing, and whether of thousands of sales at once each is served exactly once. */
async function measureMacros() {
  const tandem = await Tandem.start();
  try {
    const login = `makra.${tandem.port}`;
    const cookie = await tandem.signUp('Ogrody Zielińska', login);
    const { owner } = await tandem.connections();
    await seed(owner, login, { ...SMALL, deals: HAPPENINGS + DEALS_FOR_ROUNDS });
    await withClient(owner, async (client) => {
      const { rows } = await client.query('select account_id, id from users where login = $1', [login]);
      const sales = await Sales.of(client, { account: rows[0].account_id, user: rows[0].id });
      const connections = Array.from({ length: PARALLEL }, () => new Connection(tandem.url, cookie));
      const macro = await macroMade(connections[0]);
      const issue = (connection) => async () => {
        const { status, body } = await connection.post('/invoicing/invoices', sales.form(sales.nextDeal()));
        if (status !== 303) throw new Error(`Issuing answered ${status}: ${body}`);
      };
      await measureIssueBoth(connections, macro, issue, client);
      await measureCost(connections[0], macro, issue(connections[0]), client, tandem);
      await measureAll(connections, macro, issue, client);
      for (const connection of connections) connection.close();
    });
  } finally {
    await tandem.remove();
  }
}

async function macroMade(connection) {
  const { status, location } = await connection.post('/settings/macros', {
    ...{ name: 'Sprzedaż', happening: 'sale_completed', match: 'all' },
    ...{ 'actions[0][name]': 'notify', 'actions[0][to:administrators]': 'on', 'actions[0][text]': 'Sprzedaż: {{client.name}}' },
  });
  if (status !== 303) throw new Error(`The macro answered ${status}`);
  return location.replace('/rehearsal', '');
}

/** In turns, with the macro off and on; what it has to do is done before the next turn, so that the next one begins alike. */
async function measureIssueBoth(connections, macro, issue, client) {
  const per = { off: [], on: [] };
  for (let round = -1; round < ROUNDS; round++) {
    for (const [state, verb] of [
      ['off', 'deactivation'],
      ['on', 'activation'],
    ]) {
      await connections[0].post(`${macro}/${verb}`, {});
      const { perSecond } = await load(connections.map(issue), round < 0 ? WARM_UP_SECONDS : SECONDS);
      per[state].push(perSecond);
      await allServed(client);
    }
  }
  for (const each of Object.values(per)) each.shift(); // the warm-up
  const slower = median(per.off.map((off, at) => off / per.on[at]));
  say({
    figure: 'issue with a macro',
    slower: rounded(slower),
    wanted: `<= ${WANTED_SLOWER}`,
    ok: slower <= WANTED_SLOWER,
    per_s: { off: rounded(median(per.off)), on: rounded(median(per.on)) },
  });
}

/** What one sale's happening costs in processor time, from its job's row to the notice: issuing with the macro on, less issuing with it off. */
async function measureCost(connection, macro, issue, client, tandem) {
  const costs = {};
  for (const [state, verb] of [
    ['off', 'deactivation'],
    ['on', 'activation'],
  ]) {
    await connection.post(`${macro}/${verb}`, {});
    const before = [cpuOf(tandem.process.pid), cpuOfPostgres(tandem.postmaster)];
    for (let i = 0; i < COUNTED; i++) await issue();
    await allServed(client);
    const after = [cpuOf(tandem.process.pid), cpuOfPostgres(tandem.postmaster)];
    costs[state] = after.map((cpu, at) => (cpu - before[at]) / COUNTED);
  }
  const [node, postgres] = costs.on.map((cpu, at) => rounded(cpu - costs.off[at]));
  say({
    figure: 'cost of a happening',
    happenings: COUNTED,
    cpu_ms: { node, postgres },
    issuing_ms: costs.off.map((cpu) => rounded(cpu)),
  });
}

/** Thousands of sales, as fast as they can be issued. */
async function measureAll(connections, macro, issue, client) {
  await connections[0].post(`${macro}/activation`, {});
  const before = await servedBy(client);
  const began = performance.now();
  let left = HAPPENINGS;
  const one = (connection) => {
    const work = issue(connection);
    return async () => {
      while (left-- > 0) await work();
    };
  };
  await Promise.all(connections.map((connection) => one(connection)()));
  const issued = performance.now();
  await allServed(client);
  const after = await servedBy(client);
  const served = after.runs - before.runs;
  const told = after.notices - before.notices;
  say({
    figure: 'happenings at once',
    happenings: HAPPENINGS,
    served,
    told,
    ok: served === HAPPENINGS && told === HAPPENINGS && after.runs === after.happenings,
    issued_s: rounded((issued - began) / 1000, 1),
    served_s: rounded((performance.now() - began) / 1000, 1),
  });
}

async function servedBy(client) {
  const { rows } = await client.query(
    `select (select count(*)::int from macro_runs where state = 'done') runs, (select count(distinct happening_id)::int from macro_runs) happenings,
       (select count(*)::int from notices where kind = 'macro') notices`,
  );
  return rows[0];
}

async function allServed(client) {
  const left = `select from pgboss.job where name = 'ServeHappening' and state in ('created', 'retry', 'active') limit 1`;
  while ((await client.query(left)).rowCount) await pause(100);
}

module.exports = { measureMacros };
