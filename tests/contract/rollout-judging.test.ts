/** What gates find in rows: whom they count, as of when, and that bounds are right by another computation. */
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sole, sure } from '../../scripts/sure.ts'
import { shareBounds } from '../support/mixture.ts'
import {
  advanceTo,
  asOperator,
  beforeRollout,
  clearTheWay,
  type JudgedGate,
  letTimePass,
  meetAnError,
  people,
  type Rollout,
  see,
  tell,
  tryToApply,
} from '../support/rollout.ts'
import { signUp } from '../support/stack.ts'

let rollout: Rollout
let operator: ReturnType<typeof asOperator>
beforeAll(async () => {
  rollout = await beforeRollout()
  operator = asOperator(rollout)
  await clearTheWay(rollout)
  await advanceTo(rollout, 'quarter')
})

/** Another period, in which nobody has been seen; only these gates are judged. */
async function begin(...gates: string[]) {
  const { sql } = rollout
  await sql`update public.rollout_alerts set acknowledged_at = now(), acted_at = coalesce(acted_at, now()) where acknowledged_at is null`
  await sql`update public.feature_flags set enabled = false where flag_name = 'feature:scenarios'`
  await sql`update public.feature_flags set enabled = true, rollout_percentage = 25 where flag_name = 'feature:scenarios'`
  await sql`update public.rollout_gates set enabled = name = any (${gates}), initial_delay = '0' where phase = 'quarter'`
  // Whatever was told before is before the period.
  await letTimePass(rollout, '0')
}

const judge = async (asOf?: string) =>
  Object.fromEntries((await operator.evaluate(asOf)).map((gate) => [gate.gate, gate])) as Record<
    string,
    JudgedGate
  >

describe('the bounds', () => {
  it('are those of a numerical integration, for any counts', async () => {
    const counts = fc.sample(
      fc
        .record({
          trials: fc.oneof(fc.nat({ max: 30 }), fc.nat({ max: 5_000 })),
          part: fc.double({ min: 0, max: 1, noNaN: true }),
          centre: fc.constantFrom(0.01, 0.05, 0.25, 0.5, 0.99),
          alpha: fc.constantFrom(0.001, 0.05),
          strength: fc.constantFrom(1, 8, 1_000),
        })
        .map(({ part, ...rest }) => ({ ...rest, events: Math.round(part * rest.trials) })),
      { numRuns: 200, seed: 7 },
    )
    const rows = await rollout.sql<{ lower: number; upper: number }[]>`
      select bounds.lower, bounds.upper
      from jsonb_array_elements(${rollout.sql.json(counts)}) with ordinality as given (value, place)
      cross join lateral jsonb_to_record(value) as count (events bigint, trials bigint, centre float8, alpha float8, strength float8)
      cross join lateral private.share_bounds(events, trials, centre, alpha, strength) as bounds order by place`
    for (const [index, { lower, upper }] of rows.entries()) {
      const { events, trials, centre, alpha, strength } = sure(counts[index])
      const expected = shareBounds(events, trials, centre, alpha, strength)
      const about = JSON.stringify(counts[index])
      expect(Math.abs(lower - expected.lower), about).toBeLessThan(1e-7)
      expect(Math.abs(upper - expected.upper), about).toBeLessThan(1e-7)
    }
  })
})

