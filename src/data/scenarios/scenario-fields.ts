/** What can be edited of a scenario, field by field. */
import type { Params, Scalar } from '#domain/instances/types.ts'
import { type Fields, type MergedField, mergeFields } from '#domain/merge/three-way.ts'
import type { Scenario, ScenarioStatus } from './scenario.ts'

export interface ScenarioChanges {
  readonly name?: string
  readonly description?: string | null
  readonly status?: ScenarioStatus
  readonly tags?: readonly string[]
  /** The whole of it: keys left out return to the profile's or the catalogue's default. */
  readonly assumptions?: Params
}

export type ScenarioValue = Scalar | readonly string[]

const prefix = 'assumptions.'

/**
 * What can be edited of a scenario: `name`, `description`, `status`, `tags` and `assumptions.<key>`, flat, so that
 * changes of different assumptions do not get in each other's way.
 */
function fieldsOf({ name, description, status, tags, assumptions }: ScenarioChanges): Fields<ScenarioValue> {
  const flat = Object.entries(assumptions ?? {}).map(([key, value]) => [prefix + key, value])
  return { name, description, status, tags, ...Object.fromEntries(flat) }
}

/** Which fields moved since the user began, and which are to change; what is not `wanted` is to stay as it began. */
export function mergeScenario(
  began: Scenario,
  current: Scenario,
  wanted: ScenarioChanges,
): MergedField<ScenarioValue>[] {
  return mergeFields(fieldsOf(began), fieldsOf(current), fieldsOf({ ...began, ...wanted }))
}

/** Fields as they are written: single assumptions over all those that are there. */
export function changesOver(
  current: Scenario,
  fields: readonly MergedField<ScenarioValue>[],
): ScenarioChanges {
  const ofAssumptions = fields.filter(({ field }) => field.startsWith(prefix))
  const others = fields.filter(({ field }) => !field.startsWith(prefix))
  const changes = Object.fromEntries(others.map(({ field, proposed }) => [field, proposed]))
  if (ofAssumptions.length === 0) return changes
  const assumptions: Record<string, Scalar> = { ...current.assumptions }
  for (const { field, proposed } of ofAssumptions) {
    const key = field.slice(prefix.length)
    // Lists are tags: no assumption is one.
    if (proposed === null || typeof proposed === 'object') delete assumptions[key]
    else assumptions[key] = proposed
  }
  return { ...changes, assumptions }
}
