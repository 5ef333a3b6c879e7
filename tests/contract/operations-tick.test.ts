/** What recurs, on a stack of its own: what is done when, by whom, once, and with what is left when a part fails. */

import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#data/client-type.ts'
import { createInstances } from '#data/instances/instances.api.ts'
import { createScenario } from '#data/scenarios/scenarios.api.ts'
import { tickSchema } from '../../scripts/operations/tick.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { newInstance } from '../support/factories.ts'
import { refusalOf } from '../support/refusal.ts'
import { refuseDeletes } from '../support/refuse-deletes.ts'
import {
  advanceTo,
  beforeRollout,
  flags,
  letTimePass,
  people,
  type Rollout,
  see,
  tryToApply,
} from '../support/rollout.ts'
import { anonymous, signUp, type TestUser } from '../support/stack.ts'

let rollout: Rollout
let investor: TestUser
beforeAll(async () => {
  rollout = await beforeRollout()
  investor = await signUp(rollout.stack)
})

async function tick(client: Client = rollout.ops.client) {
  const { data, error } = await client.rpc('operations_tick')
  if (error) throw error
  return tickSchema.parse(data)
}

const runs = async (operation: string) => {
  const rows = await rollout.sql`
    select outcome, figures from public.operation_runs where operation = ${operation} order by started_at`
  return rows.map(({ outcome, figures }) => ({ outcome, ...figures }))
}

/** As if everything had been done that long ago. */
const age = (time: string) =>
  rollout.sql`update public.operation_runs set started_at = started_at - ${time}::interval, ended_at = ended_at - ${time}::interval`

const due = async () => {
  await age('2 days')
  await rollout.sql`delete from public.operation_runs where started_at < now() - interval '30 days'`
}

describe('who may call it', () => {
  it.each([
    ['an investor', () => investor.client],
    ['nobody who is signed in', () => anonymous(rollout.stack)],
  ])('is not %s', async (_who, client) => {
    const { error } = await client().rpc('operations_tick')
    expect(['42501', 'PT403']).toContain(sure(error).code)
    if (sure(error).code === 'PT403')
      expect(refusalOf(error)).toMatchObject({ reason: 'role_needed', role: 'ops' })
    expect(await runs('tick')).toEqual([])
  })

  // As pg_cron calls it on hosted Supabase: signed in as the owner of the database, who is no superuser there.
  it('is an owner of the database without further rights', async () => {
    const answer = await rollout.sql`
      select current_user as name, rolsuper, private.is_ops() as is_ops from pg_roles where rolname = current_user`
    expect(answer).toEqual([{ name: 'postgres', rolsuper: false, is_ops: true }])
    await rollout.sql.begin(async (sql) => {
      await sql`create role somebody_else`
      await sql`grant usage on schema private to somebody_else`
      await sql`grant execute on function private.is_ops() to somebody_else`
      await sql`grant somebody_else to postgres`
      await sql`set local role somebody_else`
      expect(await sql`select private.is_ops() as is_ops`).toEqual([{ is_ops: false }])
      await sql`reset role`
      await sql`drop owned by somebody_else`
      await sql`drop role somebody_else`
    })
  })
})

