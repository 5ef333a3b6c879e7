/**
 * Every finding is provoked, seen, and seen to go when its runbook is followed: the statements are those of the page. In the
 * order of the tests one rollout goes by, on a stack of its own.
 */

import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createInstances } from '#data/instances/instances.api.ts'
import { readRunbooks } from '../../scripts/docs/runbooks.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { newInstance } from '../support/factories.ts'
import { refuseDeletes } from '../support/refuse-deletes.ts'
import {
  advanceTo,
  asOperator,
  beforeRollout,
  clearTheWay,
  letTimePass,
  people,
  type Rollout,
  see,
  tell,
  tryToApply,
} from '../support/rollout.ts'
import { signUp } from '../support/stack.ts'

const { index, pages: runbooks } = readRunbooks()
const followed = new Set<string>()
let rollout: Rollout
beforeAll(async () => {
  rollout = await beforeRollout()
  await rollout.sql`update public.feature_flags set change_reason = 'Before it begins'`
  // As on a day on which everything was done.
  await rollout.sql`insert into public.operation_runs (operation, outcome) values ('backup', 'success')`
  const { error } = await rollout.ops.client.rpc('operations_tick')
  expect(error).toBeNull()
})

async function findings() {
  const { data, error } = await rollout.ops.client.from('operator_findings').select()
  expect(error).toBeNull()
  return sure(data)
}
const names = async () => (await findings()).map(({ finding }) => finding)
const found = async (name: string) => (await findings()).filter(({ finding }) => finding === name)

/** Runs the blocks of a page with that title, one statement batch after the other, as the owner of the database. */
async function follow(finding: string, title: string, page = sure(runbooks.get(finding))) {
  const blocks = page.blocks.filter((block) => block.language === 'sql' && block.title === title)
  expect(blocks.length).toBeGreaterThan(0)
  for (const { text } of blocks) await rollout.sql.unsafe(text).simple()
}

/** It is there with its page; its symptoms can be looked at; its action is followed. */
async function act(finding: string, severity: string, figure: RegExp) {
  expect(await found(finding)).toMatchObject([
    {
      severity,
      figure: expect.stringMatching(figure),
      runbook: `docs/how-to/runbooks/${finding.replaceAll('_', '-')}.md`,
    },
  ])
  await follow(finding, 'symptom')
  await follow(finding, 'action')
  followed.add(finding)
}

/** As `act`, and it is gone by that. */
async function mend(finding: string, severity: string, figure: RegExp) {
  await act(finding, severity, figure)
  expect(await found(finding)).toEqual([])
}

const last = (operation: string, ago: string) => rollout.sql`
  update public.operation_runs set started_at = now() - ${ago}::interval, ended_at = now() - ${ago}::interval
  where operation = ${operation}`

it('no finding is there while all is well', async () => {
  expect(await findings()).toEqual([])
})

