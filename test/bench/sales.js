const { randomUUID } = require('node:crypto');

const GOODS = [
  {
    name: 'Projekt ogrodu',
    unit: 'szt.',
    quantity: '1',
    price: '2400',
    rate: '23',
    net: '2400.00',
    vat: '552.00',
    gross: '2952.00',
  },
  {
    name: 'Nasadzenia bylin',
    unit: 'm2',
    quantity: '30',
    price: '45.5',
    rate: '8',
    net: '1365.00',
    vat: '109.20',
    gross: '1474.20',
  },
  { name: 'Transport', unit: 'km', quantity: '120', price: '3.2', rate: '23', net: '384.00', vat: '88.32', gross: '472.32' },
];
const TAXES = [
  ['23', '2784.00', '640.32', '3424.32'],
  ['8', '1365.00', '109.20', '1474.20'],
];

/** The sale that is issued over and over, each time to another deal: as a form for the product, as rows for the limit. */
class Sales {
  /** Reads what both need to know of the account; client is the owner's connection. */
  static async of(client, { account, user }) {
    const rows = async (sql) => (await client.query(sql, [account])).rows;
    const [seller] = await rows(
      `select d.*, b.bank, b.number bank_account from departments d join bank_accounts b on b.account_id = d.account_id and b.department_id = d.id
        where d.account_id = $1 and d.main`,
    );
    const deals = await rows(
      `select d.id, d.name, c.id client_id, to_jsonb(c) client from deals d join clients c on c.account_id = d.account_id and c.id = d.client_id
        where d.account_id = $1 and d.mirrored_name is null order by d.id`,
    );
    const [{ today }] = await rows(
      `select to_char(now() at time zone time_zone, 'YYYY-MM-DD') today from accounts where id = $1`,
    );
    return Object.assign(new Sales(), { who: { account, user }, seller, deals, today, used: 0 });
  }

  /** A deal that has no document yet. */
  nextDeal() {
    const deal = this.deals[this.used++];
    if (!deal) throw new Error('There are no deals left to issue documents of');
    return deal;
  }

  /** The form that makes and issues the document of a deal at once. */
  form(deal) {
    const fields = {
      kind: 'vat',
      departmentId: this.seller.id,
      issueOn: this.today,
      soldOn: this.today,
      paymentDays: '14',
      paymentMethod: 'transfer',
      currency: 'PLN',
      method: 'net_sum',
      discountKind: 'percent_total',
      clientId: deal.client_id,
      requestKey: randomUUID(),
      next: 'issue',
    };
    GOODS.forEach(({ name, unit, quantity, price, rate }, at) => {
      for (const [key, value] of Object.entries({ name, unit, quantity, price, rate, dealId: deal.id }))
        fields[`lines[${at}][${key}]`] = value;
    });
    return fields;
  }

  /** The same as rows, in the order of the limit's columns. */
  rows(deal) {
    const { seller, today } = this;
    const c = deal.client;
    return {
      deal,
      invoice: [
        ...[
          'vat',
          'vat',
          today,
          today,
          14,
          this.dueOn,
          'transfer',
          'PLN',
          'net_sum',
          'percent_total',
          seller.id,
          c.id,
          null,
          null,
        ],
        ...[
          seller.seller_name,
          seller.tax_no,
          seller.street,
          seller.post_code,
          seller.city,
          seller.country,
          seller.email,
          seller.phone,
        ],
        ...[
          seller.bank,
          seller.bank_account,
          c.company,
          c.name,
          c.tax_country,
          c.tax_no,
          c.street,
          c.post_code,
          c.city,
          c.country,
          c.email,
          false,
        ],
        ...['4149.00', '749.52', '4898.52', '4898.52'],
      ],
      lines: GOODS.map((line, at) => [
        ...[at + 1, line.name, line.unit, line.quantity, line.price, '0', line.rate, line.net, line.vat, line.gross, deal.id],
      ]),
      taxes: TAXES,
      series: {
        key: [seller.tax_no, 'vat', 'nr-m/mm/yyyy', today.slice(0, 7)],
        after: `/${today.slice(5, 7)}/${today.slice(0, 4)}`,
      },
    };
  }

  get dueOn() {
    const day = new Date(`${this.today}T12:00:00Z`);
    day.setUTCDate(day.getUTCDate() + 14);
    return day.toISOString().slice(0, 10);
  }
}

module.exports = { Sales };
