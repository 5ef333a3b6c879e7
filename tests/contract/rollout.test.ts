/** The steps of a rollout as operators take them, in order, on a stack of its own: what holds it, and what is refused. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { featureFlagSchema } from '#data/feature-flags/feature-flags.api.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { refusalOf } from '../support/refusal.ts'
import {
  advanceTo,
  asOperator,
  beforeRollout,
  clearTheWay,
  flags,
  letTimePass,
  people,
  type Rollout,
  see,
  steps,
  tell,
  tryToApply,
} from '../support/rollout.ts'
import { serviceRole, signUp } from '../support/stack.ts'
import { reasons } from './refusal-world.ts'

let rollout: Rollout
let admin: ReturnType<typeof steps>
let ops: ReturnType<typeof steps>
beforeAll(async () => {
  rollout = await beforeRollout()
  admin = steps(rollout.admin.client)
  ops = steps(rollout.ops.client)
})

const provoked = new Set<string>()
/** The refusal that a step ends in. */
async function refusal(step: Promise<unknown>) {
  const error = await step.then(
    (answer) => expect.fail(`was not refused: ${JSON.stringify(answer)}`),
    (reason) => reason,
  )
  const found = refusalOf(error)
  provoked.add(found.reason)
  return { ...found, code: error.code as string }
}

async function holding() {
  const { holding: found } = (await refusal(admin.advance())) as { holding?: unknown }
  return (found as { kind: string; subject: string }[]).map(({ kind, subject }) => `${kind} ${subject}`)
}

async function status(phase: string) {
  const { data, error } = await rollout.ops.client.from('rollout_status').select().eq('phase', phase).single()
  expect(error).toBeNull()
  return sure(data)
}

const alertsOf = (phase: string) => rollout.sql`
  select id, gate_id, kind, message, acted_at, acknowledged_at, note from public.rollout_alerts where phase = ${phase} order by created_at`

describe('before it begins', () => {
  it('is the three phases of the plan in five steps and six weeks, with nothing begun', async () => {
    const { data } = await rollout.ops.client.from('rollout_status').select()
    expect(
      sure(data).map(({ phase, planned_percentage, status }) => [phase, planned_percentage, status]),
    ).toEqual([
      ['internal', null, 'pending'],
      ['beta', null, 'pending'],
      ['quarter', 25, 'pending'],
      ['half', 50, 'pending'],
      ['full', 100, 'pending'],
    ])
    const plan = await sole(rollout.sql`
      select extract(epoch from sum(planned_duration)) / 604800 as weeks from public.rollout_phases`)
    expect(Number(plan.weeks)).toBe(6)
    expect(sure(data).find(({ is_current }) => is_current)?.phase).toBe('internal')
  })

  it('has nothing to judge, to act on or to roll back', async () => {
    expect(await ops.evaluate()).toEqual([])
    expect((await ops.act()).rolled_back).toBeNull()
    expect(await refusal(admin.rollBack())).toMatchObject({ code: 'PT409', reason: 'no_phase' })
  })

  it('cannot begin where it would take the feature away from somebody', async () => {
    const { sql } = rollout
    await sql`update public.feature_flags set enabled = true, rollout_percentage = 30 where flag_name = 'feature:scenarios'`
    expect(await refusal(admin.advance())).toMatchObject({
      reason: 'rollout_held',
      holding: [
        { kind: 'flag', subject: 'feature:scenarios', sentence: expect.stringMatching(/30 % of users/) },
      ],
    })
    expect(await flags(rollout)).toMatchObject({ 'feature:scenarios': 30 })
    await sql`update public.feature_flags set enabled = false, rollout_percentage = 0 where flag_name = 'feature:scenarios'`
  })
})

