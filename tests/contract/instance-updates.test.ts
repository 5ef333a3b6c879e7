/** Amounts of several investments in one step: all or none, recorded, and undone like an apply. */
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { listApplicationItems, previewRevert } from '#data/applications/applications.api.ts'
import type { Instance } from '#data/instances/instance.ts'
import {
  createInstances,
  deleteInstance,
  getInstance,
  updateInstance,
  updateInstances,
} from '#data/instances/instances.api.ts'
import { movedIds } from '#data/instances/moved-ids.ts'
import type { Scalar } from '#domain/instances/types.ts'
import { sure } from '../../scripts/sure.ts'
import { recordOf, revert } from '../support/apply.ts'
import { contentOf, newInstance, propose, sandbox } from '../support/factories.ts'
import { persistently } from '../support/locks.ts'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'

const sql = adminConnection()
let user: TestUser
beforeAll(async () => {
  user = await signUp()
})

const two = async () => {
  const rows = await createInstances(user.client, [
    newInstance({ name: 'Savings' }),
    newInstance({ name: 'Car', kind: 'loan', params: { balance: 9_000, term_months: 30, rate: 5 } }),
  ])
  return [sure(rows[0]), sure(rows[1])] as const
}

type Change = Readonly<Record<string, Scalar | null>>
const changing = (...rows: readonly (readonly [Instance, Change])[]) => ({
  changes: Object.fromEntries(rows.map(([{ id, version }, params]) => [id, { version, params }])),
  requestId: randomUUID(),
})
const now = (rows: readonly Instance[]) => Promise.all(rows.map(({ id }) => getInstance(user.client, id)))

it('changes what is named and leaves the rest, takes away what is null, and is told once more the same', async () => {
  const [savings, car] = await two()
  const update = changing([savings, { value: 1_200.5, as_of_month: '2026-11' }], [car, { rate: null }])
  const answer = await updateInstances(user.client, update)
  expect(answer).toMatchObject({ status: 'success', replayed: false, error: null })
  const after = await now([savings, car])
  expect(after.map(({ params, version }) => [params, version])).toEqual([
    [{ value: 1_200.5, interest_rate: 4, as_of_month: '2026-11' }, 2],
    [{ balance: 9_000, term_months: 30 }, 2],
  ])
  expect(await updateInstances(user.client, update)).toEqual({ ...answer, replayed: true })
  expect(await now([savings, car])).toEqual(after)
})

it('is recorded with what each was and became', async () => {
  const [savings, car] = await two()
  const { application_id } = await updateInstances(
    user.client,
    changing([savings, { value: 1_200 }], [car, { balance: 9_000 }]),
  )
  expect(await recordOf(user.client, application_id)).toMatchObject({
    operation: 'update',
    status: 'success',
    scenario_id: null,
    scenario_name: null,
    items_total: 1,
    items_applied: 1,
  })
  const [item, ...others] = await listApplicationItems(user.client, application_id)
  expect(others).toEqual([])
  expect(item).toMatchObject({
    instance_id: savings.id,
    action: 'update',
    before: contentOf(savings),
    after: { params: { value: 1_200 } },
    fields: [{ field: 'params.value', base: 1_000, proposed: 1_200, result: 1_200 }],
  })
})

it('changes none where one was changed elsewhere meanwhile, and names it', async () => {
  const [savings, car] = await two()
  await updateInstance(user.client, { ...car, content: { ...contentOf(car), name: 'Old car' } })
  const before = await now([savings, car])
  const refused = updateInstances(user.client, changing([savings, { value: 7 }], [car, { balance: 7 }]))
  const error = await refused.then(
    () => expect.fail('It was carried out'),
    (reason) => reason,
  )
  expect(movedIds(error)).toEqual([car.id])
  expect(await now([savings, car])).toEqual(before)
})

it('changes none where one value is refused, and says where', async () => {
  const [savings, car] = await two()
  const answer = await updateInstances(
    user.client,
    changing([savings, { value: 7 }], [car, { balance: -1, from_the_future: 1 }]),
  )
  expect(answer).toMatchObject({ status: 'failed', error: { code: 'PT422', detail: { place: car.id } } })
  expect(await now([savings, car])).toEqual([savings, car])
})

