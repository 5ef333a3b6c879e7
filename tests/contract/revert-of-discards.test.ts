/** A discard happens in a scenario alone. Its revert, and the revert of that, are planned, guarded and recorded too. */
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import {
  listApplicationItems,
  previewRevert,
  revertApplication,
} from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import {
  deleteInstance,
  listDeletedInstances,
  listInstances,
  restoreInstance,
} from '#data/instances/instances.api.ts'
import {
  copyInstancesToScenario,
  deleteScenarioInstance,
  getScenarioInstance,
  listScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import { sure } from '../../scripts/sure.ts'
import { apply, recordOf, revert } from '../support/apply.ts'
import { contentOf, newInstance, propose, sandbox } from '../support/factories.ts'
import { integritySchema } from '../support/operations-answers.ts'
import { serviceRole, signUp } from '../support/stack.ts'

let client: Client
beforeAll(async () => {
  client = (await signUp()).client
})

/** A scenario whose only copy was discarded by an apply, since its source had been deleted. */
async function discarded() {
  const box = await sandbox(client)
  await deleteInstance(client, box.instances[0].id)
  const { application_id: applicationId, items } = await apply(client, box.scenario.id)
  expect(items.map(({ action }) => action)).toContain('discard')
  return { ...box, instance: box.instances[0], copy: box.copies[0], applicationId }
}

const liveIds = async (scenarioId: string) =>
  (await listScenarioInstances(client, scenarioId)).map(({ id }) => id)
const reality = async () => [await listInstances(client), await listDeletedInstances(client)]

it('shows the copy that comes back, counts it and records it, and leaves reality alone', async () => {
  const { scenario, instance, copy, applicationId } = await discarded()
  const before = await reality()
  const content = contentOf(copy)
  const comesBack = {
    action: 'create',
    scenario_instance_id: copy.id,
    instance_id: instance.id,
    after: content,
  }

  const preview = await previewRevert(client, { applicationId })
  expect(preview.items).toMatchObject([{ ...comesBack, version: null, fields: [{ field: '*' }] }])
  const answer = await revert(client, applicationId)
  expect(answer).toMatchObject({ status: 'success', items: preview.items })
  expect(await liveIds(scenario.id)).toEqual([copy.id])
  expect(await getScenarioInstance(client, copy.id)).toMatchObject(content)
  expect(await reality()).toEqual(before)
  expect(await recordOf(client, answer.application_id)).toMatchObject({
    items_total: 1,
    items_applied: 1,
  })
  expect(await listApplicationItems(client, answer.application_id)).toMatchObject([
    { ...comesBack, before: null, before_version: null, after_version: null },
  ])
})

it('discards the copy again when that is reverted, and so on', async () => {
  const { scenario, instance, copy, applicationId } = await discarded()
  const before = await reality()
  let last = applicationId
  for (const action of ['create', 'discard', 'create', 'discard'] as const) {
    const preview = await previewRevert(client, { applicationId: last })
    expect(preview.items).toMatchObject([
      { rowId: copy.id, action, instance_id: instance.id, scenario_instance_id: copy.id },
    ])
    const answer = await revert(client, last)
    expect(answer).toMatchObject({ status: 'success', items: preview.items })
    expect(await liveIds(scenario.id)).toEqual(action === 'create' ? [copy.id] : [])
    last = answer.application_id
  }
  expect(await reality()).toEqual(before)
})

it('reverts a discard and a change of reality together', async () => {
  const box = await sandbox(client, [newInstance({ name: 'Gone' }), newInstance({ name: 'Kept' })])
  const [gone, kept] = box.copies
  await propose(client, kept, { params: { value: 2_000 } })
  await deleteInstance(client, sure(gone.source_instance_id))
  const applied = await apply(client, box.scenario.id)
  const undone = await revert(client, applied.application_id)
  expect(undone.items.map(({ name, action }) => `${name} ${action}`).sort()).toEqual([
    'Gone create',
    'Kept update',
  ])
  expect((await liveIds(box.scenario.id)).sort()).toEqual([gone.id, kept.id].sort())
  const again = await revert(client, undone.application_id)
  expect(again.items.map(({ name, action }) => `${name} ${action}`).sort()).toEqual([
    'Gone discard',
    'Kept update',
  ])
  expect(await liveIds(box.scenario.id)).toEqual([kept.id])
})

it('is stale, and not used up, when the source was copied again after the preview', async () => {
  const { scenario, instance, copy, applicationId } = await discarded()
  const { fingerprint } = await previewRevert(client, { applicationId })
  await restoreInstance(client, instance.id)
  await copyInstancesToScenario(client, { scenarioId: scenario.id, instanceIds: [instance.id] })
  const [twin] = await liveIds(scenario.id)
  const answer = await revertApplication(client, { applicationId, requestId: randomUUID(), fingerprint })
  expect(answer).toMatchObject({ status: 'conflict', stale: true, items: [] })
  expect(await liveIds(scenario.id)).toEqual([twin])
  await expect(revert(client, applicationId)).rejects.toMatchObject({ detail: { reason: 'nothing_to_undo' } })
  await deleteScenarioInstance(client, sure(twin))
  expect(await revert(client, applicationId)).toMatchObject({ status: 'success' })
  expect(await liveIds(scenario.id)).toEqual([copy.id])
})

it('is stale when the copy that would be discarded again was edited after the preview', async () => {
  const { scenario, copy, applicationId } = await discarded()
  const { application_id: undoneId } = await revert(client, applicationId)
  const { fingerprint } = await previewRevert(client, { applicationId: undoneId })
  await propose(client, await getScenarioInstance(client, copy.id), { name: 'Edited' })
  const answer = await revertApplication(client, {
    applicationId: undoneId,
    requestId: randomUUID(),
    fingerprint,
  })
  expect(answer).toMatchObject({ status: 'conflict', stale: true, items: [] })
  expect(await liveIds(scenario.id)).toEqual([copy.id])
})

it('never takes a copy that came back for an instance that was created', async () => {
  const { scenario, instance, copy, applicationId } = await discarded()
  const { application_id: undoneId } = await revert(client, applicationId)
  await restoreInstance(client, instance.id)
  expect((await previewRevert(client, { applicationId: undoneId })).items).toEqual([])
  await expect(revert(client, undoneId)).rejects.toMatchObject({ detail: { reason: 'nothing_to_undo' } })
  expect((await listInstances(client)).find(({ id }) => id === instance.id)?.status).toBe('active')
  expect(await liveIds(scenario.id)).toEqual([copy.id])
})

it('leaves every invariant standing', async () => {
  const { data } = await serviceRole().rpc('verify_integrity').throwOnError()
  expect(integritySchema.parse(data).filter(({ violations }) => violations > 0)).toEqual([])
})