describe('its first phase', () => {
  it('begins out of order for nobody, and not for a phase that is none', async () => {
    expect(await refusal(admin.advance('Go', 'quarter'))).toMatchObject({
      code: 'PT409',
      reason: 'out_of_order',
      phase: 'quarter',
      next: 'internal',
    })
    expect(await refusal(admin.advance('Go', 'nope'))).toMatchObject({ code: 'PT400', argument: 'p_phase' })
    expect(await refusal(admin.advance(' '))).toMatchObject({ code: 'PT400', argument: 'p_reason' })
  })

  it('switches the flags on for people with an override, says what it changed, and keeps the reason', async () => {
    expect(await admin.advance('Ready to test')).toMatchObject({
      left: null,
      phase: 'internal',
      flags: [
        {
          flag_name: 'feature:scenarios',
          before: { enabled: false, rollout_percentage: 0 },
          after: { enabled: true, rollout_percentage: 0 },
        },
        { flag_name: 'feature:scenarios:apply', after: { enabled: true } },
        { flag_name: 'feature:scenarios:conflict_resolution', after: { enabled: true } },
      ],
    })
    const [tester, stranger] = [await signUp(rollout.stack), await signUp(rollout.stack)]
    await rollout.admin.client.rpc('set_feature_flag_for_emails', {
      p_flag_name: 'feature:scenarios',
      p_emails: [sure(tester).email],
      p_enabled: true,
    })
    for (const [user, isOn] of [
      [sure(tester), true],
      [sure(stranger), false],
    ] as const) {
      const { data } = await user.client.rpc('evaluate_feature_flags')
      const states = z.array(featureFlagSchema).parse(data)
      expect(states.map(({ enabled }) => enabled)).toEqual([isOn, isOn, isOn])
    }
    const audit = await rollout.sql`
      select distinct change_reason, actor_id from public.feature_flag_audit where user_id is null and actor_id is not null`
    expect(audit).toEqual([{ change_reason: 'Ready to test', actor_id: rollout.admin.id }])
  })

  it('is held by its soak, by each gate that has not passed and by each question not answered', async () => {
    expect(await holding()).toEqual([
      'soak internal',
      'gate enough_users',
      'gate telemetry_comes_in',
      'signoff fast_with_much_data',
      'signoff flags_work',
      'signoff no_critical_bugs',
      'signoff tests_pass',
      'signoff tried_by_hand',
    ])
    const { can_advance, what_holds, sentence } = await status('internal')
    expect(can_advance).toBe(false)
    expect(what_holds).toHaveLength(8 + 1) // The refused advance took its verdict on integrity back.
    expect(sentence).toMatch(/^Active since .* Held by 9 things: The phase internal soaks until /)
  })

  it('passes once testers were seen, telemetry came in and integrity was verified', async () => {
    const testers = await people(rollout, 3)
    await see(rollout, testers, true, { reason: 'override' })
    await tell(rollout, testers.slice(0, 1), 'feature')
    const verdicts = await ops.evaluate()
    expect(
      Object.fromEntries(verdicts.map(({ gate, verdict, sentence }) => [gate, `${verdict}: ${sentence}`])),
    ).toEqual({
      applies_are_fast: 'no_data: There is nobody with the feature who applied yet.',
      apply_works: 'no_data: There is nobody with the feature who applied yet.',
      enough_users: 'pass: 3 people met the feature in this phase; at least 3 should have.',
      no_data_corruption: expect.stringMatching(
        /^pass: Rows that break an invariant: 0 \(verified .* UTC\); at most 0 allowed\.$/,
      ),
      telemetry_comes_in: 'pass: Telemetry came in during the last day.',
    })
  })

  it('is held by a question answered with no, whether it was required or not', async () => {
    const { sql } = rollout
    await sql`update public.rollout_signoffs set decision = 'approved' where phase = 'internal'`
    await letTimePass(rollout, '4 days')
    await sql`update public.rollout_signoffs set decision = 'rejected', is_required = false, note = 'Two of them.' where name = 'no_critical_bugs'`
    expect(await refusal(admin.advance())).toMatchObject({
      holding: [
        { kind: 'signoff', sentence: expect.stringMatching(/no_critical_bugs: .*\? No\. Two of them\.$/) },
      ],
    })
  })

  it('is signed by whoever answers, at the time of the server', async () => {
    const { data, error } = await rollout.ops.client
      .from('rollout_signoffs')
      .update({ decision: 'approved', note: 'Fixed.' })
      .match({ phase: 'internal', name: 'no_critical_bugs' })
      .select()
      .single()
    expect(error).toBeNull()
    expect(data).toMatchObject({
      signed_by: rollout.ops.id,
      signed_role: 'authenticated',
      decision: 'approved',
    })
    expect(Math.abs(Date.parse(sure(data?.signed_at)) - Date.now())).toBeLessThan(60_000)
  })

  it('is left when nothing holds it', async () => {
    expect(await status('internal')).toMatchObject({ can_advance: true, what_holds: [] })
    expect(await admin.advance('Tested')).toMatchObject({ left: 'internal', phase: 'beta', flags: [] })
    expect(await status('internal')).toMatchObject({ status: 'completed', is_current: false })
    expect(await status('beta')).toMatchObject({ status: 'active', is_current: true })
  })
})

describe('a flag set by hand', () => {
  it('holds the phase, which says so', async () => {
    const { sql } = rollout
    await clearTheWay(rollout)
    await sql`update public.feature_flags set rollout_percentage = 10 where flag_name = 'feature:scenarios'`
    expect(await holding()).toEqual(['flag feature:scenarios'])
    expect((await status('beta')).what_holds).toEqual([
      'feature:scenarios was set by hand: it is at 10 %, and beta asks for overrides only.',
    ])
    await sql`update public.feature_flags set rollout_percentage = 0 where flag_name = 'feature:scenarios'`
    expect((await admin.advance('Beta is done')).flags).toEqual([
      {
        flag_name: 'feature:scenarios',
        before: { enabled: true, rollout_percentage: 0 },
        after: { enabled: true, rollout_percentage: 25 },
      },
    ])
  })
})

