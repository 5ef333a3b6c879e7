/** A product in use: what people have, what they did, what the app told, and what operations left behind. */
import type { Sql } from 'postgres'
import { sure } from '../scripts/sure.ts'
import { propertyParams } from './apply-fixtures.ts'

export interface OperationsSize {
  users: number
  events: number
  applications: number
}

const span = `interval '42 days'`
/** How long ago events and applications began: events are kept so long, history is kept. */
const [eventSpan, applicationSpan] = [`interval '90 days'`, `interval '365 days'`]

/**
 * The phase at a quarter of all users began six weeks ago, so that the whole of the plan's time is judged. Users with the feature have two
 * scenarios of ten copies and all the applications; events come in visits of five. Triggers are off while rows are written, as
 * they are not measured. Answers a member of ops.
 */
export async function seedOperations(
  sql: Sql,
  { users, events, applications }: OperationsSize,
): Promise<string> {
  await sql
    .unsafe(`
    update feature_flags set enabled = true, rollout_percentage = 25 where flag_name = 'feature:scenarios';
    update rollout_phases set status = 'active' where name = 'quarter';
    update rollout_phases set started_at = now() - ${span} where name = 'quarter';
    update private.rollout_periods set started_at = now() - ${span} where ended_at is null;
    set session_replication_role = replica;
    select setseed(0.5);`)
    .simple()
  await sql.begin(async (transaction) => {
    await transaction
      .unsafe(`
      create temp table person on commit drop as
        select made.id, row_number() over () as number, private.flag_bucket(flag.salt, made.id) < 2500 as is_exposed, flag.version,
          now() - ${span} * (random() ^ 2) as since
        from (select gen_random_uuid() as id from generate_series(1, ${users})) as made
        cross join feature_flags as flag where flag_name = 'feature:scenarios';
      create unique index on person (number);
      create temp table tester on commit drop as select id, row_number() over () - 1 as place, count(*) over () as total from person where is_exposed;
      create unique index on tester (place);
      analyze person, tester;
      insert into auth.users (id, email, created_at) select id, id || '@example.com', since - interval '1 day' from person;
      insert into profiles (user_id) select id from person;
      insert into flag_exposures (user_id, flag_name, flag_version, enabled, reason, first_seen, last_seen)
        select id, 'feature:scenarios', version, is_exposed, 'rollout', since, now() from person;

      insert into instances (user_id, name, kind, params)
        select id, 'Property ' || n, 'property', ${propertyParams} from person, generate_series(1, 10) as n;
      insert into scenarios (user_id, name, created_at)
        select id, 'What if ' || n, since + random() * (now() - since) from person, generate_series(1, 2) as n where is_exposed;
      insert into scenario_instances (user_id, scenario_id, lineage_id, source_instance_id, base, base_version, name, kind, params, created_at)
        select instance.user_id, scenario.id, lineage_id, instance.id,
          jsonb_build_object('name', instance.name, 'status', instance.status, 'params', params), instance.version,
          instance.name, kind, params, scenario.created_at
        from scenarios as scenario join instances as instance using (user_id);

      insert into telemetry_events (user_id, session_id, name, value, unit, attributes, occurred_at, created_at)
        select person.id, visit, kind, value, 'ms', case kind
            when 'page_load' then jsonb_build_object('metric', (array['lcp', 'inp', 'cls', 'ttfb', 'fcp'])[1 + n % 5], 'route', '/scenarios')
            when 'error' then jsonb_build_object('code', case n % 4 when 0 then 'unexpected' else 'conflict' end)
            when 'feature' then jsonb_build_object('feature', 'scenario_created')
            else jsonb_build_object('operation', (array['instances', 'scenarios', 'preview_apply', 'history'])[1 + n % 4], 'status', 200)
              || case when random() < 0.01 then '{"code": "unexpected"}' else '{}' end::jsonb end, at, at
        from (
          select visit, number, n, 300 * -ln(1 - random()) as value, at + n % 5 * interval '20 seconds' as at,
            (array['page_load', 'page_load', 'api_request', 'api_request', 'api_request', 'api_request', 'api_request', 'memory',
              'feature', case when random() < 0.02 then 'error' else 'apply' end])[1 + floor(random() * 10)::int] as kind
          from (
            select gen_random_uuid() as visit, 1 + floor(random() * ${users})::int as number, v,
              now() - ${eventSpan} * (1 - v / (${events} / 5.0)) - interval '2 minutes' as at
            from generate_series(1, ${events / 5}) as v
          ) as visit cross join generate_series(v * 5, v * 5 + 4) as n
        ) as event join person using (number);
      insert into private.telemetry_usage (user_id, hour, events)
        select user_id, date_trunc('hour', created_at), count(*) from telemetry_events group by 1, 2;

      insert into scenario_applications (user_id, operation, status, error_code, conflict_count, items_total, scenario_name, duration_ms, created_at)
        select id, operation, status, case when status = 'failed' then 'XX000' end, case when status = 'conflict' then 1 else n % 10 / 9 end,
          case when operation = 'apply' and status = 'success' then 1 else 0 end, 'What if', 60 * -ln(1 - random()),
          now() - ${applicationSpan} * (1 - n / ${applications}.0)
        from (
          select n, floor(random() * (select count(*) from tester))::bigint as place,
            (array['apply', 'apply', 'apply', 'apply', 'create', 'copy', 'refresh', 'revert'])[1 + n % 8] as operation,
            case when random() < 0.0001 then 'failed' when random() < 0.05 then 'conflict' else 'success' end as status
          from generate_series(1, ${applications}) as n
        ) as made join tester using (place);
      insert into scenario_application_items (user_id, application_id, instance_id, kind, action, before, after, before_version, after_version, created_at)
        select user_id, id, gen_random_uuid(), 'property', 'update', '{"name": "Home"}', '{"name": "Home, sold"}', 1, 2, created_at
        from scenario_applications where items_total = 1;

      insert into feedback (user_id, score, created_at)
        select id, 1 + floor(random() * 5), since + random() * (now() - since) from person where number % 4 = 0;
      insert into support_tickets (day, tickets) select current_date - n, n % 5 from generate_series(0, 41) as n;

      insert into rollout_verdicts (gate_id, phase, as_of, verdict, sentence)
        select id, phase, at, 'inconclusive', 'As it was then.'
        from rollout_gates, generate_series(now() - ${span}, now() - interval '5 minutes', interval '5 minutes') as at
        where phase = 'quarter';
      insert into operation_runs (operation, started_at, ended_at, outcome)
        select 'tick', at, at, 'success' from generate_series(now() - interval '30 days', now(), interval '1 minute') as at;`)
      .simple()
  })
  await sql`set session_replication_role = origin`
  await sql`vacuum analyze`
  const [operator] =
    await sql`insert into auth.users (id, email) values (gen_random_uuid(), 'ops@example.com') returning id`
  await sql`insert into user_roles (user_id, role) values (${sure(operator).id}, 'ops')`
  return sure(operator).id
}
