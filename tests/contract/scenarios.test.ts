import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Client } from '#data/client-type.ts'
import { VersionConflictError } from '#data/errors.ts'
import {
  createInstances,
  deleteInstance,
  listInstances,
  updateInstance,
} from '#data/instances/instances.api.ts'
import {
  copyInstancesToScenario,
  createScenarioInstance,
  deleteScenarioInstance,
  getScenarioInstance,
  listScenarioContents,
  listScenarioInstances,
  restoreScenarioInstance,
  updateScenarioInstance,
} from '#data/scenario-instances/scenario-instances.api.ts'
import {
  createScenario,
  deleteScenario,
  getScenario,
  listDeletedScenarios,
  listScenarios,
  restoreScenario,
  setPrimaryScenario,
  updateScenario,
} from '#data/scenarios/scenarios.api.ts'
import { sure } from '../../scripts/sure.ts'
import { contentOf, newInstance, sandbox } from '../support/factories.ts'
import { signUp } from '../support/stack.ts'

let client: Client
beforeAll(async () => {
  client = (await signUp()).client
})

it('creates a scenario with copies that agree with their sources', async () => {
  const { instances, scenario, copies } = await sandbox(client, [
    newInstance(),
    newInstance({ kind: 'loan', name: 'Car', params: { balance: 9_000 } }),
  ])
  expect(scenario).toMatchObject({
    name: 'What if',
    status: 'active',
    is_primary: false,
    version: 1,
    tags: [],
  })
  for (const [index, copy] of copies.entries()) {
    const source = sure(instances[index])
    expect(copy).toMatchObject({
      base: contentOf(source),
      base_version: 1,
      lineage_id: source.lineage_id,
      ...contentOf(source),
    })
  }
})

it('answers a repeated creation with the first one and makes no second scenario', async () => {
  const input = { requestId: randomUUID(), name: 'Once' }
  const first = await createScenario(client, input)
  const again = await createScenario(client, input)
  expect(again).toEqual({ ...first, replayed: true })
  expect((await listScenarios(client)).filter(({ name }) => name === 'Once')).toHaveLength(1)
})

it('refuses a request id that was used for something else', async () => {
  const requestId = randomUUID()
  await createScenario(client, { requestId, name: 'First' })
  const second = createScenario(client, { requestId, name: 'Second' })
  await expect(second).rejects.toMatchObject({ code: 'conflict', detail: { reason: 'request_id_reused' } })
})

it('refuses a scenario without a name, naming the field', async () => {
  const nameless = createScenario(client, { requestId: randomUUID(), name: '' })
  await expect(nameless).rejects.toMatchObject({ code: 'invalid', detail: { field: 'name' } })
})

it('writes nothing when one of the instances does not exist', async () => {
  const before = await listScenarios(client)
  const missing = createScenario(client, {
    requestId: randomUUID(),
    name: 'Half',
    instanceIds: [randomUUID()],
  })
  await expect(missing).rejects.toMatchObject({ code: 'not_found' })
  expect(await listScenarios(client)).toEqual(before)
})

it('saves a scenario once and never over a newer version', async () => {
  const { scenario } = await sandbox(client)
  const changes = { name: 'Renamed', tags: ['home'], assumptions: { inflation_rate: 3, horizon_years: 20 } }
  const saved = await updateScenario(client, { id: scenario.id, version: 1, changes })
  expect(saved).toMatchObject({ ...changes, version: 2 })
  // The answer was lost and the app tries again.
  expect(await updateScenario(client, { id: scenario.id, version: 1, changes })).toEqual(saved)
  const late = updateScenario(client, { id: scenario.id, version: 1, changes: { name: 'Mine' } })
  await expect(late).rejects.toBeInstanceOf(VersionConflictError)
  expect(await getScenario(client, scenario.id)).toEqual(saved)
})

it('refuses assumptions out of range, naming the field', async () => {
  const { scenario } = await sandbox(client)
  const absurd = updateScenario(client, {
    id: scenario.id,
    version: 1,
    changes: { assumptions: { horizon_years: 61 } },
  })
  await expect(absurd).rejects.toMatchObject({
    code: 'invalid',
    detail: { field: 'assumptions.horizon_years' },
  })
})