describe('a gate that fails', () => {
  let alertId: string
  it('raises one alert, however often it is judged', async () => {
    const { sql } = rollout
    await sql`update public.rollout_gates set enabled = true where phase = 'quarter' and name = 'apply_works'`
    const users = await people(rollout, 20)
    await see(rollout, users, true)
    await tryToApply(rollout, users.slice(0, 12), 'failed')
    await tryToApply(rollout, users.slice(12), 'success')
    const [first] = await ops.evaluate()
    expect(first).toMatchObject({
      gate: 'apply_works',
      verdict: 'fail',
      sentence: expect.stringMatching(
        /^12 of 20 people with the feature who applied met an apply that failed: between [\d.]+ and [\d.]+ % of them; at most 5 % may\.$/,
      ),
    })
    const [second] = await ops.evaluate()
    expect(second).toMatchObject({ verdict: 'fail', alert_id: null })
    const alerts = await alertsOf('quarter')
    expect(alerts).toHaveLength(1)
    alertId = sure(alerts[0]).id
    expect(sure(first).alert_id).toBe(alertId)
    expect(alerts[0]).toMatchObject({
      kind: 'rollback',
      acted_at: null,
      message: `apply_works: ${sure(first).sentence}`,
    })
  })

  it('holds the rollout, and cannot be acknowledged before it is acted on', async () => {
    expect(await holding()).toEqual([`alert ${alertId}`, 'gate apply_works'])
    expect(await refusal(ops.acknowledge(alertId))).toMatchObject({ code: 'PT409', reason: 'not_acted_on' })
  })

  it('takes the feature from everybody once it is acted on, and once only', async () => {
    expect(await flags(rollout)).toMatchObject({ 'feature:scenarios': 25, 'feature:scenarios:apply': 100 })
    const { rolled_back } = await ops.act()
    expect(rolled_back).toMatchObject({
      phase: 'quarter',
      drained: true,
      flags: [
        {
          flag_name: 'feature:scenarios',
          before: { enabled: true, rollout_percentage: 25 },
          after: { enabled: false, rollout_percentage: 25 },
        },
      ],
    })
    expect(await flags(rollout)).toMatchObject({ 'feature:scenarios': 'off' })
    const [entry] = await rollout.sql`
      select change_reason, actor_id from public.feature_flag_audit where flag_name = 'feature:scenarios' order by created_at desc limit 1`
    expect(entry).toEqual({
      change_reason: expect.stringMatching(/^apply_works: 12 of 20 /),
      actor_id: rollout.ops.id,
    })
    expect((await ops.act()).rolled_back).toBeNull()
    expect(await ops.evaluate()).toEqual([])
    expect((await status('quarter')).sentence).toMatch(
      /^Rolled back on .* Held by one thing: Not acknowledged: apply_works/,
    )
  })

  it('keeps the rollout where it is until somebody acknowledges it, with a note, once', async () => {
    expect(await holding()).toEqual([`alert ${alertId}`])
    expect(await refusal(ops.acknowledge(alertId, ' '))).toMatchObject({ code: 'PT400', argument: 'p_note' })
    const missing = randomUUID()
    expect(await refusal(ops.acknowledge(missing))).toMatchObject({ code: 'PT404', alert_id: missing })
    expect(await ops.acknowledge(alertId, 'A broken index; rebuilt.')).toMatchObject({
      note: 'A broken index; rebuilt.',
      acknowledged_by: rollout.ops.id,
      acted_at: expect.any(String),
    })
    expect(await refusal(ops.acknowledge(alertId))).toMatchObject({
      code: 'PT409',
      reason: 'already_acknowledged',
    })
  })
})

