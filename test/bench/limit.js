const { randomUUID } = require('node:crypto');
const { Client } = require('pg');

/** What a document's row gets, in the order of its values. */
const INVOICE =
  `kind family issue_on sold_on payment_days due_on payment_method currency method discount_kind department_id client_id place notes
  seller_name seller_tax_no seller_street seller_post_code seller_city seller_country seller_email seller_phone seller_bank seller_bank_account
  buyer_company buyer_name buyer_tax_country buyer_tax_no buyer_street buyer_post_code buyer_city buyer_country buyer_email other_buyer net vat gross to_pay
  request_key responsible_id`.split(/\s+/);
const LINE = 'position name unit quantity price discount vat_rate net vat gross deal_id'.split(' ');

const insert = (table, columns, rows = 1, rest = '') => {
  const row = (at) => `(${columns.map((_, index) => `$${at * columns.length + index + 1}`).join(', ')})`;
  return `insert into ${table} (${columns.join(', ')}) values ${Array.from({ length: rows }, (_, at) => row(at)).join(', ')} ${rest}`;
};

/** One statement a table, prepared on each connection. */
const STATEMENTS = {
  invoice: insert('invoices', INVOICE, 1, 'returning id'),
  lines: insert('invoice_lines', ['invoice_id', ...LINE], 3),
  taxes: insert('invoice_taxes', ['invoice_id', 'vat_rate', 'net', 'vat', 'gross'], 2),
  deal: `update deals set mirrored_name = $2, counted_gross = $3, mirrored_currency = $4, mirrored_from_id = $5, mirrored_by_id = $5,
    version = version + 1, updated_at = now() where id = $1`,
  link: insert('deal_documents', 'deal_id invoice_id issued counts share counted currency first_line deal_name'.split(' ')),
  counter: `insert into number_counters as c (seller_tax_no, department_id, family, pattern, period, last) values ($1, 0, $2, $3, $4, 1)
    on conflict (account_id, seller_tax_no, department_id, family, pattern, period) do update set last = c.last + 1 returning last`,
  number:
    'update invoices set number = $2, issued_at = now(), issued_by = $3, version = version + 1, updated_at = now() where id = $1',
};

/**
 * What issuing costs when nothing but the database works: the same rows below the same policies and triggers, as the application's role, without
 * HTTP, rules or reckoning. One connection, each statement awaited, the shared series as late as it can be.
 */
class Limit {
  static async connect(application, who) {
    const { url, username, ...rest } = application;
    const client = new Client({ ...rest, user: username, connectionString: url });
    client.on('error', () => {}); // a connection lost between two statements is told by the next one
    await client.connect();
    return Object.assign(new Limit(), { client, who, settings: settingsOf(client, who) });
  }

  /** Issues a document of the deal. @param sale what makeSale() gives */
  async issue({ invoice, lines, taxes, deal, series }) {
    await this.client.query(`begin; select 1${this.settings}`);
    const [{ id }] = await this.ask('invoice', [...invoice, randomUUID(), this.who.user]);
    const ofIt = (rows) => rows.flatMap((row) => [id, ...row]);
    await this.ask('lines', ofIt(lines));
    await this.ask('taxes', ofIt(taxes));
    await this.ask('deal', [deal.id, lines[0][1], invoice.at(-1), 'PLN', id]);
    await this.ask('link', [deal.id, id, true, true, invoice.at(-1), invoice.at(-1), 'PLN', lines[0][1], deal.name]);
    const [{ last }] = await this.ask('counter', series.key);
    await this.ask('number', [id, `${last}${series.after}`, this.who.user]);
    await this.client.query('commit');
  }

  async ask(name, values) {
    return (await this.client.query({ name, text: STATEMENTS[name], values })).rows;
  }

  close() {
    return this.client.end();
  }
}

function settingsOf(client, who) {
  return Object.entries(who)
    .map(([name, value]) => `, set_config('app.${name}', ${client.escapeLiteral(`${value}`)}, true)`)
    .join('');
}

module.exports = { Limit, INVOICE, LINE };
