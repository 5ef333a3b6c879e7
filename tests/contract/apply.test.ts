import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { applyScenario, previewApply } from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import {
  deleteInstance,
  getInstance,
  importInstances,
  listInstances,
  updateInstance,
} from '#data/instances/instances.api.ts'
import {
  copyInstancesToScenario,
  createScenarioInstance,
  getScenarioInstance,
  listScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import { sure } from '../../scripts/sure.ts'
import { apply, recordOf } from '../support/apply.ts'
import { clash, contentOf, newInstance, propose, sandbox } from '../support/factories.ts'
import { persistently } from '../support/locks.ts'
import { signUp } from '../support/stack.ts'

let client: Client
beforeAll(async () => {
  client = (await signUp()).client
})

it('writes changes and new instances in one step; afterwards base, proposal and reality agree', async () => {
  const { scenario, instances, copies } = await sandbox(client, [
    newInstance(),
    newInstance({ name: 'Left alone' }),
  ])
  await propose(client, copies[0], { status: 'archived', params: { value: 2_000 } })
  const added = await createScenarioInstance(client, {
    ...newInstance({ kind: 'loan', name: 'Boat', params: { balance: 5_000 } }),
    scenarioId: scenario.id,
  })
  const answer = await apply(client, scenario.id)
  expect(answer).toMatchObject({
    status: 'success',
    stale: false,
    replayed: false,
    error: null,
    conflicts: [],
  })
  expect(answer.items.map(({ action, version }) => [action, version])).toEqual([
    ['update', 2],
    ['create', 1],
  ])
  const copy = await getScenarioInstance(client, added.id)
  const boat = await getInstance(client, sure(copy.source_instance_id))
  expect(boat).toMatchObject({ name: 'Boat', kind: 'loan', lineage_id: added.lineage_id, version: 1 })
  expect(await getInstance(client, instances[0].id)).toMatchObject({
    status: 'archived',
    version: 2,
    params: { value: 2_000 },
  })
  expect(await getInstance(client, instances[1].id)).toEqual(instances[1])
  const reality = new Map((await listInstances(client)).map((instance) => [instance.id, instance]))
  for (const row of await listScenarioInstances(client, scenario.id)) {
    const source = sure(reality.get(sure(row.source_instance_id)))
    expect(row).toMatchObject({
      ...contentOf(source),
      base: contentOf(source),
      base_version: source.version,
    })
  }
  expect(await previewApply(client, { scenarioId: scenario.id })).toMatchObject({ items: [] })
})

it('touches only what was chosen', async () => {
  const { scenario, instances, copies } = await sandbox(client, [newInstance(), newInstance()])
  for (const copy of copies) await propose(client, copy, { params: { value: 2_000 } })
  await apply(client, scenario.id, { scenarioInstanceIds: [copies[1].id] })
  expect(await getInstance(client, instances[0].id)).toEqual(instances[0])
  expect(await getInstance(client, instances[1].id)).toMatchObject({ params: { value: 2_000 } })
})

it('keeps what only reality changed', async () => {
  const { scenario, instances, copies } = await sandbox(client)
  await propose(client, copies[0], { params: { value: 2_000 } })
  await updateInstance(client, {
    id: instances[0].id,
    version: 1,
    content: { ...contentOf(instances[0]), params: { value: 1_000, interest_rate: 5 } },
  })
  await apply(client, scenario.id)
  expect(await getInstance(client, instances[0].id)).toMatchObject({
    params: { value: 2_000, interest_rate: 5 },
    version: 3,
  })
})

it('answers a repeated request with the first answer and does nothing', async () => {
  const { scenario, instances, copies } = await sandbox(client)
  await propose(client, copies[0], { params: { value: 2_000 } })
  const { fingerprint } = await previewApply(client, { scenarioId: scenario.id })
  const input = { scenarioId: scenario.id, requestId: randomUUID(), fingerprint }
  const first = await applyScenario(client, input)
  expect(await applyScenario(client, input)).toEqual({ ...first, replayed: true })
  expect(await getInstance(client, instances[0].id)).toMatchObject({ version: 2 })
  const other = applyScenario(client, { ...input, fingerprint: 'another' })
  await expect(other).rejects.toMatchObject({ code: 'conflict', detail: { reason: 'request_id_reused' } })
})

it('carries out one request once however many retries race', async () => {
  const { scenario, instances, copies } = await sandbox(client)
  await propose(client, copies[0], { params: { value: 2_000 } })
  const { fingerprint } = await previewApply(client, { scenarioId: scenario.id })
  const input = { scenarioId: scenario.id, requestId: randomUUID(), fingerprint }
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => persistently(() => applyScenario(client, input))),
  )
  expect(new Set(answers.map(({ application_id }) => application_id)).size).toBe(1)
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
  expect(await getInstance(client, instances[0].id)).toMatchObject({ version: 2 })
})

it('answers an old fingerprint with the new plan and writes nothing', async () => {
  const { scenario, instance, copy } = await clash(client)
  const answer = await applyScenario(client, {
    scenarioId: scenario.id,
    requestId: randomUUID(),
    fingerprint: 'old',
  })
  expect(answer).toMatchObject({
    status: 'conflict',
    stale: true,
    conflicts: [{ scenario_instance_id: copy.id, instance_id: instance.id, field: 'params.value' }],
  })
  expect(await getInstance(client, instance.id)).toEqual(instance)
  expect((await previewApply(client, { scenarioId: scenario.id })).fingerprint).toBe(answer.fingerprint)
})

