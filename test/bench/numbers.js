const { randomUUID } = require('node:crypto');
const { setTimeout: pause } = require('node:timers/promises');
const { Connection } = require('./connection');
const { issue } = require('./killed');

/** Kinds that are issued on their own, with what each has to say beside the usual; corrections are issued to some of the invoices. */
const KINDS = {
  vat: {},
  proforma: {},
  bill: {},
  receipt: {},
  estimate: {},
  client_order: {},
  advance: {},
  vat_margin: {},
  vat_mp: {},
  wdt: { buyerName: 'Garten GmbH', buyerTaxNo: 'DE136695976', buyerCountry: 'DE', rate: '0_wdt' },
  export_products: { buyerName: 'Сад ТОВ', buyerCountry: 'UA', rate: '0_ex' },
  invoice_other: {},
  import_service: { buyerName: 'Cloud AG', buyerCountry: 'DE' },
  accounting_note: {},
  kp: {},
  kw: {},
};
/** People who issue at the same time. */
const AT_ONCE = 16;
/** One in so many is rolled back after its number was given, has a typed number, is corrected, deleted or cancelled. */
const ROLLED_BACK = 13;
const TYPED = 17;
const CORRECTED = 11;
const DELETED = 19;
const CANCELLED = 23;
/** So soon after the answer that was waited for something is killed, at most. */
const MOMENT_IN_MS = 30;
const PATIENCE_IN_MS = 250;

/**
 * Numbers documents of all kinds while transactions are undone at their very end, numbers are typed, documents end, and the server and the
 * database are killed (R120). Whoever gets no answer sends the same form again.
 * @param server a running product: its url, kill(), killDatabase() and startAgain(); cookie: of an owner's session
 * @param ask (sql) => rows, as the owner of the tables
 * @param prove () => what `numbering prove --json` says
 * @returns what is wrong afterwards, nothing if all is well, and what happened
 */
