import { MigrationInterface, QueryRunner } from 'typeorm';

const RATES = `vat_rate ~ '^(23|22|8|7|5|4|3|0|0_wdt|0_ex|zw|np1|np2|oo|margin|none|[A-Z]{2}[1-9][0-9]?([.][0-9])?)$'`;

export class TellWhatKindOfNpALineIs20261124145000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- np says by itself whether it is a service to a firm of the EU (np2, art. 100(1)(4)) or anything else outside Poland (np1) (R99).
      create function np_of(company boolean, tax_country text, tax_no text) returns text language sql immutable as $$
        select case when company and coalesce(tax_no, '') <> '' and tax_country in ('AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI',
          'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PT', 'RO', 'SE', 'SI', 'SK') then 'np2' else 'np1' end $$;
      update invoice_lines l set vat_rate = np_of(i.buyer_company, i.buyer_tax_country, i.buyer_tax_no)
        from invoices i where (i.account_id, i.id) = (l.account_id, l.invoice_id) and l.vat_rate = 'np';
      update invoice_taxes t set vat_rate = np_of(i.buyer_company, i.buyer_tax_country, i.buyer_tax_no)
        from invoices i where (i.account_id, i.id) = (t.account_id, t.invoice_id) and t.vat_rate = 'np';
      update deal_lines l set vat_rate = np_of(c.company, c.tax_country, c.tax_no)
        from deals d left join clients c on (c.account_id, c.id) = (d.account_id, d.client_id)
        where (d.account_id, d.id) = (l.account_id, l.deal_id) and l.vat_rate = 'np';
      update deals set vat_rate = coalesce((select np_of(c.company, c.tax_country, c.tax_no) from clients c
        where (c.account_id, c.id) = (deals.account_id, deals.client_id)), 'np1') where vat_rate = 'np';
      drop function np_of(boolean, text, text);
      alter table invoice_lines add constraint known_vat_rate check (${RATES});
      alter table invoice_taxes add constraint known_vat_rate check (${RATES});
      alter table deal_lines add constraint known_vat_rate check (${RATES});
      alter table deals add constraint known_vat_rate check (${RATES});
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      alter table deals drop constraint known_vat_rate;
      alter table deal_lines drop constraint known_vat_rate;
      alter table invoice_taxes drop constraint known_vat_rate;
      alter table invoice_lines drop constraint known_vat_rate;
      update deals set vat_rate = 'np' where vat_rate in ('np1', 'np2');
      update deal_lines set vat_rate = 'np' where vat_rate in ('np1', 'np2');
      update invoice_taxes set vat_rate = 'np' where vat_rate in ('np1', 'np2');
      update invoice_lines set vat_rate = 'np' where vat_rate in ('np1', 'np2');
    `);
  }
}