it.each([
  ['a key that no field has', { from_the_future: 1 }, 'from_the_future', 'unknown_field'],
  ['a forged owner', { user_id: '00000000-0000-4000-8000-000000000001' }, 'user_id', 'unknown_field'],
  ['a forged version', { version: 99 }, 'version', 'unknown_field'],
  ['a forged time', { deleted_at: '2026-01-01' }, 'deleted_at', 'unknown_field'],
  ['a key of another kind', { loan_refinance_rate: 5 }, 'loan_refinance_rate', 'unknown_field'],
  ['a name no object should have', JSON.parse('{"__proto__": 1}'), '__proto__', 'unknown_field'],
  ['what is needed taken away', { value: null }, 'value', 'required'],
] as const)('refuses %s, and changes nothing', async (_what, params, key, problem) => {
  const [savings, car] = await two()
  const answer = await updateInstances(user.client, changing([savings, params], [car, { balance: 7 }]))
  expect(answer).toMatchObject({
    status: 'failed',
    error: { code: 'PT422', detail: { place: savings.id, field: `params.${key}`, problem } },
  })
  expect(await now([savings, car])).toEqual([savings, car])
})

it('refuses a rate after refinancing that is left without its month', async () => {
  const params = { balance: 9_000, refinance_month: '2031-01', refinance_rate: 5 }
  const [made] = await createInstances(user.client, [newInstance({ kind: 'loan', params })])
  const car = sure(made)
  const answer = await updateInstances(user.client, changing([car, { refinance_month: null }]))
  expect(answer).toMatchObject({
    status: 'failed',
    error: { detail: { place: car.id, field: 'params.refinance_rate', problem: 'needs_month' } },
  })
  expect(await now([car])).toEqual([car])
  const both = changing([car, { refinance_month: null, refinance_rate: null }])
  expect(await updateInstances(user.client, both)).toMatchObject({ status: 'success' })
})

it('knows no key beside a version and params, whoever it claims to be', async () => {
  const [savings] = await two()
  const stranger = await signUp()
  for (const forged of [{ user_id: stranger.id }, { name: 'Mine' }, { lineage_id: randomUUID() }]) {
    const { error } = await user.client.rpc('update_instances', {
      p_changes: { [savings.id]: { version: 1, params: { value: 7 }, ...forged } },
      p_request_id: randomUUID(),
    })
    expect(error?.code, error?.message).toBe('PT400')
    expect(refusalOf(error)).toMatchObject({ reason: 'bad_change', row: savings.id })
  }
  expect(await now([savings])).toEqual([savings])
})

it('knows an instance by its id as it is written alone, so that none is changed twice', async () => {
  const [savings] = await two()
  const row = (value: number) => ({ version: 1, params: { value } })
  for (const other of [savings.id.toUpperCase(), `{${savings.id}}`, savings.id.replaceAll('-', '')])
    for (const changes of [{ [savings.id]: row(7), [other]: row(8) }, { [other]: row(8) }]) {
      const { error } = await user.client.rpc('update_instances', {
        p_changes: changes,
        p_request_id: randomUUID(),
      })
      expect(error?.code, error?.message).toBe('PT400')
      expect(refusalOf(error)).toMatchObject({ reason: 'bad_change', row: other })
    }
  expect(await now([savings])).toEqual([savings])
})

it('refuses a request id that carried something else, and what it carried stands', async () => {
  const [savings, car] = await two()
  const update = changing([savings, { value: 1_200 }])
  await updateInstances(user.client, update)
  const after = await now([savings, car])
  const moved = sure(after[0])
  for (const other of [changing([moved, { value: 1_300 }]), changing([car, { balance: 1 }])])
    await expect(
      updateInstances(user.client, { ...other, requestId: update.requestId }),
    ).rejects.toMatchObject({ code: 'conflict', detail: { reason: 'request_id_reused' } })
  expect(await now([savings, car])).toEqual(after)
})