async function numberWhileKilled({ server, cookie, ask, prove, documents, kills }) {
  await ask(UNDO);
  const [{ account, department }] = await ask(
    'select account_id account, id department from departments order by account_id desc, main desc limit 1',
  );
  await ask(
    `update departments set tax_no = '5261040828', street = 'ul. Polna 1', city = 'Poznań' where id = ${department} and account_id = ${account}`,
  );
  const told = { answered: 0, sentAgain: 0, interrupted: 0, ids: new Map(), over: false };
  const deeds = { typed: 0, corrected: 0, deleted: 0, cancelled: 0 };
  const forms = Array.from({ length: documents }, (_, at) => formOf(at, department));
  const waiting = forms.map((form, at) => ({ form, at }));
  const moments = Array.from({ length: kills }, () => Math.floor(Math.random() * documents * 0.9)).sort((a, b) => a - b);
  const work = async () => {
    for (let next = waiting.shift(); next && !told.over; next = waiting.shift())
      await deed(next, { server, cookie, told, deeds, forms });
  };
  const began = performance.now();
  try {
    await Promise.all([killAt(server, moments, told), ...Array.from({ length: AT_ONCE }, work)]);
  } finally {
    told.over = true;
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  const [{ undone }] = await ask('select last_value - 1 undone from bench_undone');
  await ask('drop trigger bench_undo on invoices; drop function bench_undo(); drop sequence bench_undone');
  return {
    wrong: await wrongIn({ ask, prove, account, told, deeds, forms }),
    ...{ documents: forms.length, kinds: Object.keys(KINDS).length + 1, ...deeds, undone: Number(undone), kills },
    ...{ interrupted: told.interrupted, sent_again: told.sentAgain, seconds },
  };
}

/** At its commit every second transaction that numbers a document with this note is undone; a sequence counts them, for it is not. */
const UNDO = `
  create sequence bench_undone;
  grant usage on sequence bench_undone to tandem_app;
  create function bench_undo() returns trigger language plpgsql as $$
    begin
      if random() < 0.5 then perform nextval('bench_undone'); raise exception 'Undone by the benchmark'; end if;
      return null;
    end $$;
  create constraint trigger bench_undo after update of number on invoices deferrable initially deferred for each row
    when (new.internal_note = 'undo') execute function bench_undo()`;

function formOf(at, department) {
  const kind = Object.keys(KINDS)[at % Object.keys(KINDS).length];
  const { rate = '23', ...needs } = KINDS[kind];
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' }).format(new Date());
  return {
    ...{ kind, departmentId: department, issueOn: today, soldOn: today, paymentMethod: 'transfer', currency: 'PLN' },
    ...{ method: 'gross_sum', discountKind: 'percent_total', buyerName: `Kawiarnia ${at % 40}`, buyerCompany: 'on' },
    ...{ requestKey: randomUUID(), next: 'issue', ...needs, internalNote: at % ROLLED_BACK === 0 ? 'undo' : '' },
    ...(at % TYPED === 0 && { number: typedNumber(at, kind, today) }),
    ...{ 'lines[0][name]': 'Projekt ogrodu', 'lines[0][quantity]': '1', 'lines[0][price]': '123', 'lines[0][rate]': rate },
  };
}

/** One that the series goes on after, leaving a gap, where the kind's prefix is known here; else one that follows no pattern. */
function typedNumber(at, kind, today) {
  const prefix = { proforma: 'PRO', bill: 'RACH', receipt: 'PAR', kp: 'KP', kw: 'KW' }[kind];
  return prefix ? `${prefix}/${100_000 + at * 2}/${today.slice(5, 7)}/${today.slice(0, 4)}` : `STARY ${at}`;
}

/** Issues one document, and then corrects, deletes or cancels it, if it is its turn. */
async function deed({ form, at }, { server, cookie, told, deeds, forms }) {
  await issue(server, cookie, form, told);
  const id = told.ids.get(form.requestKey);
  if (form.number) deeds.typed++;
  if (form.kind === 'vat' && at % CORRECTED === 0) {
    const correction = {
      ...form,
      kind: 'correction',
      fromInvoiceId: id,
      requestKey: randomUUID(),
      number: '',
      correctionReason: 'Rabat',
    };
    forms.push(Object.assign(correction, { 'lines[0][price]': '100' }));
    await issue(server, cookie, correction, told);
    deeds.corrected++;
    return;
  }
  const [verb, count] = at % DELETED === 0 ? ['deletion', 'deleted'] : at % CANCELLED === 0 ? ['cancellation', 'cancelled'] : [];
  if (!verb) return;
  await end(`/invoicing/invoices/${id}/${verb}`, server, cookie, told);
  deeds[count]++;
}

async function end(path, server, cookie, told) {
  while (!told.over) {
    const connection = new Connection(server.url, cookie);
    const answer = await connection.post(path, { reason: 'Próba' }).catch(() => null);
    connection.close();
    if (answer?.status === 303) return;
    if (answer && answer.status < 500) throw new Error(`${path} answered ${answer.status}`);
    told.sentAgain++;
    await pause(PATIENCE_IN_MS);
  }
}

/** Kills the server or, every second time, the database below it, and starts what is gone. */
async function killAt(server, moments, told) {
  for (const [at, moment] of moments.entries()) {
    while (told.answered < moment && !told.over) await pause(1);
    if (told.over) return;
    await pause(Math.random() * MOMENT_IN_MS);
    const before = told.sentAgain;
    if (at % 2) await server.killDatabase();
    await server.kill();
    await server.startAgain();
    if (told.sentAgain > before) told.interrupted++;
  }
}

async function wrongIn({ ask, prove, account, told, deeds, forms }) {
  const { proved, faults, accounts } = await prove();
  const series = accounts.flatMap((account) => account.series);
  const outside = accounts.flatMap((account) => account.typedOutside);
  const sum = (of) => series.reduce((all, one) => all + of(one), 0);
  const [{ numbered, different, unnumbered }] = await ask(
    `select count(number) numbered, count(distinct (account_id, seller_tax_no, family, number)) different,
      count(*) filter (where issued_at is not null and number is null) unnumbered from invoices where account_id = ${account}`,
  );
  const expected = {
    'forms answered by a document of their own': [new Set(told.ids.values()).size, forms.length],
    'numbered documents': [Number(numbered), forms.length],
    'different numbers': [Number(different), forms.length],
    'issued documents without a number': [Number(unnumbered), 0],
    'numbers that the proof counts': [sum(({ given }) => given) + outside.length, forms.length],
    'deleted ones that the proof names': [sum(({ deleted }) => deleted) + endedIn(outside, 'deleted'), deeds.deleted],
    'cancelled ones that the proof names': [sum(({ cancelled }) => cancelled) + endedIn(outside, 'cancelled'), deeds.cancelled],
    'typed ones that the proof names': [sum(({ typed }) => typed) + outside.length, deeds.typed],
  };
  const differing = Object.entries(expected).filter(([, [is, wanted]]) => is !== wanted);
  return [
    ...(proved ? [] : ['the proof fails', ...faults]),
    ...differing.map(([what, [is, wanted]]) => `${is} ${what}, not ${wanted}`),
  ];
}

const endedIn = (documents, how) => documents.filter(({ ending }) => ending === how).length;

module.exports = { numberWhileKilled };