describe('what it does', () => {
  it('verifies and purges at once, and then not again before the next day', async () => {
    const [old] = await createInstances(investor.client, [newInstance(), newInstance()])
    await rollout.sql`update public.instances set deleted_at = now() - interval '31 days' where id = ${sure(old).id}`
    const first = await tick()
    expect(first).toMatchObject({ skipped: null, failed: [] })
    expect(Object.keys(first.ran).sort()).toEqual(['act', 'purge', 'verify'])
    expect(first.ran.verify).toMatchObject({ violations: 0 })
    expect(first.ran.purge).toMatchObject({ instances: 1, is_complete: true })
    expect(Object.keys((await tick()).ran)).toEqual(['act'])
    expect(await runs('purge')).toMatchObject([{ outcome: 'success', instances: 1 }])
    expect(await runs('verify')).toMatchObject([{ outcome: 'success', violations: 0 }])
    expect(await runs('tick')).toHaveLength(2)
    // Acting is tried each time: only what it did is worth a row.
    expect(await runs('act')).toEqual([])
    await due()
    expect(Object.keys((await tick()).ran).sort()).toEqual(['act', 'purge', 'verify'])
  })

  it('removes what is older than its retention, and nothing else', async () => {
    const { sql } = rollout
    const [person] = await people(rollout, 1)
    await sql`
      insert into public.telemetry_events (user_id, session_id, name, created_at)
      select ${sure(person)}, gen_random_uuid(), 'feature', now() - day * interval '1 day' from unnest(array[1, 89, 91]) as day`
    await sql`
      insert into public.flag_exposures (user_id, flag_name, flag_version, enabled, reason, last_seen)
      select ${sure(person)}, 'feature:scenarios', day, true, 'rollout', now() - day * interval '1 day' from unnest(array[89, 91]) as day`
    const { request_id } = await made()
    await sql`
      update private.request_answers set created_at = now() - interval '31 days'
      where application_id = (select id from public.scenario_applications where request_id = ${request_id})`
    const kept = await made()
    await due()
    expect((await tick()).ran.purge).toMatchObject({
      events: 1,
      exposures: 1,
      answers: 1,
      scenarios: 0,
      scenario_instances: 0,
      is_complete: true,
    })
    // Carried out once, whether or not it can still be answered.
    const again = await investor.client.rpc('create_scenario', { p_request_id: request_id, p_name: 'Made' })
    expect(refusalOf(sure(again.error))).toMatchObject({
      reason: 'answered_long_ago',
      request_id,
      status: 'success',
    })
    const answered = await investor.client.rpc('create_scenario', {
      p_request_id: kept.request_id,
      p_name: 'Made',
    })
    expect(answered.data).toMatchObject({ replayed: true })
  })

  it('keeps the newest run of each operation and outcome, however old', async () => {
    const { sql } = rollout
    await sql`
      insert into public.operation_runs (operation, outcome, started_at)
      select 'backup', outcome, now() - days * interval '1 day'
      from unnest(array['success', 'failed']) as outcome cross join unnest(array[40, 50]) as days`
    await age('2 days')
    expect((await tick()).failed).toEqual([])
    const kept = await sql`
      select outcome, round(extract(epoch from now() - started_at) / 86400)::integer as days
      from public.operation_runs where operation = 'backup' order by outcome`
    expect(kept).toEqual([
      { outcome: 'failed', days: 42 },
      { outcome: 'success', days: 42 },
    ])
  })

  it('keeps runs for 30 days, also when told to keep them shorter, and purges the rest', async () => {
    const { sql } = rollout
    await sql`update private.retention set kept = '7 days' where what = 'operation runs'`
    await sql`
      insert into public.operation_runs (operation, outcome, started_at)
      select 'backup', 'success', now() - days * interval '1 day' from unnest(array[6, 10, 20]) as days`
    await age('2 days')
    expect(await tick()).toMatchObject({ failed: [], ran: { purge: { is_complete: true } } })
    expect((await runs('backup')).filter(({ outcome }) => outcome === 'success')).toHaveLength(3)
    await sql`update private.retention set kept = '30 days' where what = 'operation runs'`
    await expect(sql`update private.retention set kept = '-1 day'`).rejects.toMatchObject({ code: '23514' })
  })

  async function made() {
    const request_id = randomUUID()
    await rollout.sql`
      insert into public.user_feature_flags (user_id, flag_name, enabled) values (${investor.id}, 'feature:scenarios', true)
      on conflict do nothing`
    await rollout.sql`update public.feature_flags set enabled = true, change_reason = 'Test' where flag_name = 'feature:scenarios'`
    await createScenario(investor.client, { requestId: request_id, name: 'Made' })
    return { request_id }
  }

  it('goes on with a backlog at the next call, and calls it done only then', async () => {
    const { sql } = rollout
    await sql`
      insert into public.instances (user_id, name, kind, params, deleted_at)
      select ${investor.id}, 'Old', 'cash', '{"value": 1}', now() - interval '40 days' from generate_series(1, 1500)`
    const first = await sole(sql`select private.purge_old(clock_timestamp()) as removed`)
    expect(first.removed).toMatchObject({ instances: 1000, is_complete: false })
    const second = await sole(sql`select private.purge_old('infinity') as removed`)
    expect(second.removed).toMatchObject({ instances: 500, is_complete: true })
    await due()
    await sql`insert into public.operation_runs (operation, outcome, figures) values ('purge', 'success', '{"is_complete": false}')`
    expect(Object.keys((await tick()).ran)).toContain('purge')
    expect(Object.keys((await tick()).ran)).not.toContain('purge')
  })

  it('verifies again as soon as it can while integrity is broken, so that the repair is seen', async () => {
    const { sql } = rollout
    await due()
    await sql`delete from public.profiles where user_id = ${investor.id}`
    expect((await tick()).ran.verify).toMatchObject({ violations: 1 })
    await sql`insert into public.profiles (user_id) values (${investor.id})`
    await age('1 minute')
    expect((await tick()).ran.verify).toMatchObject({ violations: 0 })
    await age('1 minute')
    expect((await tick()).ran.verify).toBeUndefined()
  })
})

