const { withClient } = require('../../dist/database/connection.js');

/** How big the two accounts are: the one that is measured, and the small one it is held to. */
const LARGE = { clients: 20_000, deals: 50_000, invoices: 100_000 };
const SMALL = { clients: 200, deals: 500, invoices: 1000 };
/** Every fifth document is linked with a deal, from the first deal on; the other deals are free for the runs. */
const LINKED_EVERY = 5;
const MONTHS = 24;

const texts = (words) => `(array[${words.map((word) => `'${word}'`).join(', ')}])`;
const TRADES = texts(
  'Ogrody,Stolarnia,Piekarnia,Hurtownia,Kancelaria,Drukarnia,Introligatornia,Pracownia,Zakład,Warsztat,Cukiernia,Szkółka,Apteka,Księgarnia,Palarnia,Serwis,Biuro,Tartak,Winnica,Gospodarstwo'.split(
    ',',
  ),
);
const SURNAMES = texts(
  'Kowalska,Nowak,Wiśniewski,Wójcik,Kamińska,Lewandowski,Zielińska,Szymański,Woźniak,Dąbrowska,Kozłowski,Jankowska,Mazur,Krawczyk,Piotrowska,Grabowski,Pawłowska,Michalski,Król,Wieczorek,Jabłońska,Wróbel,Majewska,Olszewski,Stępień,Jaworska,Malinowski,Dudek,Pawlak,Górska,Witkowski,Walczak,Sikora,Rutkowska,Baran,Szewczyk,Ostrowska,Tomaszewski,Pietrzak,Duda,Zalewska,Wróblewski,Marciniak,Jasińska,Zawadzki,Bąk,Sadowska,Włodarczyk,Borkowski,Chmielewska'.split(
    ',',
  ),
);
const CITIES = texts(
  'Poznań,Łódź,Kraków,Wrocław,Gdańsk,Szczecin,Bydgoszcz,Lublin,Białystok,Katowice,Gdynia,Częstochowa,Radom,Toruń,Kielce,Rzeszów,Gliwice,Zabrze,Olsztyn,Opole'.split(
    ',',
  ),
);
const GOODS = texts(
  'Projekt ogrodu,Nasadzenia bylin,Trawnik z rolki,Nawodnienie,Pielęgnacja roczna,Altana dębowa,Pergola,Ścieżka z kostki,Oświetlenie ogrodu,Wycinka,Przycinanie żywopłotu,Transport,Nadzór,Oczko wodne,Murek oporowy'.split(
    ',',
  ),
);

/**
 * Grows an account, made by sign-up, to a size: clients with valid tax numbers, deals, documents of two years with lines, taxes and numbers, deals that
 * mirror their documents, and the history that the triggers would have written of all that.
 */
async function seed(owner, login, size) {
  await withClient(owner, async (client) => {
    const { rows } = await client.query('select account_id, id from users where login = $1', [login]);
    const [{ account_id: account, id: user }] = rows;
    await client.query(`select set_config('app.account', $1, false), set_config('app.user', $2, false)`, [account, user]);
    await client.query(`set synchronous_commit = off; set work_mem = '128MB'; set client_min_messages = warning`);
    const history = (state) =>
      client.query(
        ['clients', 'deals', 'deal_documents', 'invoices']
          .map((t) => `alter table ${t} ${state} trigger remember_change`)
          .join(';'),
      );
    await client.query('begin');
    await history('disable');
    await client.query('alter table invoice_lines disable trigger remember_lines');
    for (const sql of [
      seller(account),
      ...clients(account, size),
      ...deals(account, size),
      ...invoices(account, size),
      ...links(account),
    ])
      await client.query(sql);
    for (const sql of pastOf(account, user)) await client.query(sql);
    await client.query('alter table invoice_lines enable trigger remember_lines');
    await history('enable');
    await client.query('commit');
    await client.query('vacuum (analyze)');
    await client.query('checkpoint').catch(() => {}); // a right of superusers; without it the first figures bear the writing
  });
}

function seller(account) {
  return `update departments set tax_no = '5261040828', street = 'ul. Długa 7', post_code = '61-001', city = 'Poznań', mark = 'POZ'
      where account_id = ${account};
    insert into bank_accounts (department_id, name, bank, number) select id, 'Główne', 'Bank Spółdzielczy', '61109010140000071219812874'
      from departments where account_id = ${account}`;
}

