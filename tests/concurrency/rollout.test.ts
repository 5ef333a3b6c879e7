/** Operators and gates at once, and a rollback while users write: done once, and after it nothing more is written. */
import postgres from 'postgres'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { sole, sure } from '../../scripts/sure.ts'
import { asUser } from '../support/as-user.ts'
import { direct } from '../support/direct.ts'
import { newInstance } from '../support/factories.ts'
import { holdFlags } from '../support/locks.ts'
import { refusalOf } from '../support/refusal.ts'
import {
  advanceTo,
  asOperator,
  beforeRollout,
  clearTheWay,
  flags,
  people,
  type Rollout,
  see,
  tryToApply,
} from '../support/rollout.ts'
import { signUp } from '../support/stack.ts'

let rollout: Rollout
let operator: ReturnType<typeof asOperator>
beforeAll(async () => {
  rollout = await beforeRollout()
  operator = asOperator(rollout)
})

/** At a quarter, with whatever came before acknowledged. */
beforeEach(async () => {
  const { sql } = rollout
  await sql`update public.rollout_alerts set acknowledged_at = now(), acted_at = coalesce(acted_at, now()) where acknowledged_at is null`
  await sql`update public.rollout_phases set status = 'pending'`
  await sql`update public.feature_flags set enabled = false, rollout_percentage = 0 where flag_name = 'feature:scenarios'`
  await clearTheWay(rollout)
  await advanceTo(rollout, 'quarter')
  await sql`update public.rollout_gates set enabled = true where phase = 'quarter' and name = 'apply_works'`
})

/** A gate that asks for a rollback. */
async function fail() {
  const users = await people(rollout, 20)
  await see(rollout, users, true)
  await tryToApply(rollout, users, 'failed')
}

it('lets one of two operators who advance at once go on, and tells the other', async () => {
  const { sql } = rollout
  await sql`update public.rollout_gates set enabled = false`
  const [first, second] = [await sql.reserve(), await sql.reserve()]
  try {
    await first`begin`
    const answer = await sole(first`select public.advance_rollout('First') as answer`)
    expect(answer.answer).toMatchObject({ left: 'quarter', phase: 'half' })
    // The other does not wait: it would go on from half at once.
    const error = await second`select public.advance_rollout('Second')`.catch(
      (reason: postgres.PostgresError) => reason,
    )
    expect(refusalOf(error as postgres.PostgresError).reason).toBe('rollout_busy')
    await first`commit`
  } finally {
    first.release()
    second.release()
  }
  const phases = await sql`select name from public.rollout_phases where status = 'active'`
  expect(phases).toEqual([{ name: 'half' }])
})

it('advances once, however many try', async () => {
  const { sql } = rollout
  await sql`update public.rollout_gates set enabled = false`
  await sql`update public.rollout_phases set minimum_soak = '1 hour' where name = 'half'`
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => operator.advance()))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const attempt of tries)
    if (attempt.status === 'rejected')
      expect(refusalOf(attempt.reason).reason).toMatch(/^rollout_(busy|held)$/)
  const phases = await sql`select name from public.rollout_phases where status = 'active'`
  expect(phases).toEqual([{ name: 'half' }])
})

it('raises one alert and rolls back once, however many judge and act', async () => {
  const { sql } = rollout
  await fail()
  const before = await sole(sql`select count(*)::int as alerts from public.rollout_alerts`)
  await Promise.all(Array.from({ length: 8 }, () => operator.evaluate()))
  const acts = await Promise.all(Array.from({ length: 8 }, () => operator.act()))
  expect(acts.filter(({ rolled_back }) => rolled_back !== null)).toHaveLength(1)
  const after = await sole(sql`select count(*)::int as alerts from public.rollout_alerts`)
  expect(after.alerts).toBe(before.alerts + 1)
  const changes = await sql`
    select change_reason from public.feature_flag_audit
    where flag_name = 'feature:scenarios' and change_reason like 'apply_works: %' and created_at > now() - interval '1 hour'`
  expect(changes.length).toBeGreaterThan(0)
})

it('waits for the judging of another before it judges', async () => {
  const { sql } = rollout
  const judging = await sql.reserve()
  try {
    await judging`begin`
    await judging`select private.lock_rollout()`
    const error = await sql
      .begin(async (transaction) => {
        await transaction`select set_config('lock_timeout', '50ms', true)`
        await transaction`select private.lock_rollout()`
      })
      .catch((reason: postgres.PostgresError) => reason)
    expect(refusalOf(error as postgres.PostgresError).reason).toBe('rollout_busy')
  } finally {
    await judging`rollback`
    judging.release()
  }
})

