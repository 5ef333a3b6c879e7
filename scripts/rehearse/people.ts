/** Simulated people: who they are, what they do in a while, and the while itself. */
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { sole } from '../sure.ts'

/** What goes on among people in some time, as shares of those who have the feature. */
export interface While {
  /** Such as '5 days'. */
  time: string
  failedApplies: number
}

/** Accounts, the same ones each time: who gets the feature is not left to chance either. */
export async function createPeople(sql: postgres.Sql, count: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    insert into auth.users (id, email)
    select md5('rehearsal ' || number)::uuid, 'person' || number || '@example.com' from generate_series(1, ${count}) as number
    returning id`
  return rows.map(({ id }) => id)
}

/** Everything there is becomes older by that much, as if it had passed. */
async function letTimePass(sql: postgres.Sql, time: string): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`select set_config('rehearsal.time', ${time}, true)`
    await transaction
      .unsafe(`
      do $$ declare aging record; begin
        for aging in
          select format('%I.%I', table_schema, table_name) as name,
            string_agg(format('%1$I = %1$I - current_setting(''rehearsal.time'')::interval', column_name), ', ') as older
          from information_schema.columns join information_schema.tables using (table_schema, table_name)
          where table_schema in ('public', 'private') and table_type = 'BASE TABLE' and data_type = 'timestamp with time zone'
          group by 1
        loop
          execute format('alter table %s disable trigger user', aging.name);
          execute format('update %s set %s', aging.name, aging.older);
          execute format('alter table %s enable trigger user', aging.name);
        end loop;
      end $$;`)
      .simple()
  })
}

/**
 * That much time passes. Everybody opens the app once, early on, and the database notes who has the feature; of those who have it half
 * make a scenario and most apply. What people meet does not depend on chance, so that a rehearsal goes the same way each time.
 */
export async function liveOn(sql: postgres.Sql, { time, failedApplies }: While): Promise<void> {
  await letTimePass(sql, time)
  await sql.begin(async (transaction) => {
    await transaction`
      create temporary table person on commit drop as
      select id, email, state.enabled, state.reason,
        row_number() over (partition by state.enabled order by id) as number
      from auth.users cross join lateral private.flag_states(id) as state where state.flag_name = 'feature:scenarios'`
    await transaction`
      insert into public.flag_exposures (user_id, flag_name, flag_version, enabled, reason, first_seen, last_seen)
      select person.id, flag_name, version, person.enabled, person.reason, now() - ${time}::interval * 0.95, now()
      from person cross join public.feature_flags where flag_name = 'feature:scenarios'
      on conflict do nothing`
    await transaction.unsafe('alter table public.telemetry_events disable trigger user')
    await transaction`
      insert into public.telemetry_events (user_id, session_id, name, value, unit, attributes, created_at)
      select id, gen_random_uuid(), 'page_load', case when number % 100 = 0 then 3000 else 900 end, 'ms',
        '{"metric": "lcp"}'::jsonb, now() - ${time}::interval * 0.9 from person
      union all
      select id, gen_random_uuid(), 'error', null, null, '{"code": "unexpected"}'::jsonb, now() - ${time}::interval * 0.8
      from person where number % 2000 = 1000
      union all
      select id, gen_random_uuid(), 'feature', null, null, '{"feature": "scenario_opened"}'::jsonb, now()
      from person where number = 1`
    await transaction.unsafe('alter table public.telemetry_events enable trigger user')
    await transaction`
      insert into public.scenarios (user_id, name, created_at)
      select id, 'What if', now() - ${time}::interval * 0.9 from person where person.enabled and number % 10 <> 0
        and not exists (select from public.scenarios where user_id = person.id)`
  })
  await applyALot(sql, { share: 0.8, failed: failedApplies, ago: time })
}

/** People with the feature apply: this share of them, this share of those in vain. */
export async function applyALot(
  sql: postgres.Sql,
  { share, failed, ago }: { share: number; failed: number; ago: string },
): Promise<void> {
  await sql`
    insert into public.scenario_applications
      (user_id, scenario_name, operation, request_id, status, duration_ms, created_at, error_code, error_message)
    select id, 'What if', 'apply', gen_random_uuid(), case when is_failed then 'failed' else 'success' end, 60,
      now() - ${ago}::interval * 0.5, case when is_failed then 'XX000' end, case when is_failed then 'It did not work.' end
    from (
      select id, row_number() over (order by id) <= count(*) over () * ${failed}::float8 as is_failed
      from auth.users cross join lateral private.flag_states(id) as state
      where state.flag_name = 'feature:scenarios' and state.enabled
        and private.flag_bucket('apply', id) < ${share}::float8 * 10000
    ) as applier`
}

/** An investor does by our functions what one does in the app: two investments, a scenario of copies, a change, an apply. */
export async function invest(sql: postgres.Sql, userId: string): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`
      select set_config('role', 'authenticated', true), set_config('request.jwt.claim.sub', ${userId}, true),
        set_config('request.jwt.claims', ${JSON.stringify({ sub: userId, role: 'authenticated' })}, true)`
    const instances = await transaction`
      insert into public.instances (kind, name, params)
      values ('property', 'Home', '{"value": 750000}'), ('cash', 'Savings', '{"value": 40000}') returning id`
    const made = await sole(transaction`
      select public.create_scenario(${randomUUID()}, 'Renovate', null, ${instances.map(({ id }) => id)}::uuid[]) as answer`)
    const scenarioId = made.answer.scenario.id as string
    await transaction`
      update public.scenario_instances set params = params || '{"value": 820000}'
      where scenario_id = ${scenarioId} and kind = 'property'`
    const preview = await sole(transaction`select public.preview_apply(${scenarioId}) as answer`)
    await transaction`
      select public.apply_scenario(${scenarioId}, ${randomUUID()}, ${preview.answer.fingerprint})`
  })
}
