/** A database that many people use already. */
import type postgres from 'postgres'

/** 200 users with a hundred rows in each table; some of it deleted long ago. */
export async function fillWithOthers(sql: postgres.Sql): Promise<void> {
  await sql
    .unsafe(`
    set session_replication_role = replica;
    create temp table person as
      select gen_random_uuid() as id, gen_random_uuid() as scenario_id from generate_series(1, 200);
    insert into auth.users (id, email) select id, id || '@example.com' from person;
    insert into profiles (user_id) select id from person;
    insert into scenarios (id, user_id, name) select scenario_id, id, 'Other' from person;
    insert into scenarios (user_id, name, deleted_at)
      select id, 'Gone', case n when 1 then now() - interval '40 days' end from person, generate_series(1, 100) as n;
    insert into instances (user_id, name, kind, params, deleted_at)
      select id, 'Other ' || n, 'cash', '{"value": 1}', case n when 1 then now() - interval '40 days' end
      from person, generate_series(1, 100) as n;
    insert into scenario_instances (user_id, scenario_id, lineage_id, source_instance_id, base, base_version, name, kind, params)
      select user_id, scenario_id, lineage_id, i.id, jsonb_build_object('name', name, 'status', status, 'params', params),
        version, name, kind, params
      from person join instances as i on i.user_id = person.id;
    insert into scenario_applications (user_id, scenario_id, request_id, operation, status)
      select id, scenario_id, gen_random_uuid(), 'apply', 'success' from person, generate_series(1, 100) as n;
    insert into scenario_application_items (user_id, application_id, instance_id, action, before, after, after_version)
      select user_id, id, gen_random_uuid(), 'update', '{}', '{}', 2 from scenario_applications;
    insert into private.request_answers (application_id, arguments_digest) select id, '' from scenario_applications;
    insert into private.history_room (user_id, max_name, max_value, room)
      select id, max_name, 1, 1 from person, unnest(array['max_history_entries', 'max_history_edits', 'max_history_items']) as max_name;
    insert into telemetry_events (user_id, session_id, name)
      select id, gen_random_uuid(), 'feature' from person, generate_series(1, 100) as n;
    insert into private.telemetry_usage (user_id, hour, events)
      select id, date_trunc('hour', now()) - n * interval '1 hour', 1 from person, generate_series(1, 100) as n;
    insert into flag_exposures (user_id, flag_name, flag_version, enabled, reason)
      select id, 'feature:scenarios', n, true, 'rollout' from person, generate_series(1, 100) as n;
    insert into feedback (user_id, score) select id, 4 from person, generate_series(1, 100) as n;
    insert into kept_projections (user_id, start_month, engine_version, months, net_worth)
      select id, to_char(now() - n * interval '1 month', 'YYYY-MM'), 1, '[0]', '[1]' from person, generate_series(1, 100) as n;
    reset session_replication_role;
    analyze;`)
    .simple()
}
