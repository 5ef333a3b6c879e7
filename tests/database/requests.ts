/** Every request that the app makes of tables that grow with its users, one by one, on a scenario that keeps changing. */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import * as applications from '#data/applications/applications.api.ts'
import * as auth from '#data/auth/auth.api.ts'
import type { Client } from '#data/client-type.ts'
import * as featureFlags from '#data/feature-flags/feature-flags.api.ts'
import * as feedback from '#data/feedback/feedback.api.ts'
import type { NewInstance } from '#data/instances/instances.api.ts'
import * as instances from '#data/instances/instances.api.ts'
import * as keptProjections from '#data/kept-projections/kept-projections.api.ts'
import * as profiles from '#data/profiles/profiles.api.ts'
import * as scenarioInstances from '#data/scenario-instances/scenario-instances.api.ts'
import * as scenarios from '#data/scenarios/scenarios.api.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { instancesDocument, scenarioDocument } from '#domain/documents/write-document.ts'
import { sure } from '../../scripts/sure.ts'
import { apply, revert } from '../support/apply.ts'
import { contentOf, newInstance, propose, type Sandbox } from '../support/factories.ts'

export interface World extends Sandbox<NewInstance[]> {
  client: Client
  applicationId: string
}

const { previewApply, applyScenario, previewRevert, revertApplication, listApplications } = applications

const kept = { startMonth: currentMonth(new Date()), months: [0, 1], netWorth: [100, 101], instances: {} }
const requestId = randomUUID
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
const some = ({ scenario, copies }: World) => ({
  scenarioId: scenario.id,
  scenarioInstanceIds: idsOf(copies.slice(0, 3)),
})