describe('of operations', () => {
  beforeEach(async () => expect(await findings()).toEqual([]))

  it('tells that nothing recurs', async () => {
    await last('tick', '16 minutes')
    await mend('tick_silent', 'critical', /^last .* meant to be every minute\.$/)
    expect(await findings()).toEqual([])
  })

  it('tells that it never recurred, once that is too long ago', async () => {
    const { sql } = rollout
    await sql`alter table public.operation_runs disable trigger keep_record`
    await sql`delete from public.operation_runs where operation = 'tick'`
    expect(await findings()).toEqual([])
    await sql`update private.operation_schedule set since = now() - interval '16 minutes' where operation = 'tick'`
    await mend('tick_silent', 'critical', /^never yet/)
    await sql`alter table public.operation_runs enable trigger keep_record`
  })

  it('tells that integrity was not verified', async () => {
    await last('verify', '49 hours')
    await mend('verification_overdue', 'warning', /every day/)
  })

  it('tells that nothing was purged, also when no purge came to its end', async () => {
    await last('purge', '73 hours')
    await rollout.sql`insert into public.operation_runs (operation, outcome, figures) values ('purge', 'success', '{"is_complete": false}')`
    await mend('purge_overdue', 'warning', /every day/)
  })

  it('tells that there is no backup', async () => {
    await last('backup', '49 hours')
    expect(await found('backup_overdue')).toMatchObject([{ severity: 'warning' }])
    await follow('backup_overdue', 'symptom')
    const directory = await mkdtemp(path.join(tmpdir(), 'scenarios-runbook-'))
    afterAll(() => rm(directory, { recursive: true, force: true }))
    const root = path.resolve(import.meta.dirname, '../..')
    const [{ text }] = sure(runbooks.get('backup_overdue')).blocks.filter(
      ({ language }) => language === 'sh',
    ) as unknown as [{ text: string }]
    const file = path.join(directory, 'scenarios.backup')
    await promisify(execFile)('sh', ['-ec', text.replaceAll('scenarios.backup', file)], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: rollout.stack.dbUrl },
    })
    followed.add('backup_overdue')
  }, 120_000)

  it('tells that an operation failed, and why', async () => {
    const { sql } = rollout
    await last('purge', '2 days')
    await refuseDeletes(sql, 'public.telemetry_events')
    await rollout.ops.client.rpc('operations_tick')
    expect(await found('operation_failed')).toHaveLength(1)
    // The cause is mended, as the page asks; nothing else has changed.
    await sql`drop trigger refuse_delete on public.telemetry_events`
    await mend('operation_failed', 'warning', /^purge: The disk is full\.$/)
  })

  it('tells that integrity is broken, and by what', async () => {
    const { sql } = rollout
    await sql`delete from public.profiles where user_id = ${rollout.ops.id}`
    const copy = await sole(sql`select private.run_verification() as found`)
    expect(copy.found.violations).toBe(1)
    await follow('integrity_broken', 'stop')
    await mend('integrity_broken', 'critical', /^Broken by 1 row: every user has a profile$/)
    await follow('integrity_broken', 'undo')
    await sql`update public.feature_flags set enabled = false, change_reason = 'As before' where flag_name = 'feature:scenarios'`
  })

  it('tells of broken copies, which the statements of its page repair', async () => {
    const { sql } = rollout
    const copies = await sql`
      with source as (
        insert into public.instances (user_id, name, kind, params)
        select ${rollout.ops.id}, 'Source', 'cash', '{"value": 1}' from generate_series(1, 2) returning *
      ),
      scenario as (insert into public.scenarios (user_id, name) values (${rollout.ops.id}, 'Broken') returning id)
      insert into public.scenario_instances
        (user_id, scenario_id, lineage_id, source_instance_id, name, kind, status, params, base, base_version)
      select source.user_id, scenario.id, source.lineage_id, source.id, source.name, source.kind, source.status, source.params,
        jsonb_build_object('name', source.name, 'status', source.status, 'params', source.params), source.version
      from source cross join scenario returning id`
    await sql`alter table public.scenario_instances disable trigger keep_scenario_instance`
    await sql`update public.scenario_instances set edited_params = '{value}' where id = ${sure(copies[0]).id}`
    await sql`update public.scenario_instances set base = base || '{"name": "Another"}' where id = ${sure(copies[1]).id}`
    await sql`alter table public.scenario_instances enable trigger keep_scenario_instance`
    await sql`select private.run_verification()`
    await mend(
      'integrity_broken',
      'critical',
      /^Broken by 2 rows: base equals reality at base_version; edited params are those that differ from base$/,
    )
    expect(
      await sql`select base ->> 'name' as name, edited_params from public.scenario_instances where id in ${sql(copies.map(({ id }) => id))}`,
    ).toEqual([
      { name: 'Source', edited_params: [] },
      { name: 'Source', edited_params: [] },
    ])
  })

  it('tells that the disk fills', async () => {
    await rollout.sql`update private.finding_kinds set threshold = 1000000 where finding = 'storage_near'`
    await mend('storage_near', 'warning', /MB stored; the warning is set at 977 kB/)
    await follow('storage_near', 'shorten')
    await follow('storage_near', 'undo')
  })

  it('is silent about what is muted, for as long as that', async () => {
    await last('backup', '49 hours')
    expect(await names()).toEqual(['backup_overdue'])
    await follow('backup_overdue', 'mute', index)
    expect(await findings()).toEqual([])
    await rollout.sql`update private.finding_kinds set muted_until = now() - interval '1 hour' where muted_until is not null`
    expect(await names()).toEqual(['backup_overdue'])
    await follow('backup_overdue', 'undo', index)
    expect(await names()).toEqual(['backup_overdue'])
    await last('backup', '1 hour')
  })
})

