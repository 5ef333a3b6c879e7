/** A phase as it is after a week: users in both groups, and a million events of them. */
import type { Sql } from 'postgres'

export interface PhaseSize {
  users: number
  events: number
  applications: number
}

/** Begins the phase at a quarter of all users a week ago; triggers are off while rows are written, as they are not measured. */
export async function seedPhase(sql: Sql, size: PhaseSize): Promise<PhaseSize> {
  await sql
    .unsafe(`
    update feature_flags set enabled = true, rollout_percentage = 25 where flag_name = 'feature:scenarios';
    update rollout_phases set status = 'active' where name = 'quarter';
    update rollout_phases set started_at = now() - interval '7 days' where name = 'quarter';
    update private.rollout_periods set started_at = now() - interval '7 days' where ended_at is null;
    set session_replication_role = replica;
    select setseed(0.5);`)
    .simple()
  await sql.begin(async (transaction) => {
    await transaction
      .unsafe(`
      create temp table person on commit drop as
        select made.id, row_number() over () as number, private.flag_bucket(flag.salt, made.id) < 2500 as is_exposed, flag.version
        from (select gen_random_uuid() as id from generate_series(1, ${size.users})) as made
        cross join feature_flags as flag where flag_name = 'feature:scenarios';
      create unique index on person (number);
      insert into auth.users (id, email) select id, id || '@example.com' from person;
      insert into profiles (user_id) select id from person;
      insert into flag_exposures (user_id, flag_name, flag_version, enabled, reason, first_seen)
        select id, 'feature:scenarios', version, is_exposed, 'rollout', now() - random() * interval '7 days' from person;
      insert into telemetry_events (user_id, session_id, name, value, unit, attributes, created_at)
        select person.id, gen_random_uuid(), kind, value, 'ms', case kind
            when 'page_load' then jsonb_build_object('metric', (array['lcp', 'inp', 'cls', 'ttfb', 'fcp'])[1 + n % 5], 'route', '/scenarios')
            when 'error' then jsonb_build_object('code', case n % 4 when 0 then 'unexpected' else 'conflict' end)
            else jsonb_build_object('operation', 'instances', 'status', 200) end, at
        from (
          select n, 1 + floor(random() * ${size.users})::int as number, random() * 2600 as value,
            case when random() < 0.2 then 'page_load' when random() < 0.01 then 'error' else 'api_request' end as kind,
            now() - (1 - n / ${size.events}.0) * interval '7 days' as at
          from generate_series(1, ${size.events}) as n
        ) as event join person using (number);
      insert into scenario_applications (user_id, operation, status, scenario_name, duration_ms, created_at)
        select person.id, case when n % 4 = 0 then 'create' else 'apply' end,
          case when random() < 0.002 then 'failed' else 'success' end, 'What if', random() * 900,
          now() - (1 - n / ${size.applications}.0) * interval '7 days'
        from (select n, 1 + floor(random() * ${size.users})::int as number from generate_series(1, ${size.applications}) as n) as made
        join person using (number) where is_exposed;
      insert into feedback (user_id, score, created_at)
        select id, 1 + floor(random() * 5), now() - random() * interval '7 days' from person where is_exposed and number % 10 = 0;
      insert into support_tickets (day, tickets) values (current_date, 3);`)
      .simple()
  })
  await sql`set session_replication_role = origin`
  await sql`vacuum analyze`
  return size
}