describe('when a part fails', () => {
  it('goes on with the others, undoes what that part had done, and says so', async () => {
    const { sql } = rollout
    await due()
    await createInstances(investor.client, [newInstance({ name: 'Stays' })])
    await sql`update public.instances set deleted_at = now() - interval '31 days' where name = 'Stays'`
    await refuseDeletes(sql, 'private.request_answers')
    const found = await tick()
    expect(found.failed).toEqual(['purge'])
    expect(found.ran.purge).toEqual({ error: { code: 'P0001', message: 'The disk is full.' } })
    expect(found.ran.verify).toMatchObject({ violations: 0 })
    expect(await sql`select from public.instances where name = 'Stays'`).toHaveLength(1)
    expect((await runs('purge')).at(-1)).toMatchObject({
      outcome: 'failed',
      error: { message: 'The disk is full.' },
    })
    expect((await runs('tick')).at(-1)).toMatchObject({ outcome: 'failed', failed: ['purge'] })
    await sql`drop trigger refuse_delete on private.request_answers`
    expect((await tick()).ran.purge).toMatchObject({ is_complete: true })
    expect(await sql`select from public.instances where name = 'Stays'`).toEqual([])
  })
})

describe('twice at once', () => {
  it('runs once: the second says so at once, and nothing is done twice', async () => {
    const { sql } = rollout
    await due()
    const before = await runs('verify')
    const first = await sql.reserve()
    await first`begin`
    const [{ found }] = (await first`select public.operations_tick() as found`) as unknown as [
      { found: unknown },
    ]
    expect(Object.keys(tickSchema.parse(found).ran).sort()).toEqual(['act', 'purge', 'verify'])
    expect(await tick()).toMatchObject({ skipped: 'It is running already.', ran: {}, failed: [] })
    await first`commit`
    first.release()
    expect(Object.keys((await tick()).ran)).toEqual(['act'])
    expect(await runs('verify')).toHaveLength(before.length + 1)
  })

  it('does what is due once, whoever of eight comes first', async () => {
    await due()
    const before = await runs('purge')
    const ticks = await Promise.all(Array.from({ length: 8 }, () => tick()))
    expect(ticks.filter(({ ran }) => 'purge' in ran)).toHaveLength(1)
    expect(await runs('purge')).toHaveLength(before.length + 1)
  })
})

