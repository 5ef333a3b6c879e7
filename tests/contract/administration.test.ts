/** What administrators cannot write to flags, overrides and roles, in words; and what must go on working. */
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { evaluateFeatureFlags } from '#data/feature-flags/feature-flags.api.ts'
import { sure } from '../../scripts/sure.ts'
import { flagName } from '../support/factories.ts'
import { type GivenError, refusalOf } from '../support/refusal.ts'
import { adminConnection, serviceRole, signUp, type TestUser } from '../support/stack.ts'

const sql = adminConnection()
const flag = flagName()
const missing = randomUUID()
let admin: TestUser
let user: TestUser

beforeAll(async () => {
  ;[admin, user] = [await signUp(), await signUp()]
  await sql`insert into public.user_roles (user_id, role) values (${admin.id}, 'admin')`
  await sql`insert into public.feature_flags (flag_name) values (${flag})`
})

const required = (field: string) => ({ field, problem: 'required' })
const flags = 'feature_flags'
const overrides = 'user_feature_flags'
const good: Record<string, () => object> = {
  feature_flags: () => ({ flag_name: flagName(), enabled: true, rollout_percentage: 50 }),
  user_feature_flags: () => ({ flag_name: flag, user_id: user.id, enabled: true }),
  user_roles: () => ({ user_id: user.id, role: 'ops' }),
  rollout_phases: () => ({
    position: 99,
    name: 'trial',
    title: 'Trial',
    planned_duration: '1 day',
    minimum_soak: '1 day',
  }),
  rollout_gates: () => ({ phase: 'quarter', name: 'trial', metric: 'errors', test: 'versus_unexposed' }),
}

it.each([
  [flags, { flag_name: null }, 'PT422', required('flag_name')],
  [flags, { enabled: null }, 'PT422', required('enabled')],
  [flags, { rollout_percentage: null }, 'PT422', required('rollout_percentage')],
  ...[101, 100.01, 1000, 1e20, -1, -0.01, 'NaN', 'Infinity', '-Infinity'].map(
    (rollout_percentage) =>
      [
        flags,
        { rollout_percentage },
        'PT422',
        { field: 'rollout_percentage', problem: 'out_of_range' },
      ] as const,
  ),
  ...[99.999, '99.999', 0.001, 33.333333333333336].map(
    (rollout_percentage) =>
      [
        flags,
        { rollout_percentage },
        'PT422',
        { field: 'rollout_percentage', problem: 'too_precise' },
      ] as const,
  ),
  ...[
    '',
    'Feature:scenarios',
    'feature:scenarios ',
    'feature:scenarios\n',
    'feature::x',
    'feature-x',
    'f\u0435ature',
  ].map(
    (flag_name) => [flags, { flag_name }, 'PT422', { field: 'flag_name', problem: 'wrong_form' }] as const,
  ),
  [overrides, { flag_name: null }, 'PT422', required('flag_name')],
  [overrides, { user_id: null }, 'PT422', required('user_id')],
  [overrides, { enabled: null }, 'PT422', required('enabled')],
  [overrides, { flag_name: 'nope' }, 'PT404', { flag_name: 'nope' }],
  [overrides, { user_id: missing }, 'PT404', { user_id: missing }],
  ['user_roles', { user_id: null }, 'PT422', required('user_id')],
  ['user_roles', { role: null }, 'PT422', required('role')],
  [
    'user_roles',
    { role: 'boss' },
    'PT422',
    { field: 'role', problem: 'not_an_option', options: ['admin', 'ops'] },
  ],
  ['user_roles', { user_id: missing }, 'PT404', { user_id: missing }],
  ...[101, -1, 'NaN', 'Infinity'].map(
    (rollout_percentage) =>
      [
        'rollout_phases',
        { rollout_percentage },
        'PT422',
        { field: 'rollout_percentage', problem: 'out_of_range' },
      ] as const,
  ),
  [
    'rollout_phases',
    { rollout_percentage: 99.999 },
    'PT422',
    { field: 'rollout_percentage', problem: 'too_precise' },
  ],
  ['rollout_phases', { flag_name: 'nope' }, 'PT404', { flag_name: 'nope' }],
  ['rollout_gates', { phase: 'lunch' }, 'PT422', { field: 'phase', problem: 'not_an_option' }],
  ['rollout_gates', { metric: null }, 'PT422', required('metric')],
  ['rollout_gates', { metric: 'luck' }, 'PT422', { field: 'metric', problem: 'not_an_option' }],
] as const)('of %s is refused %j', async (table, values, code, detail) => {
  for (const client of [admin.client, serviceRole()]) {
    const written = await client.from(table).insert({ ...sure(good[table])(), ...values } as never)
    expect(written.error?.code, written.error?.message).toBe(code)
    expect(refusalOf(sure(written.error))).toMatchObject(detail)
  }
})

