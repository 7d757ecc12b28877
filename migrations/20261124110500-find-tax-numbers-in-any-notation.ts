import { MigrationInterface, QueryRunner } from 'typeorm';

/** The search of one table: an index finds what holds the longest word, or the tax number; the other words are looked for in that. */
const search = (table: string, seen: string, order: string, patterns: string, taxNo: string) => `
  create or replace function search_${table}(words text, most integer) returns setof bigint
    language sql stable security definer set search_path = public as $$
    select id from ${table} where account_id = app_account() and deleted_at is null
      and ((search like (${patterns})[1] and search like all (${patterns}))${taxNo})
      and (${seen})
    order by ${order} limit most $$;`;

const CLIENTS = `app_sees('crm', department_id, responsible_id) or app_sees('invoicing', department_id, responsible_id)`;
const DEALS = `app_sees('crm', department_id, responsible_id)`;
const INVOICES = `app_sees('invoicing', department_id, responsible_id)`;

const BEFORE = `(select array_agg('%' || replace(replace(replace(word, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%')
  from unnest(string_to_array(app_folded(words), ' ')) word)`;

export class FindTaxNumbersInAnyNotation20261124110500 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Each word as it is looked for, the longest first.
      create function app_search_patterns(words text) returns text[] language sql immutable parallel safe set search_path = public
        as $$ select array_agg('%' || replace(replace(replace(word, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' order by length(word) desc)
          from unnest(string_to_array(app_folded(words), ' ')) word $$;

      -- '525-244-57-67' or 'PL 5252445767' as '%5252445767%'; null when the words are no tax number.
      create function app_tax_no_pattern(words text) returns text language sql immutable parallel safe set search_path = public
        as $$ select '%' || substring(regexp_replace(app_folded(words), '[ .–-]', '', 'g') from '^(?:[a-z]{2})?([0-9]{8,12})$') || '%' $$;
      ${search('clients', CLIENTS, 'app_folded(name), id', 'app_search_patterns(words)', ' or search like app_tax_no_pattern(words)')}
      ${search('deals', DEALS, 'id desc', 'app_search_patterns(words)', '')}
      ${search('invoices', INVOICES, 'issue_on desc, id desc', 'app_search_patterns(words)', ' or search like app_tax_no_pattern(words)')}
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      ${search('clients', CLIENTS, 'app_folded(name), id', BEFORE, '')}
      ${search('deals', DEALS, 'id desc', BEFORE, '')}
      ${search('invoices', INVOICES, 'issue_on desc, id desc', BEFORE, '')}
      drop function app_tax_no_pattern(text);
      drop function app_search_patterns(text);
    `);
  }
}
