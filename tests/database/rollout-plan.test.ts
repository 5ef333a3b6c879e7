/**
 * The SQL of the product owner's rollout plan, each statement as it stands there, run in its order by those who run it: the
 * owner `postgres`, who is no superuser on hosted Supabase, and a superuser, as in a database of one's own.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { splitSqlStatements } from '@supabase/lite'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluateFeatureFlags } from '#data/feature-flags/feature-flags.api.ts'
import { sure } from '../../scripts/sure.ts'
import { beforeRollout, type Rollout } from '../support/rollout.ts'
import { anonymous, signUp } from '../support/stack.ts'

const root = path.resolve(import.meta.dirname, '../..')
const plan = await readFile(path.join(root, 'tests/fixtures/rollout-plan.sql'), 'utf8')
const [
  enableScenarios,
  enableApply,
  enableResolution,
  addBetaUsers,
  createScenarioMetrics,
  createApplyMetrics,
  ...more
] = splitSqlStatements(plan) as [string, string, string, string, string, string, ...string[]]

let rollout: Rollout
let sql: postgres.Sql
let superuser: postgres.Sql
beforeAll(async () => {
  rollout = await beforeRollout()
  sql = rollout.sql
  superuser = postgres(rollout.stack.server.url, { max: 1, onnotice: () => {} })
})
afterAll(() => superuser?.end({ timeout: 5 }))

it('the SQL tried here is what the plan says, where the plan is at hand', async (context) => {
  const text = await readFile(path.join(root, '../shared/rollout-plan.md'), 'utf8').catch(() => null)
  if (text === null)
    return context.skip('NOT CHECKED: ../shared/rollout-plan.md is not there to compare with.')
  const blocks = [...text.matchAll(/^```sql\n(.*?)^```$/gms)].map(([, block]) => block)
  expect(plan).toBe(blocks.join('\n'))
})

it('the plan has six statements', () => {
  expect(more).toEqual([])
  for (const statement of [enableScenarios, enableApply, enableResolution])
    expect(statement).toMatch(/UPDATE feature_flags SET enabled = true/)
  expect(addBetaUsers).toMatch(/INSERT INTO user_feature_flags/)
  for (const statement of [createScenarioMetrics, createApplyMetrics])
    expect(statement).toMatch(/CREATE VIEW/)
})

describe.each(['postgres', 'supabase_admin'])('run by %s', (role) => {
  /** In a transaction that is taken back, so that each begins as after the migrations. */
  async function operate(work: (transaction: postgres.TransactionSql) => Promise<void>) {
    class TakenBack extends Error {}
    await (role === 'postgres' ? sql : superuser)
      .begin(async (transaction) => {
        await work(transaction)
        throw new TakenBack()
      })
      .catch((error: unknown) => {
        if (!(error instanceof TakenBack)) throw error
      })
  }

  const statesOf = (transaction: postgres.TransactionSql, userId: string | null) =>
    transaction<
      { flag_name: string; enabled: boolean; reason: string }[]
    >`select flag_name, enabled, reason from private.flag_states(${userId}) order by flag_name`

  it('turns the flags on, for nobody until there are beta users, then for them alone', () =>
    operate(async (transaction) => {
      const [user] = await transaction<{ current_user: string; rolsuper: boolean }[]>`
        select current_user, rolsuper from pg_roles where rolname = current_user`
      expect(user).toEqual({ current_user: role, rolsuper: role !== 'postgres' })
      const [beta1, beta2, other] = await transaction<{ id: string }[]>`
        insert into auth.users (id, email)
        select gen_random_uuid(), name || '@example.com' from unnest(array['beta1', 'beta2', 'gamma']) as name returning id`
      const isOn = async (id: string) => (await statesOf(transaction, id)).map(({ enabled }) => enabled)

      for (const [statement, name] of [
        [enableScenarios, 'feature:scenarios'],
        [enableApply, 'feature:scenarios:apply'],
        [enableResolution, 'feature:scenarios:conflict_resolution'],
      ] as const) {
        expect((await transaction.unsafe(statement)).count).toBe(1)
        const [flag] = await transaction`select enabled from public.feature_flags where flag_name = ${name}`
        expect(flag).toEqual({ enabled: true })
      }
      for (const { id } of [sure(beta1), sure(beta2), sure(other)])
        expect(await isOn(id)).toEqual([false, false, false])

      expect((await transaction.unsafe(addBetaUsers)).count).toBe(2)
      expect(await statesOf(transaction, sure(beta1).id)).toEqual([
        { flag_name: 'feature:scenarios', enabled: true, reason: 'override' },
        { flag_name: 'feature:scenarios:apply', enabled: true, reason: 'rollout' },
        { flag_name: 'feature:scenarios:conflict_resolution', enabled: true, reason: 'rollout' },
      ])
      expect(await isOn(sure(beta2).id)).toEqual([true, true, true])
      expect(await isOn(sure(other).id)).toEqual([false, false, false])

      const audited = await transaction`
        select actor_role, flag_name, operation, effect from public.feature_flag_audit
        where created_at >= now() order by created_at, flag_name, user_id`
      expect(audited.map(({ operation }) => operation)).toEqual([
        'update',
        'update',
        'update',
        'insert',
        'insert',
      ])
      expect(new Set(audited.map(({ actor_role }) => actor_role))).toEqual(new Set([role]))
    }))

  it.each(['UTC', 'Australia/Sydney', 'America/Los_Angeles'])(
    'its views give what ours give, by the days of %s',
    (timeZone) =>
      operate(async (transaction) => {
        await transaction`select set_config('timezone', ${timeZone}, true)`
        await happen(transaction)
        await transaction`create schema plan`
        await transaction`set local search_path = plan, public`
        await transaction.unsafe(createScenarioMetrics)
        expect(await difference(transaction, 'plan.scenario_metrics', 'public.scenario_metrics')).toEqual([])
        const [{ days }] =
          (await transaction`select count(*)::int as days from plan.scenario_metrics`) as never as [
            { days: number },
          ]
        expect(days).toBeGreaterThanOrEqual(3)

        // In the plan every application is an attempt to apply; ours are a record of every operation, so its statement
        // is laid over the attempts.
        await transaction`
          create view plan.scenario_applications as select * from public.scenario_applications where operation = 'apply'`
        await transaction.unsafe(createApplyMetrics)
        expect(await difference(transaction, 'plan.apply_metrics', 'public.apply_metrics')).toEqual([])
        const counted = await transaction`
          select sum(total_applications)::int as total, sum(successful_applications)::int as successful,
            sum(failed_applications)::int as failed from plan.apply_metrics`
        expect(counted[0]).toEqual({ total: 12, successful: 4, failed: 4 })

        // Laid over the record itself, it differs by nothing but the other operations.
        await transaction`create schema record`
        await transaction`set local search_path = record, public`
        await transaction.unsafe(createApplyMetrics)
        const others = await transaction`
          select date, record.total_applications - coalesce(ours.total_applications, 0) as more,
            (select count(*) from public.scenario_applications
              where operation <> 'apply' and date(created_at) = record.date) as others
          from record.apply_metrics as record left join public.apply_metrics as ours using (date)`
        expect(others.length).toBeGreaterThanOrEqual(3)
        for (const { more, others: expected } of others) expect(more).toBe(expected)
      }),
  )

  it('its views may be looked at by whoever made them, and by no investor', () =>
    operate(async (transaction) => {
      await happen(transaction)
      await transaction`create schema plan`
      await transaction`set local search_path = plan, public`
      await transaction.unsafe(createScenarioMetrics)
      await transaction.unsafe(createApplyMetrics)
      for (const client of ['anon', 'authenticated']) {
        const [may] = await transaction`
          select has_schema_privilege(${client}, 'plan', 'usage') as reach, has_table_privilege(${client}, 'plan.apply_metrics', 'select') as read`
        expect(may).toEqual({ reach: false, read: false })
      }
    }))
})

