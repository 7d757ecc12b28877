import { MigrationInterface, QueryRunner } from 'typeorm';

export class LetDepartmentsNumberUnderTheirMark20261124110400 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      alter table number_patterns add constraint pattern_counts check (pattern like '%nr%');
      -- Two series of one family that write their numbers alike would run into each other, whatever restarts them (R96).
      create unique index one_series_a_pattern on number_patterns
        (account_id, family, replace(replace(pattern, 'nr-m', 'nr'), 'nr-d', 'nr')) where removed_at is null;

      -- Whether a pattern has the mark as a word of its own: WAW is in FV/WAW/nr, not in FV/WAW2/nr.
      create function says_mark(pattern text, mark text) returns boolean language sql immutable parallel safe
        as $$ select coalesce(pattern ~ ('(?<![A-Z0-9])' || mark || '(?![A-Z0-9])'), false) $$;

      -- A department's own series contains its mark (R96), whichever of the two changes.
      create function keep_mark_in_pattern() returns trigger language plpgsql as $$
        begin
          if new.department_id is null or new.removed_at is not null then return new; end if;
          if not exists (select from departments where account_id = new.account_id and id = new.department_id
              and says_mark(new.pattern, mark) for share) then
            raise exception 'The pattern lacks the mark of its department' using errcode = '23514', constraint = 'pattern_says_mark';
          end if;
          return new;
        end $$;
      create trigger keep_mark_in_pattern before insert or update on number_patterns
        for each row execute function keep_mark_in_pattern();

      create function keep_mark_of_patterns() returns trigger language plpgsql as $$
        begin
          if exists (select from number_patterns where account_id = new.account_id and department_id = new.id and removed_at is null
              and not says_mark(pattern, new.mark)) then
            raise exception 'A pattern of the department has its mark' using errcode = '23514', constraint = 'mark_stands_in_patterns';
          end if;
          return new;
        end $$;
      create trigger keep_mark_of_patterns before update of mark on departments
        for each row when (new.mark is distinct from old.mark) execute function keep_mark_of_patterns();

      -- Whether a number was given already, also to a document that who issues may not see (R120).
      create function number_is_given(seller text, of_family text, wanted text) returns boolean
        language sql stable security definer set search_path = public as $$
        select exists (select from invoices
          where account_id = app_account() and seller_tax_no = seller and family = of_family and number = wanted) $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop function number_is_given(text, text, text);
      drop trigger keep_mark_of_patterns on departments;
      drop function keep_mark_of_patterns();
      drop trigger keep_mark_in_pattern on number_patterns;
      drop function keep_mark_in_pattern();
      drop function says_mark(text, text);
      drop index one_series_a_pattern;
      alter table number_patterns drop constraint pattern_counts;
    `);
  }
}