describe('a comparison', () => {
  beforeEach(() => begin('no_rise_in_errors', 'groups_as_meant'))

  it('counts each user once, in the group that the percentage put them in', async () => {
    const [exposed, unexposed] = [await people(rollout, 30), await people(rollout, 90)]
    await see(rollout, exposed, true)
    await see(rollout, unexposed, false)
    for (let time = 0; time < 3; time++) await meetAnError(rollout, exposed.slice(0, 4))
    await meetAnError(rollout, unexposed.slice(0, 2))
    expect(await judge()).toMatchObject({
      no_rise_in_errors: { exposed_users: 30, exposed_events: 4, unexposed_users: 90, unexposed_events: 2 },
      groups_as_meant: { exposed_users: 30, unexposed_users: 90, estimate: 0.25 },
    })
  })

  it('leaves out overrides, users who were not seen, and errors that are no errors of ours', async () => {
    const [exposed, chosen, unseen] = [
      await people(rollout, 5),
      await people(rollout, 5),
      await people(rollout, 5),
    ]
    await see(rollout, exposed, true)
    await see(rollout, chosen, true, { reason: 'override' })
    await meetAnError(rollout, [...chosen, ...unseen])
    await tell(rollout, exposed, 'error', { attributes: { code: 'conflict' } })
    await tell(rollout, exposed, 'error', { attributes: { code: 'offline' } })
    expect((await judge()).no_rise_in_errors).toMatchObject({ exposed_users: 5, exposed_events: 0 })
  })

  it('keeps a user in their group whom an override takes the feature from', async () => {
    const exposed = await people(rollout, 3)
    await see(rollout, exposed, true)
    await meetAnError(rollout, exposed.slice(0, 1))
    await see(rollout, exposed.slice(0, 1), false, { reason: 'override' })
    expect((await judge()).no_rise_in_errors).toMatchObject({
      exposed_users: 3,
      exposed_events: 1,
      unexposed_users: 0,
    })
  })

  it('is of those whom the database itself sees, through the API', async () => {
    const users = await Promise.all(Array.from({ length: 6 }, () => signUp(rollout.stack)))
    const expected = await rollout.sql`
      select count(*) filter (where private.flag_bucket(salt, person.id) < 2500)::int as exposed
      from unnest(${users.map(({ id }) => id)}::uuid[]) as person (id) cross join public.feature_flags where flag_name = 'feature:scenarios'`
    for (const { client, id } of users)
      await client.rpc('record_telemetry', {
        p_events: [
          { session_id: id, name: 'error', attributes: { code: 'unexpected', enabled: true } },
        ] as never,
      })
    const { exposed } = sure(expected[0])
    expect((await judge()).no_rise_in_errors).toMatchObject({
      exposed_users: exposed,
      exposed_events: exposed,
      unexposed_users: 6 - exposed,
      unexposed_events: 6 - exposed,
    })
  })

  it('fails where the bound says so, with the figures of the other computation', async () => {
    const [exposed, unexposed] = [await people(rollout, 100), await people(rollout, 300)]
    await see(rollout, exposed, true)
    await see(rollout, unexposed, false)
    await meetAnError(rollout, [...exposed.slice(0, 30), ...unexposed.slice(0, 10)])
    const verdict = sure((await judge()).no_rise_in_errors)
    const { lower, upper } = shareBounds(30, 40, 0.25, 0.02)
    const ratio = (share: number) => (share / (1 - share)) * 3
    expect(verdict).toMatchObject({ verdict: 'fail', estimate: expect.closeTo(9, 9) })
    expect(verdict.lower).toBeCloseTo(ratio(lower), 5)
    expect(verdict.upper).toBeCloseTo(ratio(upper), 4)
    expect(verdict.alert_id).not.toBeNull()
  })

  it('begins anew when the percentage is changed, and says so where nobody is left to compare with', async () => {
    const users = await people(rollout, 8)
    await see(rollout, users, true)
    await meetAnError(rollout, users)
    await rollout.sql`update public.feature_flags set rollout_percentage = 100 where flag_name = 'feature:scenarios'`
    expect((await judge()).no_rise_in_errors).toMatchObject({
      verdict: 'no_data',
      exposed_users: 0,
      sentence: 'At 100 % there is nobody to compare with.',
    })
  })
})

describe('a bucket that leaks', () => {
  it('is found, and nothing is compared before it is known why', async () => {
    await begin('groups_as_meant')
    await see(rollout, await people(rollout, 400), true)
    await see(rollout, await people(rollout, 900), false)
    expect((await judge()).groups_as_meant).toMatchObject({
      verdict: 'fail',
      on_breach: 'hold',
      alert_id: expect.any(String),
      sentence: expect.stringMatching(
        /^400 of 1,300 people have the feature, which should be 25 %: .*nothing is comparable/,
      ),
    })
  })
})