it('lets one of two tabs through, and tells the other what moved', async () => {
  const [savings, car] = await two()
  const answers = await Promise.allSettled(
    [1_200, 1_300].map((value) =>
      persistently(() =>
        updateInstances(user.client, changing([savings, { value }], [car, { balance: value }])),
      ),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = answers.find((answer) => answer.status === 'rejected')
  expect([...movedIds(lost?.reason)].sort()).toEqual([savings.id, car.id].sort())
  const [value, balance] = (await now([savings, car])).map(({ params }) => params.value ?? params.balance)
  expect(value).toBe(answers[0]?.status === 'fulfilled' ? 1_200 : 1_300)
  expect(balance).toBe(value)
})

it('looks for thousands that are not there in vain, and for no more than a request may name', async () => {
  const [savings] = await two()
  const many = (count: number) => ({
    p_changes: Object.fromEntries([
      [savings.id, { version: 1, params: { value: 7 } }],
      ...Array.from({ length: count }, () => [randomUUID(), { version: 1, params: { value: 7 } }]),
    ]),
    p_request_id: randomUUID(),
  })
  const missing = await user.client.rpc('update_instances', many(5_000))
  expect(missing.error?.code, missing.error?.message).toBe('PT404')
  const tooMany = await user.client.rpc('update_instances', many(80_000))
  expect(tooMany.error?.code, tooMany.error?.message).toBe('PT422')
  expect(refusalOf(tooMany.error)).toMatchObject({ reason: 'limit', limit: 'max_changes_bytes' })
  expect(await now([savings])).toEqual([savings])
})

it('knows nothing of what is somebody else’s, or deleted', async () => {
  const [savings, car] = await two()
  const stranger = await signUp()
  const change = changing([savings, { value: 7 }])
  await expect(updateInstances(stranger.client, change)).rejects.toMatchObject({ code: 'not_found' })
  await deleteInstance(user.client, car.id)
  const both = changing([savings, { value: 7 }], [car, { balance: 7 }])
  await expect(updateInstances(user.client, both)).rejects.toMatchObject({ code: 'not_found' })
  expect(await now([savings])).toEqual([savings])
})

it('can be undone and done again, with a question where it has moved on', async () => {
  const [savings] = await two()
  const { application_id } = await updateInstances(
    user.client,
    changing([savings, { value: 2_000, as_of_month: '2026-11' }]),
  )
  const undone = await revert(user.client, application_id)
  expect(undone.status).toBe('success')
  expect(contentOf(await getInstance(user.client, savings.id))).toEqual(contentOf(savings))
  const again = await revert(user.client, undone.application_id)
  const row = await getInstance(user.client, savings.id)
  expect(row.params).toMatchObject({ value: 2_000, as_of_month: '2026-11' })

  await updateInstance(user.client, {
    ...row,
    content: { ...contentOf(row), params: { ...row.params, value: 2_500 } },
  })
  const { conflicts } = await previewRevert(user.client, { applicationId: again.application_id })
  expect(conflicts).toMatchObject([{ instance_id: savings.id, field: 'params.value' }])
})

it('is open to whoever has no scenarios', async () => {
  const alone = await signUp()
  await sql`
    insert into public.user_feature_flags (user_id, flag_name, enabled) values (${alone.id}, 'feature:scenarios', false)`
  const [made] = await createInstances(alone.client, [newInstance()])
  const { status } = await updateInstances(alone.client, changing([sure(made), { value: 2_000 }]))
  expect(status).toBe('success')
  expect((await getInstance(alone.client, sure(made).id)).params.value).toBe(2_000)
})

it('is what reality became to a copy, and pending changes stay', async () => {
  const { instances, copies, scenario } = await sandbox(user.client)
  await propose(user.client, copies[0], { params: { interest_rate: 6 } })
  await updateInstances(user.client, changing([instances[0], { value: 3_000 }]))
  const { data } = await user.client.rpc('preview_apply', { p_scenario_id: scenario.id })
  const fields = (data as { items: { fields: { field: string; outcome: string }[] }[] }).items[0]?.fields
  expect(fields?.map(({ field, outcome }) => [field, outcome]).sort()).toEqual([
    ['params.interest_rate', 'proposed_only'],
    ['params.value', 'current_only'],
  ])
})

it('leaves an account whose history is whole', async () => {
  const rows = await sql`
    select name, violations from json_to_recordset(public.verify_integrity()) as found (name text, violations bigint)
    where violations > 0`
  expect(rows).toEqual([])
})
