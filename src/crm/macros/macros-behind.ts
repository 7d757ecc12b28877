const DAY_OF_DEED = `(m.at at time zone (select time_zone from accounts))::date`;

/** How a deed m of a macro is known to have set the day of the record o, so that no person did: what it set is what stands there still. */
const SET_BY: Record<string, { record: 'task' | 'deal'; deed: (o: string) => string }> = {
  task_overdue: {
    record: 'task',
    deed: (o) =>
      `case when m.action ->> 'name' = 'make_task' then ${o}.due_on = ${DAY_OF_DEED} + (m.action #>> '{said,inDays}')::integer end`,
  },
  deal_stale: {
    record: 'deal',
    deed: (o) =>
      `m.action ->> 'name' = 'move_deal' and ${o}.stage_since between m.at - interval '1 minute' and m.at + interval '1 minute'`,
  },
  'deal.expectedOn': {
    record: 'deal',
    deed: (o) =>
      `case when m.action ->> 'name' = 'set_field' and m.action #>> '{said,field}' = 'deal.expectedOn'
        then ${o}.expected_on = ${DAY_OF_DEED} + (m.action #>> '{said,value}')::integer end`,
  },
};

/**
 * The macros through which the day of a record came about, of which the clock tells now, the first one first: without them a loop that goes by
 * the clock would begin anew each day. The macros' own log remembers; none where a person set the day. SQL of a list, to be asked as the account.
 * @param what the kind of happening, or the field whose day was reached
 * @param of the alias of the record in the query around it
 */
export function macrosBehind(what: string, of: string): string {
  const set = SET_BY[what];
  if (!set) return `'{}'::bigint[]`;
  return `coalesce((select h.chain || r.macro_id from macro_deeds m join macro_runs r on r.id = m.run_id join happenings h on h.id = r.happening_id
    where m.record = '${set.record}' and m.record_id = ${of}.id and m.state = 'done' and ${set.deed(of)} order by m.run_id desc limit 1), '{}')`;
}
