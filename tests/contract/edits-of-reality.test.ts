/** What owners write into reality themselves: recorded with before and after, and undone like an apply. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  listApplicationItems,
  listApplications,
  listApplicationsOf,
  previewRevert,
  revertApplication,
} from '#data/applications/applications.api.ts'
import type { Instance } from '#data/instances/instance.ts'
import {
  createInstances,
  deleteInstance,
  getInstance,
  restoreInstance,
  updateInstance,
  updateInstances,
} from '#data/instances/instances.api.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { apply, revert } from '../support/apply.ts'
import { asUser } from '../support/as-user.ts'
import { contentOf, newInstance, propose, sandbox } from '../support/factories.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'

const sql = adminConnection()
let user: TestUser
beforeAll(async () => {
  user = await signUp()
})

const add = async (name: string) => sole(createInstances(user.client, [newInstance({ name })]))
const change = (row: Instance, value: number, name = row.name) =>
  updateInstance(user.client, {
    ...row,
    content: { ...contentOf(row), name, params: { ...row.params, value } },
  })
const latest = async () => sure((await listApplications(user.client, { limit: 1 })).applications[0])
const itemsOf = async (row: Instance) => {
  const entries = await listApplicationsOf(user.client, row.id)
  return Promise.all(
    entries.map(async (entry) => ({
      operation: entry.operation,
      name: entry.instance_name,
      ...(await sole(listApplicationItems(user.client, entry.id, row.id))),
    })),
  )
}

it('records what was added, changed, deleted and restored, with what it was and became', async () => {
  const added = await add('Savings')
  const changed = await change(added, 2_000, 'Deposit')
  await deleteInstance(user.client, added.id)
  const restored = await restoreInstance(user.client, added.id)
  expect(await itemsOf(added)).toMatchObject([
    { operation: 'restore', name: 'Deposit', action: 'restore', before: null, after: contentOf(restored) },
    { operation: 'delete', name: 'Deposit', action: 'delete', before: contentOf(changed), after: null },
    {
      operation: 'edit',
      name: 'Savings',
      action: 'update',
      before: contentOf(added),
      after: contentOf(changed),
      before_version: 1,
      after_version: 2,
    },
    { operation: 'add', name: 'Savings', action: 'create', before: null, after: contentOf(added) },
  ])
})

it('keeps one entry of what came in one request, and none of what changed nothing', async () => {
  const rows = await createInstances(user.client, [
    newInstance({ name: 'One' }),
    newInstance({ name: 'Two' }),
  ])
  const entry = await latest()
  expect(entry).toMatchObject({ operation: 'add', status: 'success', items_total: 2, items_applied: 2 })
  expect(entry).toMatchObject({ instance_name: null, scenario_id: null, scenario_name: null })
  const [one] = rows
  await change(sure(one), Number(sure(one).params.value))
  expect((await latest()).id).toBe(entry.id)
})

it('leaves to applies, updates and imports the records that they have', async () => {
  const { scenario, instances, copies } = await sandbox(user.client, [newInstance({ name: 'Savings' })])
  const row = sure(instances[0])
  await propose(user.client, sure(copies[0]), { params: { value: 5 } })
  expect(await apply(user.client, scenario.id)).toMatchObject({ status: 'success' })
  await updateInstances(user.client, {
    changes: { [row.id]: { version: 2, params: { value: 7 } } },
    requestId: randomUUID(),
  })
  expect((await itemsOf(row)).map(({ operation }) => operation)).toEqual(['update', 'apply', 'add'])
})

it('undoes a change, and sets back what it changed alone', async () => {
  const row = await add('Savings')
  await change(row, 2_000)
  const { id } = await latest()
  const moved = await getInstance(user.client, row.id)
  await updateInstance(user.client, { ...moved, content: { ...contentOf(moved), name: 'Deposit' } })
  expect(await revert(user.client, id)).toMatchObject({ status: 'success' })
  expect(contentOf(await getInstance(user.client, row.id))).toEqual({ ...contentOf(row), name: 'Deposit' })
  expect(await latest()).toMatchObject({ operation: 'revert', instance_name: 'Savings', scenario_name: null })
})

it('asks where what it changed was changed again since', async () => {
  const row = await add('Savings')
  const changed = await change(row, 2_000)
  const { id } = await latest()
  await change(changed, 3_000)
  const plan = await previewRevert(user.client, { applicationId: id })
  expect(plan.conflicts).toMatchObject([{ instance_id: row.id, field: 'params.value' }])
  expect(plan.items).toMatchObject([{ fields: [{ base: 2_000, current: 3_000, proposed: 1_000 }] }])
})

it('archives what was added, and brings back what was deleted, also once it is gone for good', async () => {
  const row = await add('Savings')
  await revert(user.client, (await latest()).id)
  expect(await getInstance(user.client, row.id)).toMatchObject({ status: 'archived', version: 2 })
  for (const purge of [false, true]) {
    await deleteInstance(user.client, row.id)
    const { id } = await latest()
    if (purge) await sql`delete from public.instances where id = ${row.id}`
    expect(await revert(user.client, id)).toMatchObject({
      status: 'success',
      items: [{ action: 'recreate' }],
    })
    expect(await getInstance(user.client, row.id)).toMatchObject({
      name: 'Savings',
      lineage_id: row.lineage_id,
      status: 'archived',
    })
  }
})

it('leaves a deletion alone that was taken back by hand', async () => {
  const row = await add('Savings')
  await deleteInstance(user.client, row.id)
  const { id } = await latest()
  await restoreInstance(user.client, row.id)
  await expect(revert(user.client, id)).rejects.toMatchObject({ detail: { reason: 'nothing_to_undo' } })
  await expect(previewRevert(user.client, { applicationId: (await latest()).id })).rejects.toMatchObject({
    detail: { reason: 'not_revertible' },
  })
})

describe('an old deletion of what came back, was changed and was deleted again', () => {
  async function deletedTwice() {
    const row = await add('Savings')
    await deleteInstance(user.client, row.id)
    const { id } = await latest()
    const changed = await change(await restoreInstance(user.client, row.id), 2_000)
    await deleteInstance(user.client, row.id)
    return { row, changed, id }
  }

  it.each([false, true])(
    'asks before it brings back the older content (gone for good: %s)',
    async (isPurged) => {
      const { row, changed, id } = await deletedTwice()
      if (isPurged) await sql`delete from public.instances where id = ${row.id}`
      const plan = await previewRevert(user.client, { applicationId: id })
      expect(plan.conflicts).toMatchObject([{ instance_id: row.id, field: '*' }])
      expect(plan.items).toMatchObject([
        { fields: [{ base: contentOf(changed), current: null, proposed: contentOf(row) }] },
      ])
      expect(await revert(user.client, id)).toMatchObject({ status: 'conflict' })
      const answer = await revert(user.client, id, { [row.id]: { '*': { take: 'proposed' } } })
      expect(answer).toMatchObject({ status: 'success', items: [{ action: 'recreate' }] })
      expect(contentOf(await getInstance(user.client, row.id))).toEqual(contentOf(row))
    },
  )

  it('is undone as it was shown, or asked about anew', async () => {
    const { row, changed, id } = await deletedTwice()
    const { fingerprint } = await previewRevert(user.client, { applicationId: id })
    await change(await restoreInstance(user.client, row.id), 3_000)
    await deleteInstance(user.client, row.id)
    const resolutions = { [row.id]: { '*': { take: 'proposed' as const } } }
    const input = { applicationId: id, requestId: randomUUID(), fingerprint, resolutions }
    expect(await revertApplication(user.client, input)).toMatchObject({ status: 'conflict', stale: true })
    expect(changed.params.value).toBe(2_000)
  })

  it('is not asked about where it means the same', async () => {
    const row = await add('Savings')
    await deleteInstance(user.client, row.id)
    const { id } = await latest()
    const back = await restoreInstance(user.client, row.id)
    await updateInstance(user.client, {
      ...back,
      content: { ...contentOf(back), params: { ...back.params, owner_share: 100 } },
    })
    await deleteInstance(user.client, row.id)
    expect(await revert(user.client, id)).toMatchObject({ status: 'success' })
  })
})

describe.each([true, false])('with scenarios on: %s', (isOn) => {
  const off = ['feature:scenarios', 'feature:scenarios:apply', 'feature:scenarios:conflict_resolution']
  const turnOff = () =>
    isOn
      ? null
      : sql`insert into public.user_feature_flags ${sql(off.map((flag_name) => ({ user_id: user.id, flag_name, enabled: false })))}`
  afterEach(() => sql`delete from public.user_feature_flags where user_id = ${user.id}`)

  it('undoes what was added, changed, deleted and updated by hand, and the undo of it', async () => {
    const row = await add('Savings')
    const entries = [await latest()]
    const changed = await change(row, 2_000)
    entries.push(await latest())
    await updateInstances(user.client, {
      changes: { [row.id]: { version: changed.version, params: { interest_rate: 4.75 } } },
      requestId: randomUUID(),
    })
    entries.push(await latest())
    await deleteInstance(user.client, row.id)
    entries.push(await latest())
    await turnOff()
    const undone = []
    for (const { id } of entries.reverse()) {
      const { status, application_id } = await revert(user.client, id)
      undone.push([status, contentOf(await getInstance(user.client, row.id)), application_id])
    }
    const last = { ...contentOf(changed), params: { ...changed.params, interest_rate: 4.75 } }
    expect(undone.map(([status, content]) => [status, content])).toEqual([
      ['success', last],
      ['success', contentOf(changed)],
      ['success', contentOf(row)],
      ['success', { ...contentOf(row), status: 'archived' }],
    ])
    await revert(user.client, undone[3]?.[2] as string)
    expect(contentOf(await getInstance(user.client, row.id))).toEqual(contentOf(row))
  })

  it('asks of one what was changed since, takes the answer, and brings back what is gone for good', async () => {
    const row = await add('Savings')
    const changed = await change(row, 2_000)
    const { id } = await latest()
    await change(changed, 3_000)
    await turnOff()
    expect(await revert(user.client, id)).toMatchObject({ status: 'conflict' })
    const taken = await revert(user.client, id, { [row.id]: { 'params.value': { take: 'proposed' } } })
    expect(taken).toMatchObject({ status: 'success' })
    await deleteInstance(user.client, row.id)
    const { id: deletion } = await latest()
    await sql`delete from public.instances where id = ${row.id}`
    expect(await revert(user.client, deletion)).toMatchObject({ status: 'success' })
    expect(contentOf(await getInstance(user.client, row.id))).toEqual(contentOf(row))
    expect(await itemsOf(row)).toMatchObject([
      { action: 'recreate', before: null, before_version: null },
      { action: 'delete' },
      { action: 'update', before: { params: { value: 3_000 } }, after: contentOf(row) },
      { action: 'update' },
      { action: 'update' },
      { action: 'create' },
    ])
    const integrity = await sole(sql`select public.verify_integrity() as answer`)
    expect(integrity.answer.filter(({ violations }: { violations: number }) => violations > 0)).toEqual([])
  })
})

it('keeps the latest edits, takes none of the room of requests, and never what an undo names', async () => {
  const owner = await signUp()
  const counts = await sql.begin(async (transaction) => {
    await transaction`update private.limits set value = 2 where name = 'max_history_edits'`
    await transaction`update private.limits set value = 1 where name = 'max_history_entries'`
    await transaction`select set_config('request.jwt.claims', ${JSON.stringify({ sub: owner.id, role: 'authenticated' })}, true),
      set_config('request.jwt.claim.sub', ${owner.id}, true)`
    await transaction`set local role authenticated`
    const { id } = await sole(transaction`
      insert into public.instances (name, kind, params) values ('Savings', 'cash', '{"value": 1}') returning id`)
    const edit = (value: number) =>
      transaction`update public.instances set params = ${transaction.json({ value })} where id = ${id}`
    await edit(2)
    const first = await sole(transaction`
      select id from public.scenario_applications where user_id = ${owner.id} and operation = 'edit'`)
    const { answer } = await sole(transaction`select public.preview_revert(${first.id}) as answer`)
    await transaction`select public.revert_application(${first.id}, ${randomUUID()}, ${answer.fingerprint})`
    for (const value of [3, 4, 5, 6]) await edit(value)
    const kept = await transaction`
      select operation, id = ${first.id} as is_first from public.scenario_applications
      where user_id = ${owner.id} order by created_at`
    const items = await transaction`select from public.scenario_application_items where user_id = ${owner.id}`
    await transaction`reset role`
    await transaction`update private.limits set value = 20000 where name = 'max_history_edits'`
    await transaction`update private.limits set value = 50000 where name = 'max_history_entries'`
    return { kept: kept.map(({ operation, is_first }) => [operation, is_first]), items: items.length }
  })
  expect(counts).toEqual({
    kept: [
      ['edit', true],
      ['revert', false],
      ['edit', false],
      ['edit', false],
    ],
    items: 4,
  })
})

it('takes no change of content together with a deletion or a restoring, which would be in no entry', async () => {
  const row = await add('Savings')
  const write = (values: { deleted_at: string | null; params: Instance['params'] }) =>
    user.client.from('instances').update(values).eq('id', row.id)
  const now = new Date().toISOString()
  const both = { code: 'PT409', details: expect.stringContaining('"deleted"') }
  expect((await write({ deleted_at: now, params: { value: 5 } })).error).toMatchObject(both)
  await deleteInstance(user.client, row.id)
  expect((await write({ deleted_at: null, params: { value: 5 } })).error).toMatchObject(both)
  expect((await write({ deleted_at: now, params: { value: 5 } })).error).toMatchObject(both)
  expect((await write({ deleted_at: null, params: row.params })).error).toBeNull()
  expect((await itemsOf(row)).map(({ operation }) => operation)).toEqual(['restore', 'delete', 'add'])
})

it('is nobody’s to write: a user cannot add an edit to the history, or take one from it', async () => {
  await add('Savings')
  const { id } = await latest()
  for (const work of [
    () => asUser(sql, user.id, (as) => as`delete from public.scenario_applications where id = ${id}`),
    () =>
      asUser(
        sql,
        user.id,
        (as) => as`insert into public.scenario_applications (operation, status) values ('edit', 'success')`,
      ),
    () => asUser(sql, user.id, (as) => as`select private.record_edit()`),
  ])
    await expect(work()).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|PT403|0A000)$/) })
})