const rollbacks: [string, () => Promise<object | null>][] = [
  [
    'a rollback of a gate',
    async () => {
      await fail()
      await operator.evaluate()
      return (await operator.act()).rolled_back
    },
  ],
  ['a rollback of a person', () => operator.rollBack('Seen to fail')],
]

it.each(rollbacks)(
  '%s lets nothing be written once it returned, of 32 who write',
  async (_, rollBack) => {
    const { sql, stack } = rollout
    const writers = 32
    const connections = postgres(stack.dbUrl, { max: writers + 1, onnotice: () => {} })
    const observer = postgres(stack.serverUrl, { max: 1, onnotice: () => {} })
    try {
      const users = await Promise.all(Array.from({ length: writers }, () => signUp(stack)))
      await sql`
        insert into public.user_feature_flags (user_id, flag_name, enabled)
        select id, 'feature:scenarios', true from unnest(${users.map(({ id }) => id)}::uuid[]) as id`
      let written = 0
      const refusals: string[] = []
      const running = users.map(async ({ id }) => {
        const user = direct(connections, id)
        const [instanceId] = await user.insertInstances([newInstance()])
        // Until it is refused; each call is a transaction of its own.
        for (;;)
          try {
            await user.createScenario([sure(instanceId)])
            written++
          } catch (error) {
            refusals.push((error as postgres.PostgresError).code)
            return
          }
      })
      await expect.poll(() => written, { timeout: 20_000 }).toBeGreaterThan(writers)
      // One of them has written and not committed yet.
      const [wrote, mayCommit] = [Promise.withResolvers<string>(), Promise.withResolvers<void>()]
      const slow = asUser(connections, sure(users[0]).id, async (transaction) => {
        const row = await sole(transaction`
          select public.create_scenario(gen_random_uuid(), 'Slow') #>> '{scenario,id}' as id`)
        wrote.resolve(row.id)
        await mayCommit.promise
      })
      const scenarioId = await wrote.promise
      const acting = rollBack()
      // Past a pooler, all of whose connections wait by now.
      const waiting = async () => {
        const rows = await observer`
          select from pg_locks where locktype = 'advisory' and not granted and mode = 'ExclusiveLock'
            and classid = hashtext('scenarios')::oid and objid = hashtext('feature_flags')::oid`
        return rows.length
      }
      await expect.poll(waiting, { timeout: 10_000 }).toBe(1).finally(mayCommit.resolve)
      await slow
      const done = await acting
      expect(await sql`select from public.scenarios where id = ${scenarioId}`).toHaveLength(1)
      const returned = await sole(sql`select count(*)::int as scenarios from public.scenarios`)
      expect(done).toMatchObject({ drained: true })
      expect(await flags(rollout)).toMatchObject({ 'feature:scenarios': 'off' })
      await Promise.all(running)
      const after = await sole(sql`select count(*)::int as scenarios from public.scenarios`)
      expect(after.scenarios).toBe(returned.scenarios)
      expect(refusals).toEqual(Array(writers).fill('PT403'))
    } finally {
      await observer.end({ timeout: 5 })
      await connections.end({ timeout: 5 })
    }
  },
  60_000,
)

it('switches the feature off even if a writer does not finish, and says so', async () => {
  const { sql } = rollout
  await fail()
  await operator.evaluate()
  const writer = await sql.reserve()
  try {
    await holdFlags({ sql: writer })
    const [row] = await sql.begin(async (transaction) => {
      // The function's own bound is 15 s.
      await transaction`alter function private.act_on_rollout() set lock_timeout = '100ms'`
      return transaction`select public.act_on_rollout() as answer`
    })
    expect(sure(row).answer.rolled_back).toMatchObject({
      drained: false,
      waiting_for: [{ is_writer: true, state: 'idle in transaction', waits_for: [] }],
      sentence: expect.stringMatching(/what had started may still finish/),
    })
    expect(await flags(rollout)).toMatchObject({ 'feature:scenarios': 'off' })
  } finally {
    await writer`rollback`
    writer.release()
    await sql`alter function private.act_on_rollout() set lock_timeout = '15s'`
  }
})