it('a flag that the plan turns on reaches people through the app', async () => {
  const user = await signUp(rollout.stack)
  for (const statement of [enableScenarios, enableApply, enableResolution]) await sql.unsafe(statement)
  const before = await evaluateFeatureFlags(user.client)
  expect(before.map(({ enabled, reason }) => `${enabled} ${reason}`)).toEqual([
    'false on_for_nobody',
    'false parent_off',
    'false parent_off',
  ])
  await sql`update auth.users set email = 'beta1@example.com' where id = ${user.id}`
  await sql.unsafe(addBetaUsers)
  expect((await evaluateFeatureFlags(user.client)).every(({ enabled }) => enabled)).toBe(true)
  expect((await anonymous(rollout.stack).rpc('evaluate_feature_flags')).error?.code).toBe('42501')
})

/** Days with scenarios of every status and applications of every operation and outcome, around midnight too. */
async function happen(transaction: postgres.TransactionSql) {
  await transaction`
    with person as (
      insert into auth.users (id, email)
      select gen_random_uuid(), gen_random_uuid() || '@example.com' from generate_series(1, 2) returning id
    ), hour (at) as (
      values ('2025-03-01 00:00:00+00'::timestamptz), ('2025-03-01 13:59:59+00'), ('2025-03-02 23:59:59.999999+00'), ('2025-03-04 07:00+00')
    ), scenario as (
      insert into public.scenarios (user_id, name, status, created_at, deleted_at)
      select person.id, status || deleted, status, at, case when deleted then now() end
      from person cross join hour cross join unnest(array['draft', 'active', 'archived']) as status
        cross join unnest(array[false, true]) as deleted
    )
    insert into public.scenario_applications (user_id, operation, status, created_at)
    select (select id from person limit 1), operation, status, at
    from hour cross join unnest(array['success', 'conflict', 'failed']) as status
      cross join unnest(array['create', 'copy', 'apply', 'revert', 'refresh', 'duplicate', 'bulk_edit', 'import', 'update']) as operation`
}

/** The rows that only one of two views has. */
function difference(transaction: postgres.TransactionSql, one: string, other: string) {
  return transaction.unsafe(
    `(table ${one} except all table ${other}) union all (table ${other} except all table ${one})`,
  )
}