describe('of users and flags', () => {
  beforeEach(async () => expect(await findings()).toEqual([]))

  it('tells that somebody is near a limit', async () => {
    const { sql } = rollout
    const person = await signUp(rollout.stack)
    await createInstances(
      person.client,
      Array.from({ length: 9 }, () => newInstance()),
    )
    await sql`update private.limits set value = 10 where name = 'max_instances'`
    await mend(
      'limit_near',
      'warning',
      /^instances: 1 with at least 90 % of the 10 a user may have; the most is 9\.$/,
    )
    await follow('limit_near', 'undo')
  })

  it('tells that a flag was switched without a reason, and by whom', async () => {
    const { sql } = rollout
    await sql`update public.feature_flags set description = 'In other words' where flag_name = 'feature:scenarios'`
    expect(await findings()).toEqual([])
    await sql`update public.feature_flags set rollout_percentage = 5 where flag_name = 'feature:scenarios'`
    await mend('flag_changed_without_reason', 'info', /^feature:scenarios, by postgres: Off for everyone\.$/)
    await sql`update public.feature_flags set rollout_percentage = 0, change_reason = 'As before' where flag_name = 'feature:scenarios'`
  })

  it('tells that people work and the app tells nothing, and no longer once it tells', async () => {
    const { sql } = rollout
    const workers = await people(rollout, 5)
    await tryToApply(rollout, workers.slice(1), 'success')
    expect(await findings()).toEqual([])
    await tryToApply(rollout, workers.slice(0, 1), 'success')
    const share = (sharesUsage: boolean) =>
      sql`update public.profiles set shares_usage = ${sharesUsage} where user_id = ${sure(workers[0])}`
    // They chose to tell nothing, so their silence says nothing.
    await share(false)
    expect(await findings()).toEqual([])
    await share(true)
    await mend('telemetry_silent', 'warning', /^5 people worked in the last day/)
    expect(await findings()).toEqual([])
    await follow('telemetry_silent', 'undo')
    expect(await names()).toEqual(['telemetry_silent'])
    const { data } = await rollout.ops.client.rpc('record_telemetry', {
      p_events: [{ session_id: crypto.randomUUID(), name: 'feature' }],
    })
    expect(data).toMatchObject({ accepted: 1 })
    expect(await findings()).toEqual([])
  })
})

describe('of error budgets', () => {
  beforeEach(async () => expect(await findings()).toEqual([]))

  const requests = (ids: string[], ago: string, code?: string) =>
    tell(rollout, ids, 'api_request', {
      value: 40,
      ago,
      attributes: { operation: 'x', ...(code ? { code } : {}) },
    })
  const pass = (time: string) => rollout.sql`
    update public.telemetry_events set created_at = created_at - ${time}::interval where name = 'api_request'`

  it('are burnt by errors of ours that go on, not by a blip, by few, or by what users do', async () => {
    const users = await people(rollout, 200)
    await rollout.sql`
      insert into public.telemetry_events (user_id, session_id, name, created_at)
      select ${sure(users[0])}, gen_random_uuid(), 'api_request', now() - interval '2 days' from generate_series(1, 20000)`
    await requests(users, '50 minutes')
    await requests(users, '2 minutes')
    await requests(users.slice(0, 60), '2 minutes', 'conflict')
    await requests(users.slice(0, 9), '2 minutes', 'unexpected')
    expect(await findings()).toEqual([])
    // A blip that is over: the long window has it, the short one not.
    await pass('40 minutes')
    await requests(users.slice(0, 60), '45 minutes', 'unexpected')
    expect(await findings()).toEqual([])

    await requests(users.slice(0, 60), '1 minute', 'unexpected')
    // A third of the hour's, 66 times as many as may: 30 days' budget in 11 hours. The action stops it, time mends it.
    await act(
      'error_budget_burn',
      'critical',
      /^129 of 389 requests of the app failed in the last hour, 60 of 60 in the last 5 minutes; 0\.5 % may, and at this rate the budget of 30 days lasts 11 hours\.$/,
    )
    // What was switched off fails no more: the short window forgets it first, and with it the finding goes.
    await pass('10 minutes')
    await pass('7 hours')
    expect(await findings()).toEqual([])
    await follow('error_budget_burn', 'undo')
  })

  it('are not burnt by one who tells of many errors, but by two', async () => {
    await pass('4 days')
    const [one, another] = (await people(rollout, 2)) as [string, string]
    await requests(Array(60).fill(one), '2 minutes', 'unexpected')
    expect(await findings()).toEqual([])
    await requests([another], '2 minutes', 'unexpected')
    expect(await found('error_budget_burn')).toMatchObject([{ severity: 'critical' }])
    await pass('4 days')
  })

  it('of applies come from the history, and a slow burn is a warning', async () => {
    const users = await people(rollout, 200)
    await tryToApply(rollout, users, 'success', { ago: '2 days' })
    await tryToApply(rollout, users, 'success', { ago: '2 days' })
    await tryToApply(rollout, users.slice(0, 10), 'failed', { ago: '2 days' })
    expect(await findings()).toEqual([])
    await tryToApply(rollout, users.slice(0, 20), 'success', { ago: '5 hours' })
    await tryToApply(rollout, users.slice(0, 1), 'failed', { ago: '5 hours' })
    expect(await found('error_budget_burn')).toMatchObject([
      {
        severity: 'warning',
        figure: expect.stringMatching(
          /^11 of \d+ applies failed in the last 3 days, 1 of \d+ in the last 6 hours/,
        ),
      },
    ])
    await tryToApply(rollout, users.slice(0, 200), 'success', { ago: '4 hours' })
    expect(await findings()).toEqual([])
  })
})