describe('slow pages, applies and unhappy people', () => {
  it('are users who met one, among those who could', async () => {
    await begin('no_rise_in_slow_pages', 'applies_are_fast', 'apply_works', 'people_are_content')
    const users = await people(rollout, 6)
    await see(rollout, users, true)
    const loads = (ids: string[], value: number) =>
      tell(rollout, ids, 'page_load', { value, attributes: { metric: 'lcp' } })
    await loads(users.slice(0, 4), 1_000)
    await loads(users.slice(0, 1), 2_600)
    await loads(users.slice(1, 2), 2_500)
    // Not the fourth load, and no other measure.
    for (let time = 0; time < 2; time++) await loads(users.slice(2, 3), 900)
    await loads(users.slice(2, 3), 9_000)
    await tell(rollout, users.slice(3, 4), 'page_load', { value: 9_000, attributes: { metric: 'ttfb' } })
    await tryToApply(rollout, users.slice(0, 3), 'success')
    await tryToApply(rollout, users.slice(0, 1), 'success', { ms: 2_001 })
    await tryToApply(rollout, users.slice(1, 2), 'failed')
    await rollout.sql`
      insert into public.feedback (user_id, score) values (${sure(users[0])}, 5), (${sure(users[0])}, 2), (${sure(users[1])}, 3)`
    await rollout.sql`insert into public.feedback (user_id, comment) values (${sure(users[2])}, 'Well.')`
    expect(await judge()).toMatchObject({
      no_rise_in_slow_pages: { exposed_users: 4, exposed_events: 1 },
      applies_are_fast: { exposed_users: 3, exposed_events: 1 },
      apply_works: { exposed_users: 3, exposed_events: 1 },
      people_are_content: { exposed_users: 2, exposed_events: 1 },
    })
  })
})

describe('adoption', () => {
  it('counts users once their time is over, and only what they did in it', async () => {
    await begin('people_adopt_it')
    await letTimePass(rollout, '5 days')
    const [early, late] = [await people(rollout, 4), await people(rollout, 3)]
    await see(rollout, early, true, { ago: '4 days' })
    await see(rollout, late, true, { ago: '1 day' })
    await rollout.sql`
      insert into public.scenarios (user_id, name, created_at) values
        (${sure(early[0])}, 'In time', now() - interval '2 days'), (${sure(early[1])}, 'Too late', now()),
        (${sure(early[2])}, 'Long before', now() - interval '30 days'), (${sure(late[0])}, 'Not counted yet', now())`
    expect((await judge()).people_adopt_it).toMatchObject({ exposed_users: 4, exposed_events: 2 })
    // A scenario that a file or the sample brought is nobody's own.
    const imported = await sole(rollout.sql`
      insert into public.scenarios (user_id, name, created_at) values (${sure(early[3])}, 'Sample', now() - interval '2 days')
      returning id`)
    await rollout.sql`
      insert into public.scenario_applications (user_id, scenario_id, scenario_name, request_id, operation, status, created_at)
      values (${sure(early[3])}, ${imported.id}, 'Sample', gen_random_uuid(), 'import', 'success', now() - interval '2 days')`
    expect((await judge()).people_adopt_it).toMatchObject({ exposed_users: 4, exposed_events: 2 })
  })
})

describe('silence', () => {
  it('is no pass: not at first, and not later', async () => {
    const { sql } = rollout
    await begin('telemetry_comes_in')
    await sql`update public.telemetry_events set created_at = created_at - interval '10 days'`
    expect((await judge()).telemetry_comes_in).toMatchObject({ verdict: 'too_little_data', alert_id: null })
    await letTimePass(rollout, '25 hours')
    const silent = (await judge()).telemetry_comes_in
    expect(silent).toMatchObject({
      verdict: 'no_data',
      sentence: 'Nothing is known of telemetry for the last day.',
      alert_id: expect.any(String),
    })
    await tell(rollout, await people(rollout, 1), 'feature')
    expect((await judge()).telemetry_comes_in).toMatchObject({ verdict: 'pass' })
  })
})

