const { randomUUID } = require('node:crypto');
const { setTimeout: pause } = require('node:timers/promises');
const { Connection } = require('./connection');

const PATIENCE_IN_MS = 250;
/** So soon after the answer that was waited for the server is killed, at most: most of the others are under way then. */
const MOMENT_IN_MS = 30;
/** Deals that several of the documents are made from, so that their value is a sum. */
const SHARED_DEALS = 5;

/**
 * Issues documents of one series, all at once, while the server is killed at random moments and started again; who gets no answer sends the same
 * form again until answered. A third are sales of a deal each, a third of a few deals together, a third outside of any deal.
 * @param server a running product: its url, kill() and startAgain(); cookie: of an owner's session
 * @param ask (sql) => rows, as the owner of the tables
 * @returns what is wrong afterwards, nothing if all is well, and what happened
 */
async function issueWhileKilled({ server, cookie, ask, documents, kills }) {
  const { account, department, client, deals } = await prepare(ask, documents);
  const forms = Array.from({ length: documents }, (_, at) => formOf(department, client, dealOf(at, deals)));
  const told = { answered: 0, sentAgain: 0, interrupted: 0, ids: new Map(), over: false };
  const moments = Array.from({ length: kills }, () => Math.floor(Math.random() * documents * 0.9)).sort((a, b) => a - b);
  try {
    await Promise.all([killAt(server, moments, told), ...forms.map((form) => issue(server, cookie, form, told))]);
  } finally {
    told.over = true;
  }
  return {
    wrong: [...answersWrong(forms, told.ids), ...(await wrongIn(ask, account, forms))],
    documents,
    kills,
    interrupted: told.interrupted,
    sent_again: told.sentAgain,
  };
}

/** A client and the deals, in the account that was made last. */
async function prepare(ask, documents) {
  const [{ account, department, stage }] = await ask(
    `select d.account_id account, d.id department, (select min(id) from stages s where s.account_id = d.account_id) stage
      from departments d order by d.account_id desc, d.main desc limit 1`,
  );
  const [{ id: client }] = await ask(
    `insert into clients (account_id, name, city) values (${account}, 'Stolarnia Nowak', 'Łódź') returning id`,
  );
  const deals = await ask(
    `insert into deals (account_id, name, agreed_gross, client_id, stage_id) select ${account}, 'Taras ' || n, n, ${client}, ${stage}
      from generate_series(1, ${documents + SHARED_DEALS}) n returning id`,
  );
  return { account, department, client, deals: deals.map(({ id }) => id) };
}

/** The deal of the document at this place; none for every third. */
function dealOf(at, deals) {
  return [deals[SHARED_DEALS + at], deals[at % SHARED_DEALS], undefined][at % 3];
}

function formOf(department, client, deal) {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' }).format(new Date());
  const form = {
    ...{
      kind: 'vat',
      departmentId: department,
      issueOn: today,
      soldOn: today,
      paymentMethod: 'transfer',
      currency: 'PLN',
      method: 'net_sum',
    },
    ...{ discountKind: 'percent_total', clientId: client, requestKey: randomUUID(), next: 'issue' },
  };
  for (const at of [0, 1]) {
    Object.assign(form, {
      [`lines[${at}][name]`]: `Deski ${at}`,
      [`lines[${at}][quantity]`]: '2',
      [`lines[${at}][price]`]: '100',
    });
    form[`lines[${at}][rate]`] = '23';
    if (deal) form[`lines[${at}][dealId]`] = deal;
  }
  return form;
}

/** Sends the form until it is answered. */
async function issue(server, cookie, form, told) {
  while (!told.over) {
    const connection = new Connection(server.url, cookie);
    try {
      const { status, location } = await connection.post('/invoicing/invoices', form);
      if (status === 303 && /^\/invoicing\/invoices\/\d+$/.test(location)) {
        told.answered++;
        told.ids.set(form.requestKey, Number(location.split('/').at(-1)));
        return;
      }
      if (status < 500) throw Object.assign(new Error(`Issuing answered ${status} ${location ?? ''}`), { final: true });
    } catch (error) {
      if (error.final) throw error;
    } finally {
      connection.close();
    }
    told.sentAgain++;
    await pause(PATIENCE_IN_MS);
  }
}