describe('while a rollout goes on', () => {
  const verifiedIn = (ms: number) =>
    rollout.sql`insert into public.operation_runs (operation, started_at, outcome, figures)
      values ('verify', now(), 'success', ${rollout.sql.json({ duration_ms: ms, violations: 0 })})`

  it('judges at most every five minutes', async () => {
    const { sql } = rollout
    await sql`update public.rollout_phases set minimum_soak = '0'`
    await sql`update public.rollout_gates set enabled = false where name <> 'apply_works'`
    await sql`update public.rollout_gates set is_required = false, on_breach = 'rollback' where name = 'apply_works'`
    await sql`update public.rollout_signoffs set decision = 'approved'`
    await sql`update public.feature_flags set enabled = false, change_reason = 'Before it begins' where flag_name = 'feature:scenarios'`
    await advanceTo(rollout, 'half')
    expect((await tick()).ran.evaluate).toMatchObject({ gates: 1, alerts: 0 })
    expect((await tick()).ran.evaluate).toBeUndefined()
    // Verdicts are never changed: five minutes pass for those who look at them.
    await sql`update private.operation_schedule set every = '10 seconds' where operation = 'evaluate'`
    expect((await tick()).ran.evaluate).toMatchObject({ gates: 1 })
    await sql`update private.operation_schedule set every = '5 minutes' where operation = 'evaluate'`
  })

  it('verifies as often as can be afforded while a gate judges integrity, however long it takes', async () => {
    const { sql } = rollout
    const judgeIntegrity = (isJudged: boolean) =>
      sql`update public.rollout_gates set enabled = ${isJudged} where phase = 'half' and name = 'no_data_corruption'`
    await verifiedIn(10_000)
    await age('201 seconds')
    expect((await tick()).ran.verify).toBeUndefined()
    await judgeIntegrity(true)
    expect((await tick()).ran.verify).toMatchObject({ violations: 0 })
    await verifiedIn(10_000)
    await age('199 seconds')
    expect((await tick()).ran.verify).toBeUndefined()
    await judgeIntegrity(false)
  })

  it('purges no telemetry that the phase under way counts, however long it goes on', async () => {
    const { sql } = rollout
    const [person] = await people(rollout, 1)
    const purge = () => rollout.ops.client.rpc('purge_telemetry', { p_older_than: '30 days' })
    await purge()
    await letTimePass(rollout, '60 days')
    await sql`
      insert into public.telemetry_events (user_id, session_id, name, created_at)
      select ${sure(person)}, gen_random_uuid(), 'feature', now() - day * interval '1 day' from unnest(array[59, 61]) as day`
    await sql`
      insert into public.flag_exposures (user_id, flag_name, flag_version, enabled, reason, last_seen)
      select ${sure(person)}, 'feature:scenarios', day, true, 'rollout', now() - day * interval '1 day' from unnest(array[59, 61]) as day`
    expect((await purge()).data).toEqual({ events: 1, exposures: 1 })
    await letTimePass(rollout, '-60 days')
  })

  it('rolls back before a slow verification, at once and once, and purges when that is over', async () => {
    const { sql } = rollout
    await letTimePass(rollout, '1 hour')
    const group = await people(rollout, 60)
    await see(rollout, group, true, { ago: '30 minutes' })
    await tryToApply(rollout, group, 'failed', { ago: '1 minute' })
    await verifiedIn(10_000)
    await due()
    await sql`update private.operation_schedule set every = '10 seconds' where operation = 'evaluate'`
    const found = await tick()
    expect(found.ran.evaluate).toMatchObject({ gates: 1, fail: 1, alerts: 1 })
    expect(found.ran.act).toMatchObject({ rolled_back: { phase: 'half', drained: true } })
    expect(found.ran.verify).toBeUndefined()
    expect(found.ran.purge).toBeUndefined()
    expect(await flags(rollout)).toMatchObject({ 'feature:scenarios': 'off' })
    expect(await runs('act')).toMatchObject([{ outcome: 'success', rolled_back: { phase: 'half' } }])

    const next = await tick()
    expect(next.ran.act).toMatchObject({ rolled_back: null })
    expect(next.ran.evaluate).toBeUndefined()
    expect(next.ran.verify).toMatchObject({ violations: 0 })
    expect(next.ran.purge).toMatchObject({ is_complete: true })
    expect(await runs('act')).toHaveLength(1)
    const audit = await sql`
      select change_reason from public.feature_flag_audit where flag_name = 'feature:scenarios' and change_reason ~ '^apply_works'`
    expect(audit).toHaveLength(1)
  })
})
