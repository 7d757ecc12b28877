import { MigrationInterface, QueryRunner } from 'typeorm';

/** The function as it was, with one more column in its place: what it is called, and how it is found. */
const sessionOf = (column: string, found: string) => `
  drop function session_of(bytea);
  create function session_of(hash bytea)
    returns table (over boolean, session_id bigint, account_id bigint, account_name text, time_zone text, currency text, user_id bigint,
      name text, language text, theme text, crm_role text, crm_level text, invoicing_role text, invoicing_level text,
      departments text, integration boolean${column})
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
    begin
      update sessions s set seen_at = now() where s.token_hash = hash and s.ended_at is null
        and s.seen_at < now() - interval '1 minute' and s.seen_at > now() - interval '14 days';
      return query
        select s.ended_at is not null or s.seen_at < now() - interval '14 days' or u.left_at is not null,
          s.id, s.account_id, a.name, a.time_zone, a.currency::text, u.id, u.name, u.language, u.theme,
          c.role, c.level, i.role, i.level,
          (select coalesce(array_agg(d.department_id), '{}')::text from department_members d
            where d.account_id = s.account_id and d.user_id = s.user_id and d.ended_at is null),
          coalesce(x.active, false)${found}
        from sessions s
        join accounts a on a.id = s.account_id
        join users u on u.account_id = s.account_id and u.id = s.user_id
        left join memberships c on c.account_id = s.account_id and c.user_id = s.user_id and c.side = 'crm' and c.ended_at is null
        left join memberships i on i.account_id = s.account_id and i.user_id = s.user_id and i.side = 'invoicing' and i.ended_at is null
        left join integration_settings x on x.account_id = s.account_id
        where s.token_hash = hash;
    end $$;
`;

export class TellSessionsWhatIsUnread20261124151020 implements MigrationInterface {
  async up(runner: QueryRunner) {
    // Every page has the bell, so its count rides with the one statement that each page asks; beyond a hundred it is no longer counted.
    await runner.query(
      sessionOf(
        ', unread integer',
        `, (select count(*)::integer from (select from notices n where n.account_id = s.account_id and n.user_id = s.user_id
            and n.in_app and n.read_at is null limit 100) seen)`,
      ),
    );
  }

  async down(runner: QueryRunner) {
    await runner.query(sessionOf('', ''));
  }
}