function clients(account, size) {
  return [
    `create temporary table nips as
      select nine || (checked % 11)::text nip, row_number() over (order by nine)::integer n from (
        select nine, nine / 100000000 * 6 + nine / 10000000 % 10 * 5 + nine / 1000000 % 10 * 7 + nine / 100000 % 10 * 2 + nine / 10000 % 10 * 3
          + nine / 1000 % 10 * 4 + nine / 100 % 10 * 5 + nine / 10 % 10 * 6 + nine % 10 * 7 checked
        from generate_series(521000017, 521000017 + ${size.clients * 60}, 53) nine) all_of_them
      where checked % 11 <> 10 limit ${size.clients}`,
    `insert into clients (name, tax_no, tax_key, street, post_code, city, email, phone, payment_days, department_id, responsible_id, created_at)
      select format('%s %s %s', ${TRADES}[1 + n % 20], ${SURNAMES}[1 + n / 20 % 50], ${CITIES}[1 + n / 1000 % 20]), nip, 'PL:' || nip,
        'ul. Polna ' || 1 + n % 120, lpad((n % 99)::text, 2, '0') || '-' || 100 + n % 900, ${CITIES}[1 + n / 1000 % 20],
        format('biuro%s@example.pl', n), format('+48 61 %s', 1000000 + n), 14, d.id, m.user_id, now() - interval '${MONTHS + 1} months'
      from nips, departments d, (select user_id from department_members where account_id = ${account} limit 1) m where d.account_id = ${account}`,
    'analyze clients',
    `create temporary table buyers as select row_number() over (order by id)::integer - 1 place, c.* from clients c where account_id = ${account}`,
    'create unique index on buyers (place); analyze buyers',
  ];
}

function deals(account, size) {
  return [
    `insert into deals (name, agreed_gross, client_id, department_id, responsible_id, stage_id, expected_on, created_at, stage_since)
      select format('%s – %s', ${GOODS}[1 + n % 15], b.name), (n * 37 % 900000 + 10000) / 100.0, b.id, b.department_id, b.responsible_id,
        s.ids[1 + n % array_length(s.ids, 1)], current_date + n % 90, at, at
      from (select n, now() - interval '${MONTHS} months' * (1 - n::float / ${size.deals}) as at from generate_series(1, ${size.deals}) n) n
      join buyers b on b.place = n.n * 17 % ${size.clients},
      (select array_agg(id order by position) ids from stages where account_id = ${account} and removed_at is null) s`,
    'analyze deals',
    `create temporary table deals_in_order as select row_number() over (order by id)::integer place, id, client_id, name from deals
      where account_id = ${account}`,
    'create unique index on deals_in_order (place); analyze deals_in_order',
  ];
}

function invoices(account, size) {
  return [
    `create temporary table documents as
      select n, d.id deal_id, d.name deal_name, coalesce(d.client_id, b.id) client_id, kind,
        case kind when 'vat' then '' when 'proforma' then 'PRO/' else 'PAR/' end prefix, n % 200 = 3 draft, n % 200 = 7 cancelled,
        current_date - ((${size.invoices} - n)::bigint * ${MONTHS * 30} / ${size.invoices})::integer issue_on
      from (select n, case n % 20 when 1 then 'proforma' when 11 then 'receipt' else 'vat' end kind from generate_series(1, ${size.invoices}) n) n
      left join deals_in_order d on d.place * ${LINKED_EVERY} = n.n
      join buyers b on b.place = n.n::bigint * 7919 % ${size.clients}`,
    `create temporary table parts as
      select *, net + vat gross from (select *, round(net * rate::integer / 100, 2) vat from (
        select n, deal_id, position, name, quantity, price, rate, round(quantity * price, 2) net from (
          select n, deal_id, position, ${GOODS}[1 + (n + position * 4) % 15] name, (1 + n * position % 9)::numeric quantity,
            ((n * 7 + position * 1913) % 90000 + 1000) / 100.0::numeric price, case when (n + position) % 4 = 0 then '8' else '23' end rate
          from documents, generate_series(1, 3) position) l) l) l`,
    `create temporary table numbered as
      select d.*, sums.*, to_char(issue_on, 'YYYY-MM') period, issue_on + interval '9 hours' as at,
        case when not draft then row_number() over (partition by kind, date_trunc('month', issue_on), draft order by n) end counter
      from documents d join (select n of, sum(net) net, sum(vat) vat, sum(gross) gross from parts group by n) sums on of = n`,
    `insert into invoices (kind, family, number, issue_on, sold_on, payment_days, due_on, currency, method, department_id, seller_name, seller_tax_no,
        seller_street, seller_post_code, seller_city, seller_bank, seller_bank_account, client_id, buyer_name, buyer_tax_no, buyer_street,
        buyer_post_code, buyer_city, buyer_email, net, vat, gross, to_pay, request_key, responsible_id, issued_at, issued_by, cancelled_at, cancelled_by,
        cancel_reason, created_by, created_at, updated_at)
      select kind, kind, d.prefix || counter || to_char(issue_on, '/MM/YYYY'), issue_on, issue_on, 14, issue_on + 14, 'PLN', 'net_line', s.id, s.seller_name,
        s.tax_no, s.street, s.post_code, s.city, k.bank, k.number, c.id, c.name, c.tax_no, c.street, c.post_code, c.city, c.email, d.net, d.vat,
        d.gross, d.gross, gen_random_uuid(), c.responsible_id, case when not draft then at end, case when not draft then c.responsible_id end,
        case when cancelled then at end, case when cancelled then c.responsible_id end, case when cancelled then 'Pomyłka' end, c.responsible_id, at, at
      from numbered d join buyers c on c.id = d.client_id join departments s on s.account_id = ${account}
      join bank_accounts k on k.account_id = s.account_id and k.department_id = s.id order by d.n`,
    'analyze invoices',
    `create temporary table made as select row_number() over (order by id)::integer n, id from invoices where account_id = ${account}`,
    'create unique index on made (n)',
    'analyze made, parts, numbered',
    `insert into invoice_lines (invoice_id, position, name, unit, quantity, price, vat_rate, net, vat, gross, deal_id)
      select m.id, position, name, 'szt.', quantity, price, rate, net, vat, gross, deal_id from parts join made m using (n) order by m.id, position`,
    `insert into invoice_taxes (invoice_id, vat_rate, net, vat, gross)
      select m.id, rate, sum(net), sum(vat), sum(gross) from parts join made m using (n) group by m.id, rate order by m.id`,
    'analyze invoice_lines, invoice_taxes',
    `insert into number_counters (seller_tax_no, family, pattern, period, last)
      select '5261040828', kind, prefix || 'nr-m/mm/yyyy', period, max(counter) from numbered where not draft group by kind, prefix, period`,
  ];
}