it('has at most one primary scenario', async () => {
  const [first, second] = [await sandbox(client), await sandbox(client)]
  await setPrimaryScenario(client, first.scenario.id)
  expect(await setPrimaryScenario(client, second.scenario.id)).toMatchObject({ is_primary: true })
  const primary = (await listScenarios(client)).filter(({ is_primary }) => is_primary)
  expect(primary.map(({ id }) => id)).toEqual([second.scenario.id])
})

it('deletes a scenario so that it can be restored with what is in it', async () => {
  const { scenario } = await sandbox(client)
  await deleteScenario(client, scenario.id)
  await deleteScenario(client, scenario.id)
  await expect(getScenario(client, scenario.id)).rejects.toMatchObject({ code: 'not_found' })
  expect((await listDeletedScenarios(client)).map(({ id }) => id)).toContain(scenario.id)
  expect(await restoreScenario(client, scenario.id)).toMatchObject({ deleted_at: null, version: 1 })
  expect(await listScenarioInstances(client, scenario.id)).toHaveLength(1)
})

it('copies each instance into a scenario once', async () => {
  const { scenario, instances, copies } = await sandbox(client)
  const [other] = await createInstances(client, [newInstance({ name: 'Other' })])
  const answer = await copyInstancesToScenario(client, {
    scenarioId: scenario.id,
    instanceIds: [instances[0].id, sure(other).id, sure(other).id],
  })
  expect(answer.copied.map(({ instance_id }) => instance_id)).toEqual([sure(other).id])
  expect(answer.skipped).toEqual([{ scenario_instance_id: copies[0].id, instance_id: instances[0].id }])
})

it('reads ids in lists inside a list as one list', async () => {
  const { scenario, instances, copies } = await sandbox(client)
  const others = await createInstances(client, [newInstance(), newInstance()])
  const ids = [instances[0].id, ...others.map(({ id }) => id)]
  const p_instance_ids = ids.map((id) => [id]) as never[]
  const copied = await client.rpc('copy_instances_to_scenario', {
    p_scenario_id: scenario.id,
    p_instance_ids,
  })
  expect(copied).toMatchObject({
    error: null,
    data: {
      copied: others.map(({ id }) => ({ instance_id: id })),
      skipped: [{ scenario_instance_id: copies[0].id }],
    },
  })
  const created = await client.rpc('create_scenario', {
    p_request_id: randomUUID(),
    p_name: 'Listed',
    p_instance_ids,
  })
  expect(created).toMatchObject({ error: null, data: { copied: ids.map((id) => ({ instance_id: id })) } })
})

it('keeps new instances of a scenario out of reality', async () => {
  const { scenario } = await sandbox(client)
  const reality = await listInstances(client)
  const added = await createScenarioInstance(client, {
    ...newInstance({ name: 'Boat' }),
    scenarioId: scenario.id,
  })
  expect(added).toMatchObject({ source_instance_id: null, base: null, base_version: null, version: 1 })
  expect(await listInstances(client)).toEqual(reality)
})

it('counts what each scenario holds, without what was deleted, and says when it was last changed', async () => {
  const { scenario, copies } = await sandbox(client, [newInstance(), newInstance(), newInstance()])
  const empty = await createScenario(client, { requestId: randomUUID(), name: 'Empty' })
  const before = (await listScenarioContents(client)).get(scenario.id)
  const changedAt = new Date(Math.max(...copies.map(({ updated_at }) => updated_at.getTime())))
  expect(before).toEqual({ count: 3, changedAt })
  expect((await listScenarioContents(client)).get(empty.scenario.id)).toEqual({ count: 0, changedAt: null })

  const content = { ...contentOf(copies[0]), name: 'Renamed' }
  const edited = await updateScenarioInstance(client, { id: copies[0].id, version: 1, content })
  expect((await listScenarioContents(client)).get(scenario.id)?.changedAt).toEqual(edited.updated_at)
  await deleteScenarioInstance(client, copies[1].id)
  const after = (await listScenarioContents(client)).get(scenario.id)
  expect(after?.count).toBe(2)
  expect(after?.changedAt?.getTime()).toBeGreaterThan(edited.updated_at.getTime())
})