it.each([
  [flags, { enabled: null }],
  [flags, { rollout_percentage: 99.999 }],
  [flags, { rollout_percentage: 1000 }],
  [flags, { flag_name: 'Feature' }],
  [overrides, { enabled: null }],
  [overrides, { user_id: missing }],
  ['user_roles', { role: 'boss' }],
] as const)('a row of %s is not changed to %j either', async (table, values) => {
  const { data } = await admin.client
    .from(table)
    .insert(sure(good[table])() as never)
    .select('id')
    .single()
  const { id } = data as unknown as { id: string }
  const { error } = await admin.client
    .from(table)
    .update(values as never)
    .eq('id', id)
  expect(error?.code).toMatch(/^PT4(04|22)$/)
  refusalOf(error)
  await admin.client.from(table).delete().eq('id', id)
})

it('tells nobody else whether an account exists', async () => {
  for (const table of [overrides, 'user_roles'] as const) {
    const codes = await Promise.all(
      [admin.id, missing].map(async (user_id) => {
        const { error } = await user.client.from(table).insert({ ...sure(good[table])(), user_id } as never)
        return error?.code
      }),
    )
    expect(codes, table).toEqual(['42501', '42501'])
  }
})

it('sets an override again, and follows a flag to another name', async () => {
  const write = (enabled: boolean) =>
    admin.client
      .from('user_feature_flags')
      .upsert({ flag_name: flag, user_id: user.id, enabled }, { onConflict: 'user_id,flag_name' })
  expect((await write(true)).error).toBeNull()
  expect((await write(false)).error).toBeNull()
  const name = flagName()
  const renamed = await admin.client.from('feature_flags').update({ flag_name: name }).eq('flag_name', flag)
  expect(renamed.error).toBeNull()
  const rows = await sql`select flag_name, enabled from public.user_feature_flags where user_id = ${user.id}`
  expect(rows.map((row) => ({ ...row }))).toEqual([{ flag_name: name, enabled: false }])
  await sql`update public.feature_flags set flag_name = ${flag} where flag_name = ${name}`
})

it('keeps each percentage to the last decimal', async () => {
  for (const percentage of [0, 0.01, 12.5, 33.33, 99.99, 100]) {
    const { data, error } = await admin.client
      .from('feature_flags')
      .update({ rollout_percentage: percentage })
      .eq('flag_name', flag)
      .select('rollout_percentage')
    expect(error).toBeNull()
    expect(sure(data).map((row) => Number(row.rollout_percentage))).toEqual([percentage])
  }
})

it('says of a flag that is enabled at 0 % that it is on for nobody', async () => {
  const name = flagName()
  await admin.client.from('feature_flags').insert({ flag_name: name }).throwOnError()
  await admin.client.from('feature_flags').update({ enabled: true }).eq('flag_name', name).throwOnError()
  const answer = (await evaluateFeatureFlags(user.client)).find(({ flag_name }) => flag_name === name)
  expect(answer).toMatchObject({ enabled: false, reason: 'on_for_nobody' })
  const { data } = await admin.client
    .from('feature_flag_audit')
    .select('operation, effect')
    .eq('flag_name', name)
    .order('created_at')
  expect(data).toEqual([
    { operation: 'insert', effect: 'Off for everyone.' },
    { operation: 'update', effect: 'On for nobody: the percentage is 0.' },
  ])
})

it('adds, renames and deletes no flag that would change what others answer', async () => {
  const parent = flagName()
  const child = `${parent}:part`
  const table = () => admin.client.from('feature_flags')
  const answer = async () =>
    (await evaluateFeatureFlags(user.client)).find(({ flag_name }) => flag_name === child)?.enabled
  const refused = ({ error }: { error: GivenError | null }) => {
    expect(error?.code, error?.message).toBe('PT422')
    expect(refusalOf(error)).toMatchObject({ problem: 'affects_other_flags', flags: [child] })
  }
  await table().insert({ flag_name: child, enabled: true, rollout_percentage: 100 }).throwOnError()
  refused(await table().insert({ flag_name: parent }))
  refused(await table().insert({ flag_name: parent, enabled: true, rollout_percentage: 99.99 }))
  refused(await table().update({ flag_name: parent, rollout_percentage: 50 }).eq('flag_name', flag))
  expect(await answer()).toBe(true)
  await table().insert({ flag_name: parent, enabled: true, rollout_percentage: 100 }).throwOnError()
  expect(await answer()).toBe(true)
  await table().update({ rollout_percentage: 0 }).eq('flag_name', parent).throwOnError()
  refused(await table().delete().eq('flag_name', parent))
  refused(
    await table()
      .update({ flag_name: `${parent}_renamed` })
      .eq('flag_name', parent),
  )
  expect(await answer()).toBe(false)
  await table().delete().in('flag_name', [parent, child]).throwOnError()
})