function links(account) {
  return [
    `insert into deal_documents (deal_id, invoice_id, issued, counts, share, counted, currency, first_line, deal_name, linked_at)
      select d.deal_id, m.id, true, true, d.gross, d.gross, 'PLN', p.name, d.deal_name, d.at
      from numbered d join made m using (n) join parts p using (n) where d.deal_id is not null and p.position = 1 order by m.id`,
    'analyze deal_documents',
    `update deals set mirrored_name = l.first_line, counted_gross = l.counted, mirrored_currency = l.currency, mirrored_from_id = l.invoice_id,
        mirrored_by_id = l.invoice_id, version = deals.version + 1
      from deal_documents l where l.account_id = ${account} and deals.account_id = l.account_id and deals.id = l.deal_id`,
    'drop table nips, buyers, deals_in_order, documents, numbered, made, parts',
  ];
}

/** Entries of history, each sealed with the one before of its record, as write_history does. */
function pastOf(account, user) {
  const sealed = (before, table, action) =>
    `sha256(coalesce(${before}, ''::bytea) || convert_to(concat_ws('|', ${account}, '${table}', r.id, '${action}', difference, ${user}), 'UTF8'))`;
  const columns = 'insert into history (account_id, record_table, record_id, action, changes, user_id, at, seal)';
  const made = (table, at, without = '') => `${columns}
    select ${account}, '${table}', r.id, 'made', difference, ${user}, ${at}, ${sealed('null::bytea', table, 'made')}
    from (select *, jsonb_strip_nulls(to_jsonb(r)) - 'account_id' - 'id' - 'version' - 'created_at' - 'updated_at' - 'search'${without} difference
      from ${table} r where account_id = ${account} order by id) r`;
  const changed = (table, at, difference, from = '', only = 'true') => `${columns}
    select ${account}, '${table}', r.id, 'changed', difference, ${user}, at, ${sealed('h.seal', table, 'changed')}
    from (select r.id, ${difference} difference, ${at} as at from ${table} r ${from} where r.account_id = ${account} and ${only} order by r.id) r
    join lateral (select seal from history where account_id = ${account} and record_table = '${table}' and record_id = r.id
      order by id desc limit 1) h on true`;
  return [
    made('clients', 'r.created_at'),
    made(
      'deals',
      'r.created_at',
      ` - 'mirrored_name' - 'counted_gross' - 'mirrored_currency' - 'mirrored_from_id' - 'mirrored_by_id'`,
    ),
    made('deal_documents', 'r.linked_at'),
    made(
      'invoices',
      'r.created_at',
      ` - 'number' - 'issued_at' - 'issued_by' - 'cancelled_at' - 'cancelled_by' - 'cancel_reason'`,
    ),
    'analyze history',
    changed(
      'deals',
      'r.updated_at',
      `jsonb_build_object('mirrored_name', jsonb_build_array(null, r.mirrored_name), 'counted_gross', jsonb_build_array(null, r.counted_gross),
        'mirrored_currency', jsonb_build_array(null, r.mirrored_currency), 'mirrored_from_id', jsonb_build_array(null, r.mirrored_from_id),
        'mirrored_by_id', jsonb_build_array(null, r.mirrored_by_id))`,
      '',
      'r.mirrored_name is not null',
    ),
    changed(
      'invoices',
      'r.created_at',
      `jsonb_build_object('lines', jsonb_build_array(null, l.lines))`,
      `join (select invoice_id, jsonb_agg(jsonb_build_object('name', name, 'unit', unit, 'quantity', quantity, 'price', price, 'vat_rate', vat_rate,
        'gross', gross) order by position) lines from invoice_lines where account_id = ${account} group by invoice_id) l on l.invoice_id = r.id`,
    ),
    changed(
      'invoices',
      'r.issued_at',
      `jsonb_build_object('number', jsonb_build_array(null, r.number), 'issued_at', jsonb_build_array(null, r.issued_at),
        'issued_by', jsonb_build_array(null, r.issued_by))`,
      '',
      'r.issued_at is not null',
    ),
  ];
}

module.exports = { seed, LARGE, SMALL, LINKED_EVERY };