/** Kills the server as soon as so many documents are answered, and starts it again. */
async function killAt(server, moments, told) {
  for (const moment of moments) {
    while (told.answered < moment && !told.over) await pause(1);
    if (told.over) return;
    await pause(Math.random() * MOMENT_IN_MS);
    const before = told.sentAgain;
    await server.kill();
    await server.startAgain();
    if (told.sentAgain > before) told.interrupted++;
  }
}

function answersWrong(forms, ids) {
  const wrong = [];
  if (ids.size !== forms.length) wrong.push(`${forms.length - ids.size} forms were never answered`);
  if (new Set(ids.values()).size !== ids.size) wrong.push('two forms were answered with one document');
  return wrong;
}

/** Sentences about what must never be, each with how often it is. */
async function wrongIn(ask, account, forms) {
  const keys = forms.map(({ requestKey }) => `'${requestKey}'`).join(', ');
  const of = `i.account_id = ${account} and i.request_key in (${keys})`;
  const links = 'deal_documents l where l.account_id = i.account_id and l.invoice_id = i.id and l.removed_at is null';
  const checks = {
    'forms without exactly one document': `select ${forms.length} - count(*) n from invoices i where ${of}`,
    'documents that are not issued': `select count(*) n from invoices i where ${of} and issued_at is null`,
    'numbers given twice': `select count(*) - count(distinct number) n from invoices i where ${of}`,
    'numbers missing in the series': `select max(counter) - min(counter) + 1 - count(*) n
      from (select split_part(number, '/', 1)::integer counter from invoices i where ${of}) i`,
    'counters that are not at the last number': `select count(*) n from number_counters c where account_id = ${account} and family = 'vat'
      and last <> (select max(split_part(number, '/', 1)::integer) from invoices i where ${of})`,
    'documents without all of their lines or taxes': `select count(*) n from invoices i where ${of} and (
      (select count(*) from invoice_lines l where l.account_id = i.account_id and l.invoice_id = i.id) <> 2 or
      (select sum(gross) from invoice_taxes t where t.account_id = i.account_id and t.invoice_id = i.id) <> i.gross)`,
    'documents without exactly one deal': `select count(*) n from invoices i where ${of} and (select count(*) from ${links}) <> 1`,
    'links that count another value than the document': `select count(*) n from invoices i join deal_documents l
      on l.account_id = i.account_id and l.invoice_id = i.id where ${of} and (not l.counts or l.counted <> i.gross)`,
    'documents linked with another deal than their lines name': `select count(*) n from invoices i join invoice_lines l
      on l.account_id = i.account_id and l.invoice_id = i.id where ${of} and l.deal_id is not null and l.deal_id not in (select deal_id from ${links})`,
    'deals that show another value than their documents': `select count(*) n from deals d join (
        select l.deal_id, sum(l.counted) counted from invoices i join deal_documents l on l.account_id = i.account_id and l.invoice_id = i.id
        where ${of} group by l.deal_id) l on l.deal_id = d.id and d.account_id = ${account}
      where d.counted_gross is distinct from l.counted or d.mirrored_name is distinct from 'Deski 0'`,
    'documents outside of deals without a deal born of them': `select count(*) n from invoices i where ${of} and not exists (
        select from invoice_lines l where l.account_id = i.account_id and l.invoice_id = i.id and l.deal_id is not null)
      and (select count(*) from deals d where d.account_id = i.account_id and d.born_of_invoice_id = i.id and d.counted_gross = i.gross) <> 1`,
    'deals born of no issued document': `select count(*) n from deals d where account_id = ${account} and born_of_invoice_id is not null
      and not exists (select from invoices i where i.account_id = d.account_id and i.id = d.born_of_invoice_id and i.issued_at is not null)`,
  };
  const wrong = [];
  for (const [sentence, sql] of Object.entries(checks)) {
    const [{ n }] = await ask(sql);
    if (Number(n) !== 0) wrong.push(`${n} ${sentence}`);
  }
  return wrong;
}

module.exports = { issueWhileKilled, issue };