describe('after a rollback', () => {
  it('the same phase begins again, with the feature back on and every question open', async () => {
    const { sql } = rollout
    const before = await sql`select decision from public.rollout_signoffs where phase = 'quarter'`
    expect(before).toEqual([{ decision: 'approved' }])
    expect(await refusal(admin.advance('On', 'half'))).toMatchObject({
      reason: 'out_of_order',
      next: 'quarter',
    })
    expect(await admin.advance('Mended')).toMatchObject({ left: 'quarter', phase: 'quarter' })
    expect(await flags(rollout)).toMatchObject({ 'feature:scenarios': 25 })
    // Nobody has been seen in the new period: what was found before does not count against it.
    expect(await ops.evaluate()).toMatchObject([{ gate: 'apply_works', verdict: 'no_data' }])
    await sql`update public.rollout_gates set enabled = false`
    expect(await holding()).toEqual(['signoff no_critical_issues'])
    await sql`update public.rollout_signoffs set decision = 'approved' where phase = 'quarter'`
    expect(await admin.advance('Good')).toMatchObject({ left: 'quarter', phase: 'half' })
    expect(await flags(rollout)).toMatchObject({ 'feature:scenarios': 50 })
  })

  it('that a person made, it goes on only once that is acknowledged too', async () => {
    expect(await admin.rollBack('A customer lost data')).toMatchObject({ phase: 'half', drained: true })
    expect(await flags(rollout)).toMatchObject({ 'feature:scenarios': 'off' })
    const [alert] = await alertsOf('half')
    expect(alert).toMatchObject({
      gate_id: null,
      kind: 'rollback',
      message: 'Rolled back by a person: A customer lost data',
    })
    expect(await holding()).toEqual([`alert ${sure(alert).id}`])
    expect(await refusal(admin.rollBack('Again'))).toMatchObject({ reason: 'no_phase' })
    await ops.acknowledge(sure(alert).id)
  })

  it('it may begin again earlier, but nobody with the feature loses it', async () => {
    expect(await admin.advance('Carefully', 'quarter')).toMatchObject({ left: 'half', phase: 'quarter' })
    expect(await flags(rollout)).toMatchObject({ 'feature:scenarios': 25 })
    expect(await refusal(admin.advance('No', 'beta'))).toMatchObject({ reason: 'out_of_order', next: 'half' })
  })

  it('an operation switched off meanwhile by somebody stays off', async () => {
    await rollout.admin.client.rpc('kill_feature', {
      p_flag_name: 'feature:scenarios:apply',
      p_reason: 'Locks',
    })
    await rollout.sql`update public.rollout_signoffs set decision = 'approved'`
    await admin.advance()
    expect(await flags(rollout)).toMatchObject({ 'feature:scenarios': 50, 'feature:scenarios:apply': 'off' })
    await rollout.sql`update public.feature_flags set enabled = true`
  })
})

describe('a paused phase', () => {
  it('is not judged, and goes on by a person', async () => {
    const { sql } = rollout
    await sql`update public.rollout_phases set status = 'paused' where status = 'active'`
    expect(await ops.evaluate()).toEqual([])
    expect((await status('half')).sentence).toMatch(/^Paused: /)
    expect(await admin.advance('After the restore')).toMatchObject({ left: 'half', phase: 'half' })
    expect(await status('half')).toMatchObject({ status: 'active' })
  })
})

describe('its last phase', () => {
  it('gives the feature to everybody, and then the rollout is complete', async () => {
    expect(await holding()).toEqual(['signoff no_critical_issues'])
    await rollout.sql`update public.rollout_signoffs set decision = 'approved'`
    await advanceTo(rollout, 'full')
    expect(await flags(rollout)).toMatchObject({ 'feature:scenarios': 100 })
    expect(await admin.advance('Done')).toMatchObject({
      left: 'full',
      phase: null,
      flags: [],
      sentence: 'The rollout is complete.',
    })
    expect(await refusal(admin.advance('More'))).toMatchObject({ code: 'PT409', reason: 'no_phase' })
    const { data } = await rollout.ops.client.from('rollout_status').select()
    expect(sure(data).map(({ status }) => status)).toEqual(Array(5).fill('completed'))
    expect(await flags(rollout)).toMatchObject({ 'feature:scenarios': 100 })
  })
})

describe('bookkeeping', () => {
  it('is not set through the API, whoever asks', async () => {
    for (const client of [rollout.admin.client, serviceRole(rollout.stack)]) {
      await client
        .from('rollout_phases')
        .update({ status: 'active' } as never)
        .eq('name', 'internal')
      await client
        .from('rollout_alerts')
        .update({ acknowledged_at: null } as never)
        .eq('phase', 'quarter')
    }
    const [row] = await rollout.sql`
      select (select count(*)::int from public.rollout_phases where status = 'active') as active,
        (select count(*)::int from public.rollout_alerts where acknowledged_at is null) as open`
    expect(row).toEqual({ active: 0, open: 0 })
  })

  it.each(['rollout_verdicts', 'rollout_alerts', 'operation_runs'])(
    'never forgets rows of %s',
    async (table) => {
      const error = await rollout.sql`delete from public.${rollout.sql(table)}`.catch((reason) => reason)
      expect(error.code).toBe('PT403')
      expect(refusalOf(error).reason).toBe('append_only')
    },
  )
})

it('provokes every reason but that of two at once', () => {
  expect([...provoked].filter((reason) => reasons.ofRollouts.includes(reason)).sort()).toEqual(
    reasons.ofRollouts.filter((reason) => reason !== 'rollout_busy'),
  )
})

it('is judged for the service role, too, which has no account', async () => {
  expect(await asOperator(rollout).evaluate()).toEqual([])
})
