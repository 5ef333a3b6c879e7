/**
 * Every reason for which a function refuses its caller or its arguments: the code and with it the HTTP status, the place
 * in `detail`, a `hint`, and nothing written. What is wrong with content is in refusals-of-content.test.ts.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { previewRevert } from '#data/applications/applications.api.ts'
import { deleteInstance } from '#data/instances/instances.api.ts'
import { sure } from '../../scripts/sure.ts'
import { flagName, sandbox } from '../support/factories.ts'
import { holdFlags, occupyUser, openSession, type Session } from '../support/locks.ts'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, stack } from '../support/stack.ts'
import {
  fingerprintFor,
  good,
  prepare,
  reasons,
  refused,
  refusedIn,
  type Values,
  world,
} from './refusal-world.ts'

const sql = adminConnection()
beforeAll(() => prepare(sql))

const functions = Object.keys(good)
/** By argument, the functions that take it; held against the database below. */
const taking = {
  p_request_id: [
    'create_scenario',
    'apply_scenario',
    'refresh_scenario_instances',
    'revert_application',
    'duplicate_scenario',
    'bulk_edit_scenario_instances',
    'import_scenario',
    'import_instances',
    'update_instances',
  ],
  p_fingerprint: ['apply_scenario', 'revert_application'],
  p_resolutions: ['preview_apply', 'apply_scenario', 'preview_revert', 'revert_application'],
  p_scenario_instance_ids: [
    'preview_apply',
    'apply_scenario',
    'refresh_scenario_instances',
    'bulk_edit_scenario_instances',
  ],
  p_assumptions: ['preview_apply', 'apply_scenario'],
  p_instance_ids: ['create_scenario', 'copy_instances_to_scenario'],
  p_changes: ['bulk_edit_scenario_instances', 'update_instances'],
  p_document: ['preview_import_scenario', 'import_scenario', 'import_instances'],
}

it.each(Object.entries(taking))('asks every function that takes %s', async (argument, names) => {
  const rows = await sql`
    select proname from pg_proc where pronamespace = 'public'::regnamespace and ${argument} = any (proargnames)`
  expect(rows.map(({ proname }) => proname).sort()).toEqual([...names].sort())
})

