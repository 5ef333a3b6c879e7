/** Rows to test with: valid on their own, changed by overrides. */
import { randomUUID } from 'node:crypto'
import type { Client } from '#data/client-type.ts'
import type { Instance } from '#data/instances/instance.ts'
import { createInstances, type NewInstance, updateInstance } from '#data/instances/instances.api.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import {
  listScenarioInstances,
  updateScenarioInstance,
} from '#data/scenario-instances/scenario-instances.api.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { createScenario } from '#data/scenarios/scenarios.api.ts'
import type { InstanceContent, Params } from '#domain/instances/types.ts'
import { sure } from '../../scripts/sure.ts'

export function newInstance(overrides: Partial<NewInstance> = {}): NewInstance {
  return {
    kind: 'cash',
    name: 'Deposit',
    status: 'active',
    params: { value: 1_000, interest_rate: 4 },
    ...overrides,
  }
}

/** The name of a flag that no other test has. */
export function flagName(): string {
  return `test:${randomUUID().replaceAll('-', '_')}`
}

/** As many of the one as there are of the other. */
type Each<Given extends readonly unknown[], Row> = { readonly [Key in keyof Given]: Row }

/** Two of them. */
export type Two = [NewInstance, NewInstance]

export interface Sandbox<Given extends readonly NewInstance[] = [NewInstance]> {
  instances: Each<Given, Instance>
  scenario: Scenario
  /** In the order of `instances`. */
  copies: Each<Given, ScenarioInstance>
}

/** Real instances and a scenario with a copy of each. */
export async function sandbox<const Given extends readonly NewInstance[] = [NewInstance]>(
  client: Client,
  instances?: Given,
): Promise<Sandbox<Given>> {
  const rows = await createInstances(client, instances ?? [newInstance()])
  const { scenario } = await createScenario(client, {
    requestId: randomUUID(),
    name: 'What if',
    instanceIds: rows.map(({ id }) => id),
  })
  const copies = await listScenarioInstances(client, scenario.id)
  const copyOf = (row: Instance) => sure(copies.find((copy) => copy.source_instance_id === row.id))
  return {
    instances: rows as readonly Instance[] as Each<Given, Instance>,
    scenario,
    copies: rows.map(copyOf) as readonly ScenarioInstance[] as Each<Given, ScenarioInstance>,
  }
}

export function contentOf(row: InstanceContent): InstanceContent {
  const { name, status, params } = row
  return { name, status, params }
}

/** Changes what a scenario proposes. */
export function propose(
  client: Client,
  copy: ScenarioInstance,
  changes: Partial<Omit<InstanceContent, 'params'>> & { params?: Params },
): Promise<ScenarioInstance> {
  const content = { ...contentOf(copy), ...changes, params: { ...copy.params, ...changes.params } }
  return updateScenarioInstance(client, { id: copy.id, version: copy.version, content })
}

/** A copy whose value both the user and reality changed, to different amounts. */
export async function clash(client: Client) {
  const box = await sandbox(client)
  const [instance, copy] = [box.instances[0], box.copies[0]]
  const proposed = await propose(client, copy, { params: { value: 2_000 } })
  const moved = await updateInstance(client, {
    id: instance.id,
    version: 1,
    content: { ...contentOf(instance), params: { ...instance.params, value: 1_500 } },
  })
  return { ...box, instance: moved, copy: proposed }
}
