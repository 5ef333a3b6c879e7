/** What an undo gives back: a proposal is pending again, whatever became of its copy meanwhile, and no undo is used up in vain. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { previewApply, previewRevert } from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import {
  deleteInstance,
  getInstance,
  restoreInstance,
  updateInstance,
} from '#data/instances/instances.api.ts'
import {
  createScenarioInstance,
  deleteScenarioInstance,
  getScenarioInstance,
  refreshScenarioInstances,
  restoreScenarioInstance,
} from '#data/scenario-instances/scenario-instances.api.ts'
import { createScenario } from '#data/scenarios/scenarios.api.ts'
import { scenarioOutcome } from '#domain/merge/carry-out.ts'
import { sure } from '../../scripts/sure.ts'
import { apply, revert } from '../support/apply.ts'
import { contentOf, newInstance, propose, sandbox } from '../support/factories.ts'
import { signUp } from '../support/stack.ts'

let client: Client
beforeAll(async () => {
  client = (await signUp()).client
})

/** What applying would write, by the database; the browser's figures stand on the same. */
async function pending(scenarioId: string, copyId: string, instanceId: string) {
  const { items } = await previewApply(client, { scenarioId })
  const copy = await getScenarioInstance(client, copyId)
  const [holding] = scenarioOutcome([await getInstance(client, instanceId)], [copy]).holdings
  const value = items.find(({ action }) => action === 'update')?.after?.params.value ?? null
  expect(sure(holding).params.value).toBe(value ?? (await getInstance(client, instanceId)).params.value)
  return value
}

async function proposing() {
  const box = await sandbox(client)
  await propose(client, box.copies[0], { params: { value: 2_000 } })
  return { scenarioId: box.scenario.id, id: box.instances[0].id, copyId: box.copies[0].id }
}

it('what is undone is pending again in a copy that was deleted before the undo and restored after it', async () => {
  const { scenarioId, id, copyId } = await proposing()
  const { application_id } = await apply(client, scenarioId)
  await deleteScenarioInstance(client, copyId)
  await revert(client, application_id)
  await restoreScenarioInstance(client, copyId)
  expect(await pending(scenarioId, copyId, id)).toBe(2_000)
})

/** A second scenario of the same instance, in which nothing is proposed yet. */
async function another(instanceId: string) {
  const { scenario, copied } = await createScenario(client, {
    requestId: randomUUID(),
    name: 'Other',
    instanceIds: [instanceId],
  })
  const scenarioId = scenario.id
  const refresh = () => refreshScenarioInstances(client, { scenarioId, requestId: randomUUID() })
  return { scenarioId, copyId: sure(copied[0]).scenario_instance_id, refresh }
}

/** Two scenarios that propose the same, of which the first was applied and the second refreshed. */
async function agreeing() {
  const first = await proposing()
  const second = await another(first.id)
  await propose(client, await getScenarioInstance(client, second.copyId), { params: { value: 2_000 } })
  const { application_id: applicationId } = await apply(client, first.scenarioId)
  await second.refresh()
  return { first, second, applicationId }
}

it('what is undone is pending again in another scenario that proposes the same and was refreshed meanwhile', async () => {
  const { first, second, applicationId } = await agreeing()
  expect(await pending(second.scenarioId, second.copyId, first.id)).toBeNull()
  await revert(client, applicationId)
  expect(await pending(second.scenarioId, second.copyId, first.id)).toBe(2_000)
})

it('what is undone is not made up where reality had moved on from what the other scenario proposed', async () => {
  const { first, second } = await agreeing()
  await propose(client, await getScenarioInstance(client, first.copyId), { params: { value: 3_000 } })
  const { application_id } = await apply(client, first.scenarioId)
  await second.refresh()
  await revert(client, application_id)
  expect(await pending(second.scenarioId, second.copyId, first.id)).toBeNull()
})

it('what is undone is pending again in another scenario that applied something else meanwhile', async () => {
  const { first, second, applicationId } = await agreeing()
  await propose(client, await getScenarioInstance(client, second.copyId), { name: 'Renamed' })
  await apply(client, second.scenarioId)
  await revert(client, applicationId)
  expect(await pending(second.scenarioId, second.copyId, first.id)).toBe(2_000)
})

it('what is undone follows reality back where the other scenario had proposed nothing', async () => {
  const { scenarioId, id } = await proposing()
  const other = await another(id)
  const { application_id } = await apply(client, scenarioId)
  await other.refresh()
  await revert(client, application_id)
  expect(await pending(other.scenarioId, other.copyId, id)).toBeNull()
})

describe('an undo that finds nothing to undo', () => {
  /** A new instance came to reality with an apply, and was deleted there. */
  async function createdAndDeleted() {
    const { scenario } = await createScenario(client, {
      requestId: randomUUID(),
      name: 'New',
      instanceIds: [],
    })
    await createScenarioInstance(client, { scenarioId: scenario.id, ...newInstance() })
    const { application_id: applicationId, items } = await apply(client, scenario.id)
    const id = sure(items[0]?.instance_id)
    await deleteInstance(client, id)
    return { applicationId, id }
  }

  it('says so and is not used up: it undoes once what was deleted is restored', async () => {
    const { applicationId, id } = await createdAndDeleted()
    expect((await previewRevert(client, { applicationId })).items).toEqual([])
    await expect(revert(client, applicationId)).rejects.toMatchObject({
      code: 'conflict',
      message: 'There is nothing to undo: what this changed is gone, or as it was before.',
      detail: { reason: 'nothing_to_undo', application_id: applicationId },
    })
    await restoreInstance(client, id)
    expect(await revert(client, applicationId)).toMatchObject({ status: 'success' })
    expect((await getInstance(client, id)).status).toBe('archived')
  })

  it('leaves no trace in the history', async () => {
    const { applicationId } = await createdAndDeleted()
    await expect(revert(client, applicationId)).rejects.toThrow('There is nothing to undo')
    const { data } = await client
      .from('scenario_applications')
      .select('id')
      .eq('reverted_application_id', applicationId)
    expect(data).toEqual([])
  })

  it('says so as well where reality was set back by hand', async () => {
    const { scenarioId, id } = await proposing()
    const { application_id: applicationId } = await apply(client, scenarioId)
    const instance = await getInstance(client, id)
    await updateInstance(client, {
      id,
      version: instance.version,
      content: { ...contentOf(instance), params: { ...instance.params, value: 1_000 } },
    })
    await expect(revert(client, applicationId)).rejects.toMatchObject({
      detail: { reason: 'nothing_to_undo' },
    })
  })
})
