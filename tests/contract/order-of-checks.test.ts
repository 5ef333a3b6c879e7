/** Who may not ask learns that first, whatever the arguments: replay, rights and flags, arguments. */
import { afterEach, beforeAll, expect, it } from 'vitest'
import { sure } from '../../scripts/sure.ts'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'
import { fingerprintFor, good, prepare, type Values, world } from './refusal-world.ts'

const sql = adminConnection()
let gone: TestUser
beforeAll(async () => {
  await prepare(sql)
  gone = await signUp()
  await gone.client.rpc('delete_account')
})
afterEach(() => sql`delete from public.user_feature_flags where user_id = ${world.user.id}`)

const deep = JSON.parse(`${'{"x":'.repeat(70)}1${'}'.repeat(70)}`)
/** Every function that takes a document, and the argument that it is. */
const documents = [
  ['preview_apply', 'p_resolutions'],
  ['apply_scenario', 'p_resolutions'],
  ['preview_revert', 'p_resolutions'],
  ['revert_application', 'p_resolutions'],
  ['bulk_edit_scenario_instances', 'p_changes'],
  ['preview_import_scenario', 'p_document'],
  ['import_scenario', 'p_document'],
  ['import_instances', 'p_document'],
  ['update_instances', 'p_changes'],
] as const

async function codeOf(user: TestUser, name: string, values: Values) {
  const { error } = await user.client.rpc(name as never, values as never)
  if (error) refusalOf(error, name)
  return error?.code
}

it.each(documents)('%s looks at %s last', async (name, argument) => {
  const spoilt = () => ({ ...sure(good[name])(), [argument]: deep })
  expect(await codeOf(gone, name, spoilt())).toBe('PT401')
  expect(await codeOf(world.user, name, spoilt())).toBe('PT422')
  if (name === 'import_instances' || name === 'update_instances') return
  const turnOff = (flag: string) =>
    sql`insert into public.user_feature_flags (user_id, flag_name, enabled) values (${world.user.id}, ${flag}, false)`
  if (argument === 'p_resolutions') {
    await turnOff('feature:scenarios:conflict_resolution')
    expect(await codeOf(world.user, name, spoilt())).toBe('PT403')
  }
  await turnOff('feature:scenarios')
  expect(await codeOf(world.user, name, spoilt())).toBe('PT403')
})

it.each(documents.filter(([name]) => !name.startsWith('preview')))(
  '%s knows a request again before all else',
  async (name, argument) => {
    const values = sure(good[name])()
    if ('p_fingerprint' in values) values.p_fingerprint = await fingerprintFor(name)
    const call = () => world.user.client.rpc(name as never, values as never)
    expect((await call()).error).toBeNull()
    await sql`
      insert into public.user_feature_flags (user_id, flag_name, enabled)
      values (${world.user.id}, 'feature:scenarios', false)`
    expect((await call()).data).toMatchObject({ replayed: true })
    // What could not even be written out was not what was asked first.
    expect(await codeOf(world.user, name, { ...values, [argument]: deep })).toBe('PT409')
  },
)
