/** What operators and administrators do through the API, and what it answers. */
import { beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { featureFlagSchema } from '#data/feature-flags/feature-flags.api.ts'
import { createInstances } from '#data/instances/instances.api.ts'
import { sure } from '../../scripts/sure.ts'
import { flagName, newInstance } from '../support/factories.ts'
import { integritySchema, purgedSchema } from '../support/operations-answers.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'

const sql = adminConnection()
let owner: TestUser
let admin: TestUser
let ops: TestUser
// A flag of our own: nobody else is told that it is off.
const flag = flagName()

beforeAll(async () => {
  ;[owner, admin, ops] = [await signUp(), await signUp(), await signUp()]
  await sql`insert into public.user_roles (user_id, role) values (${admin.id}, 'admin'), (${ops.id}, 'ops')`
  await sql`insert into public.feature_flags (flag_name, enabled, rollout_percentage) values (${flag}, true, 100)`
})

it('answers an operator with every invariant and the number of its violations', async () => {
  const { data } = await ops.client.rpc('verify_integrity')
  const invariants = integritySchema.parse(data)
  expect(new Set(invariants.map(({ name }) => name)).size).toBe(invariants.length)
  expect(invariants.filter(({ violations }) => violations > 0)).toEqual([])
})

it('removes for good what was deleted long ago, and says how much', async () => {
  const [kept, old] = await createInstances(owner.client, [newInstance(), newInstance()])
  await sql`
    update public.instances set deleted_at = case id when ${sure(old).id} then now() - interval '31 days' else now() - interval '29 days' end
    where id in (${sure(kept).id}, ${sure(old).id})`
  const { data } = await ops.client.rpc('purge_deleted', {})
  expect(purgedSchema.parse(data).instances).toBeGreaterThanOrEqual(1)
  const left = await sql`select id from public.instances where id in (${sure(kept).id}, ${sure(old).id})`
  expect(left.map(({ id }) => id)).toEqual([sure(kept).id])
})

it('sets a flag for a list of addresses, and says which nobody has', async () => {
  const { data } = await admin.client.rpc('set_feature_flag_for_emails', {
    p_flag_name: flag,
    p_emails: [` ${owner.email.toUpperCase()} `, 'nobody@example.com', ''],
    p_enabled: true,
    p_reason: 'Beta',
  })
  expect(data).toEqual({ flag_name: flag, enabled: true, set: 1, unknown_emails: ['nobody@example.com'] })
  const overrides =
    await sql`select user_id, enabled from public.user_feature_flags where flag_name = ${flag}`
  expect(overrides.map((row) => ({ ...row }))).toEqual([{ user_id: owner.id, enabled: true }])
  const noted =
    await sql`select user_id, change_reason from public.feature_flag_audit where flag_name = ${flag} and operation = 'insert'`
  expect(noted.map((row) => ({ ...row }))).toContainEqual({ user_id: owner.id, change_reason: 'Beta' })
})

it('kills a feature for everyone, with the reason in the audit', async () => {
  await sql`update public.feature_flags set enabled = true, change_reason = null where flag_name = ${flag}`
  const { data } = await admin.client.rpc('kill_feature', { p_flag_name: flag, p_reason: 'Too slow' })
  expect(data).toMatchObject({ flag_name: flag, was_enabled: true })
  const { data: flags } = await owner.client.rpc('evaluate_feature_flags')
  const state = z
    .array(featureFlagSchema)
    .parse(flags)
    .find(({ flag_name }) => flag_name === flag)
  expect(state).toMatchObject({ enabled: false, reason: 'disabled', message: expect.stringMatching(/\S/) })
  const [entry] = await sql`
    select change_reason, new_value -> 'enabled' as enabled from public.feature_flag_audit
    where flag_name = ${flag} order by created_at desc limit 1`
  expect(entry).toEqual({ change_reason: 'Too slow', enabled: false })
})
