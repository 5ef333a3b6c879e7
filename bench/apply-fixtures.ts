/** Rows for the apply benchmark: a million of other users, and one user whose every copy has something to say. */
import type { Sql } from 'postgres'
import { sure } from '../scripts/sure.ts'

export interface BenchUser {
  id: string
  rows: number
  scenarioId: string
  /** The scenario whose apply is reverted. */
  revertedScenarioId: string
  /** A scenario without copies. */
  emptyScenarioId: string
  instanceIds: string
  /** The scenario as a file. */
  document: string
  /** The last id of each full page of the list. */
  pageEnds: string[]
  fingerprint: string
  applicationId: string
  revertFingerprint: string
}

/** Twenty of a property's fields. */
export const propertyParams = `jsonb_build_object(
  'value', 500000 + n, 'as_of_month', '2025-01', 'ownership_share', 100, 'use', 'let', 'growth_rate', 3,
  'volatility', 12, 'weekly_rent', 550, 'rent_growth_rate', 2.5, 'vacancy_rate', 4, 'management_rate', 7,
  'annual_expenses', 6000, 'expense_growth_rate', 2.5, 'loan_balance', 400000, 'loan_rate', 6.1,
  'loan_term_months', 330, 'loan_interest_only_months', 0, 'offset_balance', 15000, 'purchase_costs', 24000,
  'cost_base', 480000, 'sale_cost_rate', 2)`

/** Half of them instances, half copies in scenarios, 500 a user; triggers are off, as they are not measured. */
export async function seedOthers(sql: Sql, total: number): Promise<void> {
  await sql`
    update private.limits set value = 1000000000
    where name in ('max_instances', 'max_scenario_instances', 'max_document_bytes')`
  if (total === 0) return
  const users = total / 1_000
  await sql.unsafe('set session_replication_role = replica')
  await sql.begin(async (transaction) => {
    await transaction
      .unsafe(`
      create temp table other_user on commit drop as
        select gen_random_uuid() as id, gen_random_uuid() as scenario_id from generate_series(1, ${users});
      insert into auth.users (id, email) select id, id || '@example.com' from other_user;
      insert into instances (user_id, name, kind, params)
        select id, 'Other ' || n, 'property', ${propertyParams} from other_user, generate_series(1, 500) as n;
      insert into scenarios (id, user_id, name) select scenario_id, id, 'Other' from other_user;
      insert into scenario_instances (user_id, scenario_id, lineage_id, source_instance_id, base, base_version, name, kind, params)
        select i.user_id, scenario_id, lineage_id, i.id, jsonb_build_object('name', name, 'status', status, 'params', params),
          version, name, kind, params
        from other_user join instances as i on i.user_id = other_user.id;`)
      .simple()
  })
  await sql.unsafe('set session_replication_role = origin')
}

/** Three of twenty fields proposed anew on every copy; a tenth of reality moved in another field. */
export async function prepareUser(sql: Sql, rows: number): Promise<BenchUser> {
  const userId = crypto.randomUUID()
  await sql.unsafe(`insert into auth.users (id, email) values ('${userId}', '${userId}@example.com')`)
  const call = async (statement: string) => {
    const [row] = await sql.begin(async (transaction) => {
      await transaction.unsafe(
        `select set_config('request.jwt.claim.sub', '${userId}', true), set_config('role', 'authenticated', true)`,
      )
      return transaction.unsafe(statement)
    })
    return sure(row).answer
  }
  await call(`with added as (insert into instances (name, kind, params)
    select 'Property ' || n, 'property', ${propertyParams} from generate_series(1, ${rows}) as n returning 1) select count(*) as answer from added`)
  const ids = `(select array_agg(id) from instances where user_id = '${userId}')`
  const create = (name: string, chosen: string) =>
    call(`select create_scenario(gen_random_uuid(), '${name}', null, ${chosen})->'scenario'->>'id' as answer`)
  const scenarioId = await create('Bench', ids)
  const emptyScenarioId = await create('Empty', `'{}'`)
  const revertedId = await create('Reverted', ids)
  const propose = (id: string) =>
    call(`with changed as (update scenario_instances set params = params || '{"growth_rate": 4.25, "weekly_rent": 600, "loan_rate": 5.9}'
      where scenario_id = '${id}' returning 1) select count(*) as answer from changed`)
  const fingerprint = (statement: string) => call(`select ${statement}->>'fingerprint' as answer`)
  await propose(revertedId)
  const applicationId = await call(`select apply_scenario('${revertedId}', gen_random_uuid(),
    preview_apply('${revertedId}')->>'fingerprint')->>'application_id' as answer`)
  // Back to where it was, by hand, so that both scenarios differ from reality in the same three fields.
  await call(`select refresh_scenario_instances('${scenarioId}', gen_random_uuid()) as answer`)
  await call(`with changed as (update scenario_instances set params = params || '{"growth_rate": 2.5, "weekly_rent": 640, "loan_rate": 5.5}'
    where scenario_id = '${scenarioId}' returning 1) select count(*) as answer from changed`)
  await call(`with moved as (update instances set params = params || '{"annual_expenses": 6500}'
    where (params->>'value')::numeric % 10 = 0 returning 1) select count(*) as answer from moved`)
  return {
    id: userId,
    rows,
    scenarioId,
    revertedScenarioId: revertedId,
    emptyScenarioId,
    instanceIds: await call(`select ${ids}::text as answer`),
    document:
      await call(`select jsonb_build_object('format', 'scenarios/scenario', 'version', 2, 'scenario', '{"name": "Import"}'::jsonb,
      'instances', jsonb_agg(jsonb_build_object('name', name, 'kind', kind, 'status', status, 'params', params,
        'source_instance_id', source_instance_id, 'lineage_id', lineage_id, 'base', base)))::text as answer
      from scenario_instances where scenario_id = '${scenarioId}'`),
    pageEnds: await call(`select coalesce(array_agg(id::text order by id), '{}') as answer from (
      select id, row_number() over (order by id) as place from instances) as listed where place % 1000 = 0`),
    fingerprint: await fingerprint(`preview_apply('${scenarioId}')`),
    applicationId,
    revertFingerprint: await fingerprint(`preview_revert('${applicationId}')`),
  }
}