describe('PT400, for an argument that is not understood', () => {
  // The arguments are the same with every row that is made, so names can be asked for before there is one.
  const asksFor = (argument: string, names: string[], value: unknown) =>
    it.each(names)(`names ${argument} of %s that is ${JSON.stringify(value)}`, (name) =>
      refused(name, { ...sure(good[name])(), [argument]: value }, 'PT400', {
        reason: 'bad_argument',
        argument,
      }),
    )
  asksFor('p_request_id', taking.p_request_id, null)
  asksFor('p_fingerprint', taking.p_fingerprint, null)
  asksFor('p_scenario_instance_ids', taking.p_scenario_instance_ids, [])
  asksFor('p_scenario_instance_ids', taking.p_scenario_instance_ids, [null])
  asksFor('p_instance_ids', taking.p_instance_ids, [null])
  asksFor('p_instance_ids', ['copy_instances_to_scenario'], [])
  asksFor('p_changes', taking.p_changes, {})

  asksFor('p_resolutions', taking.p_resolutions, [1])
  it.each(taking.p_resolutions)('names row and field of a resolution for %s', async (name) => {
    const row = name.includes('revert') ? randomUUID() : world.box.copies[1].id
    const field = 'params.value'
    for (const choice of [5, {}, { take: 'mine' }, { take: 'current', value: 1 }, { set: 1 }])
      await refused(name, { ...sure(good[name])(), p_resolutions: { [row]: { [field]: choice } } }, 'PT400', {
        reason: 'bad_resolution',
        row,
        field,
      })
    await refused(name, { ...sure(good[name])(), p_resolutions: { [row]: 5 } }, 'PT400', { row, field: null })
  })
  it.each(taking.p_resolutions)('names a row that is not in the plan of %s', async (name) => {
    const row = randomUUID()
    const values = { ...sure(good[name])(), p_resolutions: { [row]: { name: { take: 'current' } } } }
    if ('p_fingerprint' in values) values.p_fingerprint = await fingerprintFor(name)
    await refused(name, values, 'PT400', { reason: 'bad_resolution', row, field: 'name' })
  })
  it('names the field of a change', () =>
    refused(
      'bulk_edit_scenario_instances',
      { ...sure(good.bulk_edit_scenario_instances)(), p_changes: { 'params.value': { add: 'x' } } },
      'PT400',
      { reason: 'bad_change', argument: 'p_changes', field: 'params.value' },
    ))
  it('names the row of an update', async () => {
    const [{ id }] = world.box.instances
    const row = { version: 1, params: { value: 1 } }
    for (const [key, change] of [
      ['first', row],
      [id, { ...row, status: 'archived' }],
      [id, { ...row, version: '1' }],
      [id, { ...row, version: 1.5 }],
      [id, { version: 1 }],
      [id, { version: 1, params: {} }],
      [id, { version: 1, params: { value: [1] } }],
      [id, 5],
    ] as const)
      await refused(
        'update_instances',
        { ...sure(good.update_instances)(), p_changes: { [key]: change } },
        'PT400',
        { reason: 'bad_change', argument: 'p_changes', row: key },
      )
  })
  it('names what an administrator left out', async () => {
    const name = 'set_feature_flag_for_emails'
    const set = { p_flag_name: 'feature:scenarios', p_emails: [world.user.email], p_enabled: true }
    const asks = (values: Values, argument: string) =>
      refused(name, { ...set, ...values }, 'PT400', { reason: 'bad_argument', argument }, world.admin)
    await asks({ p_emails: [] }, 'p_emails')
    await asks({ p_emails: null }, 'p_emails')
    await asks({ p_enabled: null }, 'p_enabled')
    const kill = { p_flag_name: 'feature:scenarios', p_reason: ' ' }
    await refused('kill_feature', kill, 'PT400', { argument: 'p_reason' }, world.admin)
    for (const age of [null, '-1 day'])
      await refused(
        'purge_deleted',
        { p_older_than: age },
        'PT400',
        { argument: 'p_older_than' },
        world.admin,
      )
  })
})

describe('PT403, while a feature is off for the caller', () => {
  const off = (flag: string) =>
    sql`insert into public.user_feature_flags (user_id, flag_name, enabled) values (${world.user.id}, ${flag}, false)`
  const on = () => sql`delete from public.user_feature_flags where user_id = ${world.user.id}`
  afterAll(() => on())

  it.each(functions)('is for %s as the flags say', async (name) => {
    const parent = 'feature:scenarios'
    const needs = {
      [parent]: name !== 'import_instances' && name !== 'update_instances',
      [`${parent}:apply`]: name === 'apply_scenario' || name === 'revert_application',
      [`${parent}:conflict_resolution`]: /apply|revert/.test(name),
    }
    const resolutions = { [randomUUID()]: { name: { take: 'current' } } }
    for (const [flag_name, isNeeded] of Object.entries(needs)) {
      await off(flag_name)
      const values = {
        ...sure(good[name])(),
        ...(/apply|revert/.test(name) ? { p_resolutions: resolutions } : {}),
      }
      if (isNeeded) await refused(name, values, 'PT403', { reason: 'feature_disabled', flag_name })
      else if (flag_name === parent)
        expect((await world.user.client.rpc(name as never, values as never)).error).toBeNull()
      await on()
    }
  })

  it('is for an apply that meets a conflict while resolving them is off', async () => {
    await off('feature:scenarios:conflict_resolution')
    const values = { ...sure(good.apply_scenario)(), p_fingerprint: await fingerprintFor('apply_scenario') }
    await refused('apply_scenario', values, 'PT403', { flag_name: 'feature:scenarios:conflict_resolution' })
    await on()
  })
})

