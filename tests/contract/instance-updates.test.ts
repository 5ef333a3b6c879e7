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
