import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  listApplicationItems,
  previewApply,
  previewRevert,
  revertApplication,
} from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import { getInstance, updateInstance } from '#data/instances/instances.api.ts'
import {
  createScenarioInstance,
  getScenarioInstance,
  refreshScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import { sure } from '../../scripts/sure.ts'
import { apply, revert } from '../support/apply.ts'
import { contentOf, newInstance, propose, sandbox } from '../support/factories.ts'
import { signUp } from '../support/stack.ts'

let client: Client
beforeAll(async () => {
  client = (await signUp()).client
})

async function moved(params: Record<string, number>) {
  const box = await sandbox(client)
  const instance = await updateInstance(client, {
    id: box.instances[0].id,
    version: 1,
    content: { ...contentOf(box.instances[0]), params },
  })
  return { ...box, instance, copy: box.copies[0] }
}

describe('refresh', () => {
  const refresh = (scenarioId: string) =>
    refreshScenarioInstances(client, { scenarioId, requestId: randomUUID() })

  it('takes over what only reality changed', async () => {
    const { scenario, instance, copy } = await moved({ value: 1_500, interest_rate: 4 })
    const answer = await refresh(scenario.id)
    expect(answer.items).toMatchObject([
      {
        instance_id: instance.id,
        fields: [{ field: 'params.value', outcome: 'current_only', result: 1_500 }],
      },
    ])
    expect(await getScenarioInstance(client, copy.id)).toMatchObject({
      ...contentOf(instance),
      base: contentOf(instance),
      base_version: 2,
    })
  })

  it('keeps what the user changed, and a conflict stays one', async () => {
    const { scenario, copy } = await moved({ value: 1_500, interest_rate: 5 })
    await propose(client, copy, { name: 'Savings', params: { value: 2_000 } })
    const answer = await refresh(scenario.id)
    expect(answer.conflicts).toMatchObject([{ scenario_instance_id: copy.id, field: 'params.value' }])
    expect(await getScenarioInstance(client, copy.id)).toMatchObject({
      name: 'Savings',
      params: { value: 2_000, interest_rate: 5 },
      base: { name: 'Deposit', params: { value: 1_000, interest_rate: 5 } },
      base_version: 1,
    })
    expect((await previewApply(client, { scenarioId: scenario.id })).conflicts).toMatchObject([
      { field: 'params.value' },
    ])
  })

  it('answers the fingerprint of the preview that follows, with rows that moved, that are as they were, in conflict, and new', async () => {
    const { scenario, instances, copies } = await sandbox(client, [
      newInstance({ name: 'Moved' }),
      newInstance({ name: 'As it was' }),
      newInstance({ name: 'In conflict' }),
    ])
    for (const { id } of [instances[0], instances[2]])
      await updateInstance(client, {
        id,
        version: 1,
        content: { ...contentOf(instances[0]), params: { value: 1_500 } },
      })
    await propose(client, copies[2], { params: { value: 2_000 } })
    await createScenarioInstance(client, {
      scenarioId: scenario.id,
      requestId: randomUUID(),
      ...newInstance({ name: 'New' }),
    })
    const answer = await refresh(scenario.id)
    expect(answer.conflicts).toHaveLength(1)
    expect(answer.fingerprint).toBe((await previewApply(client, { scenarioId: scenario.id })).fingerprint)
  })

  it('answers a repeated request with the first answer', async () => {
    const { scenario } = await moved({ value: 1_500 })
    const input = { scenarioId: scenario.id, requestId: randomUUID() }
    const first = await refreshScenarioInstances(client, input)
    expect(await refreshScenarioInstances(client, input)).toEqual({ ...first, replayed: true })
  })
})

/** An apply, and what it changed is changed again in reality. */
async function appliedAndMoved() {
  const { scenario, instances, copies } = await sandbox(client)
  const id = instances[0].id
  await propose(client, copies[0], { params: { value: 2_000 } })
  const applied = await apply(client, scenario.id)
  await updateInstance(client, {
    id,
    version: 2,
    content: { ...contentOf(instances[0]), params: { value: 2_500, interest_rate: 4 } },
  })
  return { id, applied }
}

describe('revert', () => {
  it('restores reality and makes the proposal pending again', async () => {
    const { scenario, instances, copies } = await sandbox(client)
    await propose(client, copies[0], { name: 'Savings', params: { value: 2_000 } })
    const applied = await apply(client, scenario.id)
    const answer = await revert(client, applied.application_id)
    expect(answer).toMatchObject({ status: 'success', items: [{ action: 'update', version: 3 }] })
    expect(contentOf(await getInstance(client, instances[0].id))).toEqual(contentOf(instances[0]))
    const pending = await previewApply(client, { scenarioId: scenario.id })
    expect(
      sure(pending.items[0])
        .fields.map(({ field, outcome }) => `${field} ${outcome}`)
        .sort(),
    ).toEqual(['name proposed_only', 'params.value proposed_only'])
  })

  it('archives what was created', async () => {
    const { scenario } = await sandbox(client, [])
    const added = await createScenarioInstance(client, { ...newInstance(), scenarioId: scenario.id })
    const applied = await apply(client, scenario.id)
    const { source_instance_id } = await getScenarioInstance(client, added.id)
    await revert(client, applied.application_id)
    expect(await getInstance(client, sure(source_instance_id))).toMatchObject({ status: 'archived' })
  })

  it('asks where reality has moved on since', async () => {
    const { id, applied } = await appliedAndMoved()
    expect(await previewRevert(client, { applicationId: applied.application_id })).toMatchObject({
      conflicts: [{ instance_id: id, field: 'params.value' }],
    })
    expect(await revert(client, applied.application_id)).toMatchObject({ status: 'conflict' })
    const resolutions = { [id]: { 'params.value': { take: 'proposed' } } } as const
    expect(await revert(client, applied.application_id, resolutions)).toMatchObject({ status: 'success' })
    expect((await getInstance(client, id)).params.value).toBe(1_000)
  })

  it('records what the user chose to leave as it is', async () => {
    const { id, applied } = await appliedAndMoved()
    const resolutions = { [id]: { 'params.value': { take: 'current' } } } as const
    const answer = await revert(client, applied.application_id, resolutions)
    expect(answer.items).toMatchObject([{ instance_id: id, action: 'none' }])
    expect(await listApplicationItems(client, answer.application_id)).toMatchObject([
      {
        instance_id: id,
        action: 'none',
        fields: [{ field: 'params.value', resolution: { take: 'current' } }],
      },
    ])
  })

  it('happens once, and can itself be reverted', async () => {
    const { scenario, instances, copies } = await sandbox(client)
    await propose(client, copies[0], { params: { value: 2_000 } })
    const applied = await apply(client, scenario.id)
    const reverted = await revert(client, applied.application_id)
    await expect(revert(client, applied.application_id)).rejects.toMatchObject({
      code: 'conflict',
      detail: { reason: 'already_reverted' },
    })
    expect(await revert(client, reverted.application_id)).toMatchObject({ status: 'success' })
    expect((await getInstance(client, instances[0].id)).params.value).toBe(2_000)
  })

  it('answers a repeated request with the first answer', async () => {
    const { scenario, copies } = await sandbox(client)
    await propose(client, copies[0], { params: { value: 2_000 } })
    const { application_id: applicationId } = await apply(client, scenario.id)
    const { fingerprint } = await previewRevert(client, { applicationId })
    const input = { applicationId, requestId: randomUUID(), fingerprint }
    const first = await revertApplication(client, input)
    expect(await revertApplication(client, input)).toEqual({ ...first, replayed: true })
  })

  it('is refused for what is no successful apply', async () => {
    const { scenario } = await moved({ value: 1_500 })
    const { application_id } = await refreshScenarioInstances(client, {
      scenarioId: scenario.id,
      requestId: randomUUID(),
    })
    await expect(revert(client, application_id)).rejects.toMatchObject({
      code: 'conflict',
      detail: { reason: 'not_revertible' },
    })
    await expect(revert(client, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
  })
})