describe('PT403, without the role', () => {
  it.each([
    ['verify_integrity', {}, 'ops'],
    ['purge_deleted', {}, 'ops'],
    ['operations_tick', {}, 'ops'],
    ['set_feature_flag_for_emails', { p_flag_name: 'x', p_emails: ['x'], p_enabled: true }, 'admin'],
    ['kill_feature', { p_flag_name: 'x', p_reason: 'x' }, 'admin'],
  ])('says which %s needs', (name, values, role) =>
    refused(name, values, 'PT403', { reason: 'role_needed', role }),
  )
})

describe('PT404, for what is not there', () => {
  const missing = randomUUID()
  it.each(functions.filter((name) => !/import|create|update/.test(name)))(
    'names the row of %s',
    async (name) => {
      const what = name.includes('revert') ? 'application_id' : 'scenario_id'
      for (const id of [missing, null])
        await refused(name, { ...sure(good[name])(), [`p_${what}`]: id }, 'PT404', {
          reason: 'not_found',
          [what]: id,
        })
    },
  )
  it.each(['create_scenario', 'copy_instances_to_scenario'])('names the instance of %s', (name) =>
    refused(name, { ...sure(good[name])(), p_instance_ids: [world.box.instances[0].id, missing] }, 'PT404', {
      instance_id: missing,
    }),
  )
  it('names the instance of an update', () =>
    refused(
      'update_instances',
      { ...sure(good.update_instances)(), p_changes: { [missing]: { version: 1, params: { value: 1 } } } },
      'PT404',
      { instance_id: missing },
    ))
  it('names an instance or a copy that is deleted', async () => {
    const [gone] = (await sandbox(world.user.client)).instances
    await deleteInstance(world.user.client, gone.id)
    await refused(
      'create_scenario',
      { ...sure(good.create_scenario)(), p_instance_ids: [gone.id] },
      'PT404',
      {
        instance_id: gone.id,
      },
    )
    for (const name of ['preview_apply', 'apply_scenario', 'refresh_scenario_instances'])
      await refused(
        name,
        { ...sure(good[name])(), p_scenario_instance_ids: [world.box.copies[2].id] },
        'PT404',
        {
          scenario_instance_id: world.box.copies[2].id,
        },
      )
  })
  it.each(['set_feature_flag_for_emails', 'kill_feature'])('names the flag of %s', (name) =>
    refused(
      name,
      {
        p_flag_name: 'nope',
        ...(name === 'kill_feature' ? { p_reason: 'x' } : { p_emails: ['x'], p_enabled: true }),
      },
      'PT404',
      { flag_name: 'nope' },
      world.admin,
    ),
  )
})

describe('PT409, when something stands against it', () => {
  it.each(taking.p_request_id)('says of %s that its request id was used', (name) =>
    refused(name, { ...sure(good[name])(), p_request_id: world.usedRequestId }, 'PT409', {
      reason: 'request_id_reused',
      request_id: world.usedRequestId,
    }),
  )
  it.each(['preview_revert', 'revert_application'])('says why %s is not possible', async (name) => {
    const attempt = (id: string, detail: object) =>
      refused(name, { ...sure(good[name])(), p_application_id: id }, 'PT409', detail)
    await attempt(world.history.refresh, {
      reason: 'not_revertible',
      operation: 'refresh',
      status: 'success',
    })
    await attempt(world.history.reverted, {
      reason: 'already_reverted',
      application_id: world.history.reverted,
    })
  })
  it.each(['preview_revert', 'revert_application'])(
    'says of %s that what it would need is no longer kept',
    (name) =>
      refused(name, { ...sure(good[name])(), p_application_id: world.history.pruned }, 'PT409', {
        reason: 'no_longer_kept',
        application_id: world.history.pruned,
      }),
  )
  it('names the instances that are at another version than an update says', async () => {
    const [first, second] = world.box.instances
    const params = { value: 7 }
    const p_changes = { [first.id]: { version: 1, params }, [second.id]: { version: 1, params } }
    await refused('update_instances', { ...sure(good.update_instances)(), p_changes }, 'PT409', {
      reason: 'version_moved',
      instance_ids: [second.id],
    })
  })
  it('says that something was carried out long ago', async () => {
    const values = { p_request_id: randomUUID(), p_name: 'Once' }
    await world.user.client.rpc('create_scenario', values)
    await sql`
      delete from private.request_answers where application_id = (
        select id from public.scenario_applications where request_id = ${values.p_request_id})`
    await refused('create_scenario', values, 'PT409', { reason: 'answered_long_ago', status: 'success' })
  })
  it('says that there is nothing to undo', async () => {
    const { fingerprint } = await previewRevert(world.user.client, { applicationId: world.history.gone })
    await refused(
      'revert_application',
      {
        ...sure(good.revert_application)(),
        p_application_id: world.history.gone,
        p_fingerprint: fingerprint,
      },
      'PT409',
      { reason: 'nothing_to_undo', application_id: world.history.gone },
    )
  })
  it('says that writers did not finish in time', async () => {
    const flag = flagName()
    await sql`insert into public.feature_flags (flag_name) values (${flag})`
    const writer = await sql.reserve()
    try {
      await holdFlags({ sql: writer })
      const killing = sql.begin(async (transaction) => {
        await transaction`select set_config('lock_timeout', '50ms', true)`
        await transaction`select public.kill_feature(${flag}, 'Test')`
      })
      const error = await killing.then(
        () => expect.fail('kill_feature did not wait'),
        (reason) => reason,
      )
      expect(error.code).toBe('PT409')
      world.provoked.add(refusalOf(error).reason)
    } finally {
      await writer`rollback`
      writer.release()
    }
  })
})