describe('of a rollout', () => {
  const operator = () => asOperator(rollout)

  it('tells that a phase is under way and nobody judges it', async () => {
    await clearTheWay(rollout)
    await rollout.sql`update public.rollout_gates set enabled = true where name = 'telemetry_comes_in'`
    await advanceTo(rollout, 'internal')
    expect(await findings()).toEqual([])
    await letTimePass(rollout, '21 minutes')
    await mend('gates_unevaluated', 'critical', /never yet; meant to be every 5 minutes\.$/)
    expect(await findings()).toEqual([])
  })

  it('tells that a gate fails and since when, and of the alert that it leaves', async () => {
    const { sql } = rollout
    await sql`
      insert into public.rollout_gates (phase, name, metric, test, threshold, "window", minimum_sample, on_breach)
      values ('internal', 'support_copes', 'tickets', 'absolute', 20, '7 days', 0, 'hold')`
    await sql`insert into public.support_tickets (day, tickets) values (current_date, 30)`
    const [first] = await operator()
      .evaluate()
      .then((verdicts) => verdicts.filter(({ gate }) => gate === 'support_copes'))
    await operator().evaluate()
    expect((await names()).sort()).toEqual(['alert_unacknowledged', 'gate_failing'])
    const [failing] = await found('gate_failing')
    expect(new Date(sure(failing?.since)).toISOString()).toBe(new Date(sure(first).as_of).toISOString())
    await mend('gate_failing', 'warning', /^support_copes: Support tickets: 30/)
    // Rolled back by a person: the gate is judged no more, and two alerts ask for a word.
    expect(await found('gate_failing')).toEqual([])
    expect(await found('alert_unacknowledged')).toHaveLength(2)
    expect((await findings())[0]).toMatchObject({ finding: 'alert_unacknowledged', severity: 'critical' })
    await follow('alert_unacknowledged', 'symptom')
    await follow('alert_unacknowledged', 'action')
    followed.add('alert_unacknowledged')
    expect(await findings()).toEqual([])
  })

  it('tells that the groups are not the size they should be', async () => {
    await clearTheWay(rollout)
    await rollout.sql`update public.rollout_gates set enabled = true where phase = 'half' and name = 'groups_as_meant'`
    await advanceTo(rollout, 'half')
    const users = await people(rollout, 500)
    await see(rollout, users.slice(0, 400), true)
    await see(rollout, users.slice(400), false)
    await operator().evaluate()
    await mend(
      'sample_ratio_mismatch',
      'warning',
      /^groups_as_meant: 400 of 500 people have the feature, which should be 50 %/,
    )
    expect(await found('sample_ratio_mismatch')).toEqual([])
    await follow('alert_unacknowledged', 'action')
    expect(await findings()).toEqual([])
  })
})

it('every page about a finding has been followed', async () => {
  expect([...followed].sort()).toEqual([...runbooks.keys()].sort())
  const kinds = await rollout.sql`select finding from private.finding_kinds order by finding`
  expect(kinds.map(({ finding }) => finding)).toEqual([...runbooks.keys()].sort())
})