it('leaves conflicts to the user, field by field', async () => {
  const open = await clash(client)
  expect(await apply(client, open.scenario.id)).toMatchObject({ status: 'conflict', stale: false })
  expect(await getInstance(client, open.instance.id)).toEqual(open.instance)

  for (const [resolution, value] of [
    [{ take: 'current' }, 1_500],
    [{ take: 'proposed' }, 2_000],
    [{ value: 1_750 }, 1_750],
  ] as const) {
    const { scenario, instance, copy } = await clash(client)
    const resolutions = { [copy.id]: { 'params.value': resolution } }
    const preview = await previewApply(client, { scenarioId: scenario.id, resolutions })
    expect(preview.conflicts).toEqual([])
    expect(await apply(client, scenario.id, { resolutions })).toMatchObject({ status: 'success' })
    expect((await getInstance(client, instance.id)).params.value).toBe(value)
    expect((await getScenarioInstance(client, copy.id)).params.value).toBe(value)
  }
})

it('refuses a resolution whose value the field does not take, naming the place', async () => {
  const { scenario, instance, copy } = await clash(client)
  const absurd = apply(client, scenario.id, {
    resolutions: { [copy.id]: { 'params.value': { value: -1 } } },
  })
  await expect(absurd).rejects.toMatchObject({
    code: 'invalid',
    detail: { field: 'params.value', place: copy.id },
  })
  expect(await getInstance(client, instance.id)).toEqual(instance)
})

it('recreates a deleted source under its old id, or discards the proposal, as the user decides', async () => {
  for (const take of ['proposed', 'current'] as const) {
    const { scenario, instances, copies } = await sandbox(client)
    const [instance, copy] = [instances[0], copies[0]]
    await propose(client, copy, { params: { value: 2_000 } })
    await deleteInstance(client, instance.id)
    const open = await apply(client, scenario.id)
    expect(open.conflicts).toEqual([{ scenario_instance_id: copy.id, instance_id: instance.id, field: '*' }])
    const answer = await apply(client, scenario.id, { resolutions: { [copy.id]: { '*': { take } } } })
    expect(answer.items.map(({ action }) => action)).toEqual([take === 'proposed' ? 'recreate' : 'discard'])
    if (take === 'proposed') {
      const again = await getInstance(client, instance.id)
      expect(again).toMatchObject({ lineage_id: instance.lineage_id, params: { value: 2_000 } })
      expect(again.version).toBeGreaterThan(instance.version)
    } else {
      await expect(getInstance(client, instance.id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(getScenarioInstance(client, copy.id)).rejects.toMatchObject({ code: 'not_found' })
    }
  }
})

it('discards without asking what the user never changed and reality no longer has', async () => {
  const { scenario, instances } = await sandbox(client)
  await deleteInstance(client, instances[0].id)
  const answer = await apply(client, scenario.id)
  expect(answer.items.map(({ action }) => action)).toEqual(['discard'])
  expect(await listScenarioInstances(client, scenario.id)).toEqual([])
})

it('lets two scenarios over one source meet as a conflict', async () => {
  const first = await sandbox(client)
  const instanceId = first.instances[0].id
  const second = await sandbox(client, [])
  const { copied } = await copyInstancesToScenario(client, {
    scenarioId: second.scenario.id,
    instanceIds: [instanceId],
  })
  const copy = await getScenarioInstance(client, sure(copied[0]).scenario_instance_id)
  await propose(client, first.copies[0], { params: { value: 2_000 } })
  await propose(client, copy, { params: { value: 3_000 } })
  expect(await apply(client, first.scenario.id)).toMatchObject({ status: 'success' })
  expect((await apply(client, second.scenario.id)).conflicts).toMatchObject([{ field: 'params.value' }])
})

it('says why when writing fails, writes nothing, records the attempt, and says the same again', async () => {
  const { client: rich } = await signUp()
  const { scenario } = await sandbox(rich, [])
  const requestId = randomUUID()
  const { kind, name, status, params } = newInstance()
  const most = Array.from({ length: 2_000 }, () => ({ kind, name, status, params }))
  await importInstances(rich, {
    document: { format: 'scenarios/instances', version: 1, instances: most },
    requestId: randomUUID(),
  })
  await createScenarioInstance(rich, { ...newInstance({ name: 'One too many' }), scenarioId: scenario.id })
  const { fingerprint } = await previewApply(rich, { scenarioId: scenario.id })
  const input = { scenarioId: scenario.id, requestId, fingerprint }
  const answer = await applyScenario(rich, input)
  expect(answer).toMatchObject({
    status: 'failed',
    error: { code: 'PT422', detail: { reason: 'limit', limit: 'max_instances', max: 2_000, count: 2_001 } },
    items: [{ name: 'One too many', action: 'create' }],
  })
  expect(sure(answer.error).hint).toMatch(/\S/)
  expect(await listInstances(rich)).toHaveLength(2_000)
  expect(await recordOf(rich, answer.application_id)).toMatchObject({
    status: 'failed',
    error_code: 'PT422',
    error_message: sure(answer.error).message,
    items_applied: 0,
  })
  expect(await applyScenario(rich, input)).toEqual({ ...answer, replayed: true })
})
