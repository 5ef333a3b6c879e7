/** The same new holding in two scenarios, applied from the first. */
import { randomUUID } from 'node:crypto'
import type { Client } from '#data/client-type.ts'
import type { Instance } from '#data/instances/instance.ts'
import { getInstance, listInstances } from '#data/instances/instances.api.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import {
  createScenarioInstance,
  listScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import { createScenario, duplicateScenario } from '#data/scenarios/scenarios.api.ts'
import { sure } from '../../scripts/sure.ts'
import { apply } from './apply.ts'
import { contentOf, newInstance, propose } from './factories.ts'

export interface Twins {
  firstScenarioId: string
  firstApplicationId: string
  /** What the first apply created. */
  twin: Instance
  /** The duplicate, and its own boat, which is dearer. */
  scenarioId: string
  boat: ScenarioInstance
}

/** A boat that is new in a scenario and in its duplicate, applied from the first. */
export async function boatInTwoScenarios(client: Client): Promise<Twins> {
  const { scenario } = await createScenario(client, { requestId: randomUUID(), name: 'First' })
  await createScenarioInstance(client, { ...newInstance({ name: 'Boat fund' }), scenarioId: scenario.id })
  const duplicate = { scenarioId: scenario.id, name: 'Second', requestId: randomUUID() }
  const { scenario: second } = await duplicateScenario(client, duplicate)
  const [same] = await listScenarioInstances(client, second.id)
  const boat = await propose(client, sure(same), { params: { value: 2_000 } })
  const { items, application_id } = await apply(client, scenario.id)
  return {
    firstScenarioId: scenario.id,
    firstApplicationId: application_id,
    twin: await getInstance(client, sure(items[0]?.instance_id)),
    scenarioId: second.id,
    boat,
  }
}

/** The two answers. */
export const stand = ({ boat }: Twins) => ({ [boat.id]: { '*': { take: 'current' } } }) as const
export const another = ({ boat }: Twins) => ({ [boat.id]: { '*': { take: 'proposed' } } }) as const

/** The row of the plan that asks. */
export const question = ({ boat, twin }: Twins) => ({
  field: '*',
  base: null,
  current: contentOf(twin),
  proposed: contentOf(boat),
  outcome: 'conflict',
  reason: 'already_created',
  twin_instance_id: twin.id,
})

/** Which instances there are, and their versions. */
export const reality = async (client: Client) =>
  (await listInstances(client)).map(({ id, version }) => `${id} ${version}`).sort()

export const instancesOf = async (client: Client, lineageId: string) =>
  (await listInstances(client)).filter(({ lineage_id }) => lineage_id === lineageId)