/** By the function of an api module that is called; a word after it tells two ways apart. */
export const requests: Record<string, (world: World) => Promise<unknown>> = {
  getProfile: ({ client }) => profiles.getProfile(client),
  saveProfile: ({ client }) => profiles.saveProfile(client, { theme: 'dark' }),
  noteFeedbackAsked: ({ client }) => profiles.noteFeedbackAsked(client),
  saveAssumptions: async ({ client }) =>
    profiles.saveAssumptions(client, await profiles.getProfile(client), { inflation_rate: 3 }),

  listInstances: ({ client }) => instances.listInstances(client),
  getInstance: (world) => instances.getInstance(world.client, sure(world.instances[0]).id),
  listDeletedInstances: ({ client }) => instances.listDeletedInstances(client),
  createInstance: ({ client }) => instances.createInstance(client, newInstance()),
  createInstances: ({ client }) => instances.createInstances(client, [newInstance(), newInstance()]),
  updateInstance: async (world) => {
    const row = await instances.getInstance(world.client, sure(world.instances[5]).id)
    const content = { ...contentOf(row), name: requestId() }
    return instances.updateInstance(world.client, { id: row.id, version: row.version, content })
  },
  updateInstances: async (world) => {
    const row = await instances.createInstance(world.client, newInstance())
    return instances.updateInstances(world.client, {
      changes: { [row.id]: { version: row.version, params: { value: 3_000 } } },
      requestId: requestId(),
    })
  },
  deleteInstance: (world) => instances.deleteInstance(world.client, sure(world.instances[6]).id),
  restoreInstance: (world) => instances.restoreInstance(world.client, sure(world.instances[6]).id),
  importInstances: (world) =>
    instances.importInstances(world.client, {
      document: instancesDocument(world.instances),
      requestId: requestId(),
    }),

  listScenarios: ({ client }) => scenarios.listScenarios(client),
  listDeletedScenarios: ({ client }) => scenarios.listDeletedScenarios(client),
  getScenario: ({ client, scenario }) => scenarios.getScenario(client, scenario.id),
  createScenario: (world) =>
    scenarios.createScenario(world.client, {
      requestId: requestId(),
      name: 'Another',
      instanceIds: idsOf(world.instances),
    }),
  updateScenario: async ({ client, scenario }) => {
    const { id, version } = await scenarios.getScenario(client, scenario.id)
    return scenarios.updateScenario(client, { id, version, changes: { name: requestId() } })
  },
  deleteScenario: ({ client, scenario }) => scenarios.deleteScenario(client, scenario.id),
  restoreScenario: ({ client, scenario }) => scenarios.restoreScenario(client, scenario.id),
  setPrimaryScenario: ({ client, scenario }) => scenarios.setPrimaryScenario(client, scenario.id),
  duplicateScenario: ({ client, scenario }) =>
    scenarios.duplicateScenario(client, { scenarioId: scenario.id, name: 'Twin', requestId: requestId() }),
  previewImportScenario: ({ client, scenario, copies }) =>
    scenarios.previewImportScenario(client, scenarioDocument(scenario, copies)),
  importScenario: ({ client, scenario, copies }) =>
    scenarios.importScenario(client, {
      document: scenarioDocument(scenario, copies),
      requestId: requestId(),
    }),

  listScenarioInstances: ({ client, scenario }) =>
    scenarioInstances.listScenarioInstances(client, scenario.id),
  listScenarioContents: ({ client }) => scenarioInstances.listScenarioContents(client),
  getScenarioInstance: ({ client, copies }) =>
    scenarioInstances.getScenarioInstance(client, sure(copies[0]).id),
  createScenarioInstance: ({ client, scenario }) =>
    scenarioInstances.createScenarioInstance(client, { ...newInstance(), scenarioId: scenario.id }),
  copyInstancesToScenario: async (world) => {
    const { client } = world
    const { scenario } = await scenarios.createScenario(client, { requestId: requestId(), name: 'Another' })
    const copy = { scenarioId: scenario.id, instanceIds: idsOf(world.instances) }
    expect((await scenarioInstances.copyInstancesToScenario(client, copy)).skipped).toEqual([])
    expect((await scenarioInstances.copyInstancesToScenario(client, copy)).copied).toEqual([])
  },
  updateScenarioInstance: async ({ client, copies }) =>
    propose(client, await scenarioInstances.getScenarioInstance(client, sure(copies[7]).id), {
      name: requestId(),
    }),
  deleteScenarioInstance: ({ client, copies }) =>
    scenarioInstances.deleteScenarioInstance(client, sure(copies[8]).id),
  deleteAddedInstances: async ({ client, scenario }) => {
    const added = { ...newInstance(), scenarioId: scenario.id, requestId: requestId() }
    const { id } = await scenarioInstances.createScenarioInstance(client, added)
    const left = await scenarioInstances.deleteAddedInstances(client, [added.requestId])
    expect(left).toMatchObject([{ id }])
  },
  restoreScenarioInstance: ({ client, copies }) =>
    scenarioInstances.restoreScenarioInstance(client, sure(copies[8]).id),
  bulkEditScenarioInstances: ({ client, scenario }) =>
    scenarioInstances.bulkEditScenarioInstances(client, {
      scenarioId: scenario.id,
      changes: { 'params.value': { add: 1 } },
      requestId: requestId(),
    }),
  refreshScenarioInstances: ({ client, scenario }) =>
    scenarioInstances.refreshScenarioInstances(client, { scenarioId: scenario.id, requestId: requestId() }),

  previewApply: ({ client, scenario }) => previewApply(client, { scenarioId: scenario.id }),
  'previewApply some': (world) => previewApply(world.client, some(world)),
  'applyScenario some, twice': async (world) => {
    const { fingerprint } = await previewApply(world.client, some(world))
    const input = { ...some(world), fingerprint, requestId: requestId() }
    await applyScenario(world.client, input)
    expect(await applyScenario(world.client, input)).toMatchObject({ replayed: true })
  },
  'applyScenario, previewRevert, revertApplication': async ({ client, scenario, copies }) => {
    const { fingerprint } = await previewApply(client, { scenarioId: scenario.id })
    const input = { scenarioId: scenario.id, fingerprint, requestId: requestId() }
    const { status, items, application_id: applicationId } = await applyScenario(client, input)
    expect(status).toBe('success')
    expect(items.length).toBeGreaterThan(copies.length / 2)
    const preview = await previewRevert(client, { applicationId })
    const undo = { applicationId, fingerprint: preview.fingerprint, requestId: requestId() }
    expect(await revertApplication(client, undo)).toMatchObject({ status: 'success' })
  },
  'applyScenario, revertApplication of a discard, twice': async ({ client }) => {
    const rows = await instances.createInstances(client, [newInstance(), newInstance()])
    const { scenario } = await scenarios.createScenario(client, {
      requestId: requestId(),
      name: 'Discards',
      instanceIds: idsOf(rows),
    })
    for (const { id } of rows) await instances.deleteInstance(client, id)
    const { application_id } = await apply(client, scenario.id)
    const undone = await revert(client, application_id)
    expect(undone.items.map(({ action }) => action)).toEqual(['create', 'create'])
    const again = await revert(client, undone.application_id)
    expect(again.items.map(({ action }) => action)).toEqual(['discard', 'discard'])
  },
  listApplications: ({ client }) => listApplications(client),
  'listApplications of a scenario': ({ client, scenario }) =>
    listApplications(client, { scenarioId: scenario.id }),
  'listApplications, the next page': async ({ client }) => {
    const { next } = await listApplications(client, { limit: 2 })
    expect(next).not.toBeNull()
    return listApplications(client, { limit: 2, after: next })
  },
  listApplicationItems: ({ client, applicationId }) =>
    applications.listApplicationItems(client, applicationId),
  listContentsOf: ({ client, instances: [instance] }) =>
    applications.listContentsOf(client, sure(instance).id),
  listKeptProjections: ({ client }) => keptProjections.listKeptProjections(client),
  getKeptInstances: async ({ client }) => {
    await keptProjections.keepProjection(client, kept, null)
    const [first] = await keptProjections.listKeptProjections(client)
    return keptProjections.getKeptInstances(client, sure(first).id)
  },
  keepProjection: ({ client }) => keptProjections.keepProjection(client, kept, null),
  listApplicationsOf: ({ client, instances: [instance] }) =>
    applications.listApplicationsOf(client, sure(instance).id),

  evaluateFeatureFlags: ({ client }) => featureFlags.evaluateFeatureFlags(client),
  'record_telemetry, as the app sends it': async ({ client }) => {
    const event = { session_id: requestId(), name: 'feature', attributes: { feature: 'undo' } }
    const { data } = await client.rpc('record_telemetry', { p_events: [event] })
    expect(data).toMatchObject({ accepted: 1 })
  },
  giveFeedback: ({ client }) =>
    feedback.giveFeedback(client, { score: 5, comment: '', kind: null, context: {} }),

  deleteAccount: ({ client }) => auth.deleteAccount(client),
}

/** Functions of the api modules that no request above calls. */
export function unasked(): string[] {
  const asked = new Set(Object.keys(requests).flatMap((name) => name.split(/\W+/)))
  return [
    profiles,
    instances,
    scenarios,
    scenarioInstances,
    applications,
    keptProjections,
    featureFlags,
    feedback,
  ].flatMap((module) =>
    Object.entries(module)
      .filter(([name, value]) => typeof value === 'function' && !asked.has(name))
      .map(([name]) => name),
  )
}
