/** What a user can try on rows of another, through every function of the app that takes an id. */
import { randomUUID } from 'node:crypto'
import {
  applyScenario,
  previewApply,
  previewRevert,
  revertApplication,
} from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import {
  copyInstancesToScenario,
  createScenarioInstance,
  deleteScenarioInstance,
  refreshScenarioInstances,
  updateScenarioInstance,
} from '#data/scenario-instances/scenario-instances.api.ts'
import {
  createScenario,
  deleteScenario,
  duplicateScenario,
  getScenario,
  setPrimaryScenario,
  updateScenario,
} from '#data/scenarios/scenarios.api.ts'
import { contentOf, newInstance, type Sandbox, type Two } from '../support/factories.ts'

/** What is tried, how with any id, and the id of the other's row; `mine` is a scenario of one's own. */
type Attempt = [string, (id: string) => Promise<unknown>, string]

export function attemptsOn(
  client: Client,
  mine: string,
  box: Sandbox<Two> & { applicationId: string },
): Attempt[] {
  const requestId = randomUUID()
  const { name, status, params } = contentOf(newInstance())
  return [
    [
      'createScenario',
      (id) => createScenario(client, { requestId, name: 'Theirs', instanceIds: [id] }),
      box.instances[0].id,
    ],
    [
      'copy from',
      (id) => copyInstancesToScenario(client, { scenarioId: mine, instanceIds: [id] }),
      box.instances[0].id,
    ],
    [
      'copy into',
      (id) => copyInstancesToScenario(client, { scenarioId: id, instanceIds: [randomUUID()] }),
      box.scenario.id,
    ],
    ['add to', (id) => createScenarioInstance(client, { ...newInstance(), scenarioId: id }), box.scenario.id],
    ['setPrimary', (id) => setPrimaryScenario(client, id), box.scenario.id],
    ['getScenario', (id) => getScenario(client, id), box.scenario.id],
    [
      'updateScenario',
      (id) => updateScenario(client, { id, version: 1, changes: { name: 'Theirs' } }),
      box.scenario.id,
    ],
    ['deleteScenario', (id) => deleteScenario(client, id), box.scenario.id],
    [
      'duplicate',
      (id) => duplicateScenario(client, { scenarioId: id, name: 'Copy', requestId }),
      box.scenario.id,
    ],
    [
      'update copy',
      (id) => updateScenarioInstance(client, { id, version: 1, content: { name, status, params } }),
      box.copies[1].id,
    ],
    ['delete copy', (id) => deleteScenarioInstance(client, id), box.copies[1].id],
    ['preview', (id) => previewApply(client, { scenarioId: id }), box.scenario.id],
    [
      'preview rows',
      (id) => previewApply(client, { scenarioId: mine, scenarioInstanceIds: [id] }),
      box.copies[1].id,
    ],
    [
      'apply',
      (id) => applyScenario(client, { scenarioId: id, requestId, fingerprint: 'any' }),
      box.scenario.id,
    ],
    ['refresh', (id) => refreshScenarioInstances(client, { scenarioId: id, requestId }), box.scenario.id],
    ['preview revert', (id) => previewRevert(client, { applicationId: id }), box.applicationId],
    [
      'revert',
      (id) => revertApplication(client, { applicationId: id, requestId, fingerprint: 'any' }),
      box.applicationId,
    ],
  ]
}