it('adds a new instance once, however often the request comes, as it was typed last', async () => {
  const { scenario } = await sandbox(client)
  const requestId = randomUUID()
  const boat = { ...newInstance({ name: 'Boat' }), scenarioId: scenario.id, requestId }
  const added = await createScenarioInstance(client, boat)
  expect(await createScenarioInstance(client, boat)).toEqual(added)
  const edited = await createScenarioInstance(client, { ...boat, name: 'Yacht' })
  expect(edited).toMatchObject({ id: added.id, name: 'Yacht' })
  expect((await listScenarioInstances(client, scenario.id)).map(({ name }) => name)).toEqual([
    'Deposit',
    'Yacht',
  ])
})

it('saves a proposal once and never over a newer version', async () => {
  const { copies } = await sandbox(client)
  const copy = copies[0]
  const content = { ...contentOf(copy), params: { value: 2_000 } }
  const saved = await updateScenarioInstance(client, { id: copy.id, version: 1, content })
  expect(saved).toMatchObject({ ...content, version: 2, base: copy.base })
  expect(await updateScenarioInstance(client, { id: copy.id, version: 1, content })).toEqual(saved)
  const late = updateScenarioInstance(client, { id: copy.id, version: 1, content: contentOf(copy) })
  await expect(late).rejects.toMatchObject({ code: 'conflict', current: saved })
})

it('refuses params that are no object, naming the field, in copies as in instances', async () => {
  const { instances, copies } = await sandbox(client)
  for (const params of [[1], 'abc', 5] as never[])
    for (const request of [
      client.from('instances').update({ params }).eq('id', instances[0].id),
      client.from('scenario_instances').update({ params }).eq('id', copies[0].id),
    ]) {
      const { error } = await request
      expect(error?.code, JSON.stringify(params)).toBe('PT422')
      expect(JSON.parse(sure(error).details)).toMatchObject({ reason: 'invalid_content', field: 'params' })
    }
})

it('restores a copy unless its source was copied again', async () => {
  const { scenario, instances, copies } = await sandbox(client)
  const copy = copies[0]
  await deleteScenarioInstance(client, copy.id)
  await expect(getScenarioInstance(client, copy.id)).rejects.toMatchObject({ code: 'not_found' })
  expect(await restoreScenarioInstance(client, copy.id)).toMatchObject({
    ...contentOf(copy),
    version: 1,
    deleted_at: null,
  })

  await deleteScenarioInstance(client, copy.id)
  await copyInstancesToScenario(client, { scenarioId: scenario.id, instanceIds: [instances[0].id] })
  const clash = restoreScenarioInstance(client, copy.id)
  await expect(clash).rejects.toMatchObject({ code: 'conflict', detail: { reason: 'already_copied' } })
})

it('shows an instance that was deleted to nobody who lists or edits', async () => {
  const { instances } = await sandbox(client)
  const instance = instances[0]
  await deleteInstance(client, instance.id)
  const edit = updateInstance(client, { id: instance.id, version: 1, content: contentOf(instance) })
  await expect(edit).rejects.toMatchObject({ code: 'not_found' })
})

it('lists more instances than a page holds', async () => {
  const { client: rich } = await signUp()
  await createInstances(
    rich,
    Array.from({ length: 1_205 }, (_, index) => newInstance({ name: `Deposit ${index}` })),
  )
  const instances = await listInstances(rich)
  expect(new Set(instances.map(({ id }) => id)).size).toBe(1_205)
  const { scenario } = await createScenario(rich, {
    requestId: randomUUID(),
    name: 'All of it',
    instanceIds: instances.map(({ id }) => id),
  })
  expect(await listScenarioInstances(rich, scenario.id)).toHaveLength(1_205)
})