describe('integrity', () => {
  it('that is broken is found, and asks for a rollback', async () => {
    const { sql } = rollout
    await begin('no_data_corruption')
    const [user] = await people(rollout, 1)
    await sql`delete from public.profiles where user_id = ${sure(user)}`
    await expect
      .poll(async () => (await judge()).no_data_corruption, { timeout: 25_000 })
      .toMatchObject({
        verdict: 'fail',
        on_breach: 'rollback',
        exposed_events: 1,
        sentence: expect.stringMatching(
          /^Rows that break an invariant: 1 \(verified .* UTC\); at most 0 allowed\.$/,
        ),
      })
    const [run] =
      await sql`select figures from public.operation_runs where operation = 'verify' order by started_at desc limit 1`
    expect(sure(run).figures).toMatchObject({ violations: 1, broken: ['every user has a profile'] })
    await sql`insert into public.profiles (user_id) values (${sure(user)})`
  })

  it('is verified by judging only where that took less than two seconds last time', async () => {
    const { sql } = rollout
    await begin('no_data_corruption')
    const afterOneOf = async (outcome: string, ms: number) => {
      await sql`
        insert into public.operation_runs (operation, started_at, ended_at, outcome, figures)
        values ('verify', now(), now() - interval '1 minute', ${outcome}, ${sql.json({ duration_ms: ms, violations: 0 })})`
      const count = () => sql`select from public.operation_runs where operation = 'verify'`
      const before = (await count()).length
      await judge()
      return (await count()).length - before
    }
    expect(await afterOneOf('success', 2_000)).toBe(0)
    expect(await afterOneOf('failed', 100)).toBe(0)
    expect(await afterOneOf('success', 1_999)).toBe(1)
  })

  it('is not known before its verification ends', async () => {
    const { sql } = rollout
    await begin('no_data_corruption')
    await letTimePass(rollout, '2 hours')
    await sql`
      insert into public.operation_runs (operation, started_at, ended_at, outcome, figures)
      values ('verify', now() - interval '90 minutes', now() - interval '80 minutes', 'success', '{"violations": 3}')`
    const [at] =
      await sql`select now() - interval '85 minutes' as during, now() - interval '75 minutes' as after`
    const during = await judge(sure(at).during.toISOString())
    expect(during.no_data_corruption).toMatchObject({ verdict: 'no_data' })
    expect((await judge(sure(at).after.toISOString())).no_data_corruption).toMatchObject({
      verdict: 'fail',
      exposed_events: 3,
    })
  })

  it('that was not verified for a day is no pass', async () => {
    await begin('no_data_corruption')
    const period = await sole(rollout.sql`select now() - interval '40 days' as at`)
    await letTimePass(rollout, '41 days')
    expect((await judge(period.at.toISOString())).no_data_corruption).toMatchObject({
      verdict: 'no_data',
      sentence: 'Nothing is known of integrity for the last day.',
    })
  })
})

describe('support tickets', () => {
  it('are summed over the days of the window, and nothing entered is no pass', async () => {
    const { sql } = rollout
    await begin('support_copes')
    expect((await judge()).support_copes).toMatchObject({ verdict: 'no_data' })
    await sql`
      insert into public.support_tickets (day, tickets) values (current_date, 15), (current_date - 6, 6), (current_date - 8, 99)`
    expect((await judge()).support_copes).toMatchObject({
      verdict: 'fail',
      exposed_events: 21,
      on_breach: 'warn',
      sentence: expect.stringMatching(/^Support tickets: 21 \(.* to .*\); at most 20 allowed\.$/),
    })
  })
})

