import { MigrationInterface, QueryRunner } from 'typeorm';

export class LetDocumentsBePaid20261124147000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      -- Money that came, or, negative, was paid back (R95). It is never rewritten: a wrong one is removed and made anew.
      create table payments (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        id bigint generated always as identity (start 1000),
        amount numeric(18, 2) not null check (amount <> 0),
        currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
        paid_on date not null check (paid_on between '2000-01-01' and '2100-12-31'),
        method text not null check (method in ('transfer', 'cash', 'card', 'other')),
        note text check (length(note) between 1 and 500),
        department_id bigint not null,
        -- Of the document that it was made for: whoever may see that may see the payment, freed ones too.
        responsible_id bigint,
        removed_at timestamptz,
        removed_by bigint,
        -- One posted form makes one payment, however often it is sent (R118).
        request_key uuid,
        created_by bigint default app_user(),
        created_at timestamptz not null default now(),
        primary key (account_id, id),
        foreign key (account_id, department_id) references departments,
        foreign key (account_id, responsible_id) references users,
        check (removed_at is not null or removed_by is null)
      );
      create unique index one_payment_a_form on payments (account_id, request_key);
      create index payments_in_order on payments (account_id, paid_on desc, id desc) where removed_at is null;
      call keep('payments', $$app_sees('invoicing', department_id, responsible_id)$$);
      create policy payments_seen_with_their_row on history as restrictive to tandem_app
        using (record_table <> 'payments' or exists (select from payments p where p.id = record_id));

      -- What of a payment settles which document (R104).
      create table payment_shares (
        account_id bigint not null default current_setting('app.account')::bigint references accounts,
        payment_id bigint not null,
        invoice_id bigint not null,
        amount numeric(18, 2) not null check (amount <> 0),
        -- When its document was cancelled or deleted: from then on it settles nothing (R125).
        freed_at timestamptz,
        primary key (account_id, payment_id, invoice_id),
        foreign key (account_id, payment_id) references payments,
        foreign key (account_id, invoice_id) references invoices
      );
      create index shares_of_invoice on payment_shares (account_id, invoice_id);
      alter table payment_shares enable row level security;
      create policy seen_with_their_payment on payment_shares to tandem_app
        using (account_id = app_account() and exists (select from payments p where p.id = payment_id));
      grant select, insert on payment_shares to tandem_app;

      -- What must never be false, whoever writes: a share settles a document that stands, in its currency, with no more than is left to pay, and
      -- shares come to no more than their payment.
      create function refuse_wrong_share() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare document record; payment record; left_to_pay numeric; shared numeric;
        begin
          select currency, to_pay - paid as rest, issued_at is not null and cancelled_at is null and deleted_at is null stands into document
            from invoices where account_id = new.account_id and id = new.invoice_id for no key update;
          select amount, currency, removed_at into payment
            from payments where account_id = new.account_id and id = new.payment_id for no key update;
          if new.freed_at is not null or payment.removed_at is not null then raise exception 'A payment that stands settles documents'; end if;
          if not document.stands then raise exception 'A payment settles a document that stands'; end if;
          if document.currency <> payment.currency then raise exception 'A payment settles documents in its currency'; end if;
          if new.amount * document.rest <= 0 or abs(new.amount) > abs(document.rest) then
            raise exception 'A payment is no more than what is left to pay';
          end if;
          select coalesce(sum(amount), 0) + new.amount into shared from payment_shares
            where account_id = new.account_id and payment_id = new.payment_id and freed_at is null;
          if new.amount * payment.amount < 0 or abs(shared) > abs(payment.amount) then
            raise exception 'Shares are no more than their payment';
          end if;
          return new;
        end $$;
      create trigger refuse_wrong_share before insert on payment_shares for each row execute function refuse_wrong_share();

      create function paid_of(account bigint, document bigint, out paid numeric, out paid_on date) language sql stable as $$
        select coalesce(sum(s.amount), 0), case when sum(s.amount) <> 0 then max(p.paid_on) end
        from payment_shares s join payments p on p.account_id = s.account_id and p.id = s.payment_id
        where s.account_id = account and s.invoice_id = document and s.freed_at is null and p.removed_at is null $$;

      -- What is paid of a document is what its standing payments come to, and nothing else writes it.
      create function settle(account bigint, document bigint) returns void language sql as $$
        update invoices set (paid, paid_on) = (select paid, paid_on from paid_of(account, document)), updated_at = now()
        where account_id = account and id = document $$;
      revoke execute on function settle(bigint, bigint) from public;
      create function settle_document() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          perform settle(new.account_id, new.invoice_id);
          return null;
        end $$;
      create trigger settle_document after insert or update on payment_shares for each row execute function settle_document();

      create function keep_paid() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare reckoned record;
        begin
          select * into reckoned from paid_of(new.account_id, new.id);
          if (new.paid, new.paid_on) is distinct from (reckoned.paid, reckoned.paid_on) then
            raise exception 'What is paid of a document comes from its payments';
          end if;
          return new;
        end $$;
      create trigger keep_paid_of_new before insert on invoices for each row
        when (new.paid <> 0 or new.paid_on is not null) execute function keep_paid();
      create trigger keep_paid before update of paid, paid_on on invoices for each row
        when ((new.paid, new.paid_on) is distinct from (old.paid, old.paid_on)) execute function keep_paid();

      create function keep_payment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          if (new.amount, new.currency, new.paid_on, new.method, new.department_id, new.request_key, new.created_by) is distinct from
              (old.amount, old.currency, old.paid_on, old.method, old.department_id, old.request_key, old.created_by) then
            raise exception 'A payment is removed and made anew, never rewritten';
          end if;
          if old.removed_at is not null and new.removed_at is null then raise exception 'A removed payment stays removed'; end if;
          return new;
        end $$;
      create trigger keep_payment before update on payments for each row execute function keep_payment();
      create function unsettle_documents() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          perform settle(account_id, invoice_id) from (select account_id, invoice_id from payment_shares
            where account_id = new.account_id and payment_id = new.id and freed_at is null order by invoice_id) settled;
          return null;
        end $$;
      create trigger unsettle_documents after update of removed_at on payments for each row
        when (old.removed_at is null and new.removed_at is not null) execute function unsettle_documents();

      -- A document that ends frees its payments, and one that is restored takes back those that are still free (R125).
      create function free_payments() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare share record;
        begin
          if new.cancelled_at is not null or new.deleted_at is not null then
            update payment_shares set freed_at = now() where account_id = new.account_id and invoice_id = new.id and freed_at is null;
            return null;
          end if;
          for share in select s.payment_id, s.amount, p.amount whole from payment_shares s
              join payments p on p.account_id = s.account_id and p.id = s.payment_id
              where s.account_id = new.account_id and s.invoice_id = new.id and s.freed_at is not null and p.removed_at is null
              order by p.id for no key update of p
          loop
            update payment_shares set freed_at = null where account_id = new.account_id and invoice_id = new.id and payment_id = share.payment_id
              and abs(share.amount + (select coalesce(sum(o.amount), 0) from payment_shares o where o.account_id = new.account_id
                and o.payment_id = share.payment_id and o.freed_at is null)) <= abs(share.whole);
          end loop;
          return null;
        end $$;
      create trigger free_payments after update of cancelled_at, deleted_at on invoices for each row
        when (new.issued_at is not null and (old.cancelled_at is null and old.deleted_at is null) is distinct from
          (new.cancelled_at is null and new.deleted_at is null)) execute function free_payments();
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query(`
      drop trigger free_payments on invoices;
      drop trigger keep_paid on invoices;
      drop trigger keep_paid_of_new on invoices;
      drop policy payments_seen_with_their_row on history;
      drop table payment_shares;
      drop table payments;
      drop function free_payments();
      drop function unsettle_documents();
      drop function keep_payment();
      drop function keep_paid();
      drop function settle_document();
      drop function settle(bigint, bigint);
      drop function paid_of(bigint, bigint);
      drop function refuse_wrong_share();
      update invoices set paid = 0, paid_on = null where paid <> 0;
    `);
  }
}