describe('PT503, while as many of their own writes wait as may', () => {
  let session: Session
  beforeAll(async () => {
    session = await openSession(stack.serverUrl)
    await occupyUser(session, world.user.id)
  })
  afterAll(() => session.end())
  const busy = { reason: 'busy', lock: 'user' }

  it.each(functions.filter((name) => !name.startsWith('preview_')))('turns %s away', (name) =>
    refused(name, sure(good[name])(), 'PT503', busy),
  )
  it('turns the end of the account away', () => refused('delete_account', {}, 'PT503', busy))
  it.each(['instances', 'scenarios', 'scenario_instances', 'profiles'] as const)(
    'turns direct writes of %s away',
    async (table) => {
      const own = world.user.client.from(table)
      const change = table === 'profiles' ? { theme: 'dark' } : { name: 'Other' }
      await refusedIn(() => own.update(change as never).eq('user_id', world.user.id), 'PT503', busy)
      if (table !== 'profiles') await refusedIn(() => own.insert({ name: 'New' } as never), 'PT503', busy)
    },
  )
  it('turns feedback away', () =>
    refusedIn(() => world.user.client.from('feedback').insert({ score: 3 } as never), 'PT503', busy))
  it.each(functions.filter((name) => name.startsWith('preview_')))('lets %s be asked', async (name) => {
    expect((await world.user.client.rpc(name as never, sure(good[name])() as never)).error).toBeNull()
  })
})

it('has every function that writes answer busy where rows stay locked or two wait for each other', async () => {
  const rows = await sql`
    select proname from pg_proc where pronamespace = 'public'::regnamespace and provolatile = 'v' and prorettype <> 'event_trigger'::regtype
      and prosrc not like '%exception when lock_not_available or deadlock_detected then%refuse_busy%'`
  expect([...rows]).toEqual([])
})

it('provokes every reason of its half', () => {
  expect([...world.provoked].sort()).toEqual([...reasons.ofArguments].sort())
})

it('leaves no reason of the database to nobody', async () => {
  const sources = await sql<{ prosrc: string }[]>`
    select prosrc from pg_proc where pronamespace in ('public'::regnamespace, 'private'::regnamespace)`
  const known = sources.flatMap(({ prosrc }) =>
    [...prosrc.matchAll(/["']reason["'][,:]\s*["'](\w+)["']/g)].map(([, reason]) => sure(reason)),
  )
  expect([...new Set(known)].sort()).toEqual([...new Set(Object.values(reasons).flat())].sort())
})
