/** Why administrators decided something, and about whom: told to the audit, not to users, and forgotten with an account. */
import { beforeAll, expect, it } from 'vitest'
import { sure } from '../../scripts/sure.ts'
import { flagName } from '../support/factories.ts'
import { adminConnection, serviceRole, signUp, type TestUser } from '../support/stack.ts'

const sql = adminConnection()
const nobody = '00000000-0000-0000-0000-000000000000'
let admin: TestUser

beforeAll(async () => {
  admin = await signUp()
  await sql`insert into public.user_roles (user_id, role) values (${admin.id}, 'admin')`
})

/** A flag with a history: its own, and that of an override of `user` by the administrator `by`. */
async function historyOf(user: TestUser, by = admin) {
  const flag = flagName()
  const flags = () => by.client.from('feature_flags')
  const overrides = () => by.client.from('user_feature_flags')
  await flags().insert({ flag_name: flag, change_reason: 'A trial' }).throwOnError()
  await flags().update({ enabled: true, change_reason: 'Asked for' }).eq('flag_name', flag).throwOnError()
  await overrides()
    .insert({ flag_name: flag, user_id: user.id, enabled: false, reason: 'Complained by mail' })
    .throwOnError()
  await overrides()
    .update({ enabled: true, reason: 'Apologised' })
    .eq('flag_name', flag)
    .eq('user_id', user.id)
    .throwOnError()
  return flag
}

async function audited(flag: string) {
  const rows = await sql`
    select operation, user_id, actor_id, change_reason, old_value, new_value
    from public.feature_flag_audit where flag_name = ${flag} order by created_at`
  return rows.map((row) => ({ ...row }))
}

it('reasons are in no row that a user reads, and one each in the audit', async () => {
  const user = await signUp()
  const flag = await historyOf(user)
  for (const reader of [user.client, admin.client, serviceRole()]) {
    const { data: flags } = await reader.from('feature_flags').select('*').eq('flag_name', flag)
    expect(flags).toMatchObject([{ enabled: true, change_reason: null }])
    const { data: overrides } = await reader.from('user_feature_flags').select('*').eq('flag_name', flag)
    expect(overrides).toMatchObject([{ enabled: true, reason: null }])
  }
  expect(await audited(flag)).toMatchObject([
    { operation: 'insert', user_id: null, change_reason: 'A trial' },
    { operation: 'update', user_id: null, change_reason: 'Asked for' },
    { operation: 'insert', user_id: user.id, change_reason: 'Complained by mail' },
    { operation: 'update', user_id: user.id, change_reason: 'Apologised' },
  ])
  const { data } = await user.client.from('feature_flag_audit').select('*')
  expect(data).toEqual([])
})

it('reasons do not hide a change that is made together with taking one away', async () => {
  const flag = await historyOf(await signUp())
  // A row as an older database, or triggers that were off, may have left it.
  await sql.begin(async (transaction) => {
    await transaction`set local session_replication_role = replica`
    await transaction`update public.feature_flags set change_reason = 'From before' where flag_name = ${flag}`
  })
  await sql`update public.feature_flags set enabled = false, change_reason = null where flag_name = ${flag}`
  expect((await audited(flag)).at(-1)).toMatchObject({ operation: 'update', change_reason: null })
})

it('reasons leave with the account of the user they are about, who leaves too; that something was done stays', async () => {
  const user = await signUp()
  const flag = await historyOf(user)
  await user.client.rpc('delete_account').throwOnError()
  const left = await audited(flag)
  expect(left).toMatchObject([
    { operation: 'insert', user_id: null, actor_id: admin.id, change_reason: 'A trial' },
    { operation: 'update', user_id: null, actor_id: admin.id, change_reason: 'Asked for' },
    { operation: 'insert', user_id: nobody, actor_id: admin.id, change_reason: null },
    { operation: 'update', user_id: nobody, actor_id: admin.id, change_reason: null },
    { operation: 'delete', user_id: nobody, change_reason: null },
  ])
  expect(sure(left.at(-2)).new_value).toMatchObject({
    flag_name: flag,
    user_id: nobody,
    enabled: true,
    reason: null,
  })
  expect(JSON.stringify(left)).not.toMatch(new RegExp(`${user.id}|Complained|Apologised`))
})

it('reasons stay when an administrator leaves, without the id', async () => {
  const leaving = await signUp()
  await sql`insert into public.user_roles (user_id, role) values (${leaving.id}, 'admin')`
  const user = await signUp()
  const flag = await historyOf(user, leaving)
  const [signoff] =
    await sql`select id, decision, note, signed_by, signed_role, signed_at from public.rollout_signoffs limit 1`
  await leaving.client
    .from('rollout_signoffs')
    .update({ decision: 'approved', note: 'Seen' })
    .eq('id', sure(signoff).id)
    .throwOnError()
  await leaving.client.rpc('delete_account').throwOnError()
  expect((await audited(flag)).slice(0, 4)).toMatchObject(
    ['A trial', 'Asked for', 'Complained by mail', 'Apologised'].map((change_reason) => ({
      actor_id: nobody,
      change_reason,
    })),
  )
  const [signed] =
    await sql`select decision, note, signed_by, signed_role from public.rollout_signoffs where id = ${sure(signoff).id}`
  expect({ ...signed }).toEqual({
    decision: 'approved',
    note: 'Seen',
    signed_by: nobody,
    signed_role: 'authenticated',
  })
  await sql`update public.rollout_signoffs set decision = ${sure(signoff).decision}, note = ${sure(signoff).note} where id = ${sure(signoff).id}`
})

it('reasons are changed in the audit by nobody, not even to say that an account was deleted', async () => {
  const user = await signUp()
  const flag = await historyOf(user)
  for (const change of [sql`change_reason = 'Another'`, sql`user_id = ${nobody}`, sql`actor_id = null`])
    await expect(
      sql`update public.feature_flag_audit set ${change} where flag_name = ${flag} and user_id is not null`,
    ).rejects.toMatchObject({ code: 'PT403' })
})
