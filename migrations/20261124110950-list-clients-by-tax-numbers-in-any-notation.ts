import { MigrationInterface, QueryRunner } from 'typeorm';

/** The list of 110310, with what makes the condition of its words. */
const list = (ofWords: string) => `
  create or replace function list_clients(words text, holder bigint, of_category text, with_tag text, edge bigint, back boolean, most integer)
    returns setof bigint language plpgsql stable rows 50 security definer set search_path = public as $$
    declare
      crm text := coalesce(current_setting('app.crm', true), '');
      invoicing text := coalesce(current_setting('app.invoicing', true), '');
      direction text := case when back then 'desc' else 'asc' end;
      edge_name text;
      condition text;
    begin
      ${ofWords}
      condition := condition || case
        when 'all' in (crm, invoicing) then ''
        when crm = '' and invoicing = '' then ' and false'
        when crm in ('', 'own') and invoicing in ('', 'own') then ' and responsible_id = app_user()'
        else $policy$ and (app_sees('crm', department_id, responsible_id) or app_sees('invoicing', department_id, responsible_id))$policy$ end;
      if holder is not null then condition := condition || ' and responsible_id = $2'; end if;
      if of_category is not null then condition := condition || ' and category = $3'; end if;
      if with_tag is not null then condition := condition || ' and tags @> array[$4]'; end if;
      if edge is not null then
        select app_folded(name) into edge_name from clients where account_id = app_account() and id = edge;
        condition := condition || format(' and (app_folded(name), id) %s ($5, $6)', case when back then '<' else '>' end);
      end if;
      return query execute format('select id from clients where account_id = $1 and deleted_at is null %s order by app_folded(name) %s, id %s limit $7',
          condition, direction, direction)
        using app_account(), holder, of_category, with_tag, edge_name, edge, most;
    end $$;`;

export class ListClientsByTaxNumbersInAnyNotation20261124110950 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      ${list(`select coalesce(string_agg(format('search like %L', pattern), ' and '), 'true') into condition
          from unnest(app_search_patterns(words)) pattern where pattern <> '%%';
        condition := format(' and (%s%s)', condition, coalesce(' or search like ' || quote_literal(app_tax_no_pattern(words)), ''));`)}

      -- One way to look for clients: what the list finds.
      create or replace function search_clients(words text, most integer) returns setof bigint
        language sql stable security definer set search_path = public as $$ select list_clients(words, null, null, null, null, false, most) $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      create or replace function search_clients(words text, most integer) returns setof bigint
        language sql stable security definer set search_path = public as $$
        select id from clients where account_id = app_account() and deleted_at is null
          and ((search like (app_search_patterns(words))[1] and search like all (app_search_patterns(words))) or search like app_tax_no_pattern(words))
          and (app_sees('crm', department_id, responsible_id) or app_sees('invoicing', department_id, responsible_id))
        order by app_folded(name), id limit most $$;
      ${list(`select coalesce(string_agg(format(' and search like %L',
            '%' || replace(replace(replace(word, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'), ''), '') into condition
          from unnest(string_to_array(app_folded(words), ' ')) word where word <> '';`)}
    `);
  }
}