describe('the past', () => {
  beforeEach(() => begin('no_rise_in_errors', 'groups_as_meant', 'apply_works'))

  it('is judged by what was known then, whatever came in since', async () => {
    const { sql } = rollout
    const [exposed, unexposed] = [await people(rollout, 30), await people(rollout, 60)]
    await see(rollout, exposed.slice(0, 20), true)
    await see(rollout, unexposed, false)
    await meetAnError(rollout, [...exposed.slice(0, 3), ...unexposed.slice(0, 5)])
    await tryToApply(rollout, exposed.slice(0, 4), 'success')
    // As text: a Date knows milliseconds only.
    const clock = await sole(sql`select clock_timestamp()::text as then`)
    const then = sql`${clock.then}::text::timestamptz`
    const find = () => sql`
      select gate.name, judged.verdict, judged.exposed_users, judged.exposed_events, judged.unexposed_users, judged.unexposed_events,
        judged.lower, judged.upper, judged.sentence
      from public.rollout_gates as gate
      cross join lateral private.judge_gate(gate, private.period_at(${then}), ${then}) as judged
      where gate.phase = 'quarter' and gate.enabled order by name`
    const before = await find()

    // More users are seen, more is met, some of it late, somebody gets an override, and the rollout moves on.
    await see(rollout, exposed.slice(20), true)
    await meetAnError(rollout, exposed)
    await tell(rollout, exposed, 'error', { attributes: { code: 'unexpected', late: true } })
    await tryToApply(rollout, exposed, 'failed')
    await sql`insert into public.user_feature_flags (user_id, flag_name, enabled) values (${sure(exposed[0])}, 'feature:scenarios', false)`
    await sql`update public.flag_exposures set last_seen = now()`
    await sql`update public.feature_flags set rollout_percentage = 30 where flag_name = 'feature:scenarios'`
    expect(await find()).toEqual(before)
    expect(before.map(({ exposed_users }) => Number(exposed_users))).toEqual([4, 20, 20])
  })

  it('that was judged once has its verdicts for good', async () => {
    const exposed = await people(rollout, 20)
    await see(rollout, exposed, true)
    await meetAnError(rollout, exposed.slice(0, 3))
    const first = await operator.evaluate()
    const asOf = sure(first[0]).as_of
    await rollout.sql`delete from auth.users where id = ${sure(exposed[0])}`
    const again = await operator.evaluate(asOf)
    expect(again).toEqual(first.map((verdict) => ({ ...verdict, alert_id: null })))
    const written = await sole(rollout.sql`
      select count(*)::int as rows from public.rollout_verdicts where as_of = ${asOf}::text::timestamptz`)
    expect(written.rows).toBe(first.length)
  })

  it('raises no alert for what is well since', async () => {
    const exposed = await people(rollout, 20)
    await see(rollout, exposed, true, { ago: '1 hour' })
    await letTimePass(rollout, '2 hours')
    await tryToApply(rollout, exposed, 'failed', { ago: '40 minutes' })
    const [{ now, then }] =
      (await rollout.sql`select now(), now() - interval '30 minutes' as then`) as unknown as [
        { now: Date; then: Date },
      ]
    await rollout.sql`update public.rollout_gates set threshold = 1 where name = 'apply_works' and phase = 'quarter'`
    await operator.evaluate(now.toISOString())
    await rollout.sql`update public.rollout_gates set threshold = 0.05 where name = 'apply_works' and phase = 'quarter'`
    const past = await operator.evaluate(then.toISOString())
    expect(past.find(({ gate }) => gate === 'apply_works')).toMatchObject({ verdict: 'fail', alert_id: null })
  })

  it('before any phase has nothing to judge, and the future neither', async () => {
    expect(await operator.evaluate('2001-01-01')).toEqual([])
    await expect(operator.evaluate('2999-01-01')).rejects.toMatchObject({ code: 'PT400' })
  })
})

describe('a gate', () => {
  const fail = async () => {
    const users = await people(rollout, 20)
    await see(rollout, users, true)
    await tryToApply(rollout, users, 'failed')
  }
  beforeEach(() => begin('apply_works'))

  it('that must fail three times in a row raises its alert the third time', async () => {
    await rollout.sql`update public.rollout_gates set consecutive_failures = 3 where name = 'apply_works'`
    await fail()
    const alerts: (string | null)[] = []
    for (let time = 0; time < 4; time++) alerts.push(sure((await judge()).apply_works).alert_id)
    expect(alerts.map((alert) => alert !== null)).toEqual([false, false, true, false])
    await rollout.sql`update public.rollout_gates set consecutive_failures = 1 where name = 'apply_works'`
  })

  it('on trial is judged and recorded, and nothing comes of it', async () => {
    await rollout.sql`update public.rollout_gates set dry_run = true where name = 'apply_works'`
    await fail()
    expect((await judge()).apply_works).toMatchObject({ verdict: 'fail', dry_run: true, alert_id: null })
    expect((await operator.act()).rolled_back).toBeNull()
    await rollout.sql`update public.rollout_gates set dry_run = false where name = 'apply_works'`
  })

  it('is not judged before its delay is over', async () => {
    await rollout.sql`update public.rollout_gates set initial_delay = '1 hour' where name = 'apply_works'`
    await fail()
    expect((await judge()).apply_works).toMatchObject({
      verdict: 'too_little_data',
      sentence: expect.stringMatching(/^Not judged before /),
    })
    await letTimePass(rollout, '61 minutes')
    expect((await judge()).apply_works).toMatchObject({ verdict: 'fail' })
  })
})
