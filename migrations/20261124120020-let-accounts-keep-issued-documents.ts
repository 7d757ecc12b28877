import { MigrationInterface, QueryRunner } from 'typeorm';

export class LetAccountsKeepIssuedDocuments20261124120020 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Whether issued documents may be deleted (R49).
      alter table accounts add column issued_deletable boolean not null default true;

      -- What an issued document keeps for good (R125), and that it stays where the account wants so (R49), whoever writes.
      create or replace function keep_issued_document() returns trigger language plpgsql as $$
        begin
          if old.issued_at is not null and (old.kind, old.family, old.number, old.currency, old.department_id, old.seller_tax_no, old.issued_at)
              is distinct from (new.kind, new.family, new.number, new.currency, new.department_id, new.seller_tax_no, new.issued_at) then
            raise exception 'An issued document keeps its kind, number, currency and department';
          end if;
          if old.cancelled_at is not null and new.cancelled_at is null then raise exception 'A cancelled document stays cancelled'; end if;
          if old.issued_at is not null and old.deleted_at is null and new.deleted_at is not null
              and not (select issued_deletable from accounts where id = new.account_id) then
            raise exception 'This account keeps issued documents';
          end if;
          return new;
        end $$;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      create or replace function keep_issued_document() returns trigger language plpgsql as $$
        begin
          if old.issued_at is not null and (old.kind, old.family, old.number, old.currency, old.department_id, old.seller_tax_no, old.issued_at)
              is distinct from (new.kind, new.family, new.number, new.currency, new.department_id, new.seller_tax_no, new.issued_at) then
            raise exception 'An issued document keeps its kind, number, currency and department';
          end if;
          if old.cancelled_at is not null and new.cancelled_at is null then raise exception 'A cancelled document stays cancelled'; end if;
          return new;
        end $$;
      alter table accounts drop column issued_deletable;
    `);
  }
}
