import type { Scalar } from '#domain/instances/types.ts'
import type { Client } from '../client-type.ts'
import { VersionConflictError } from '../errors.ts'
import type { Scenario } from './scenario.ts'
import { type ScenarioChanges, updateScenario } from './scenarios.api.ts'

type Value = Scalar | readonly string[] | null
type Fields = Readonly<Record<string, Value>>

const prefix = 'assumptions.'

/** What can be edited of a scenario, flat, so that changes of different assumptions do not get in each other's way. */
function fieldsOf({ assumptions, ...rest }: ScenarioChanges): Fields {
  const flat = Object.entries(assumptions ?? {}).map(([key, value]) => [prefix + key, value])
  return { ...rest, ...Object.fromEntries(flat) }
}

function editable({ name, description, status, tags, assumptions }: Scenario): ScenarioChanges {
  return { name, description, status, tags, assumptions }
}

function isSame(a: Value, b: Value): boolean {
  return Array.isArray(a) || Array.isArray(b) ? JSON.stringify(a) === JSON.stringify(b) : a === b
}

export interface ScenarioDifference {
  /** `name`, `description`, `status`, `tags` or `assumptions.<key>`. */
  readonly field: string
  /** Null: not there. */
  readonly before: Value
  readonly after: Value
}

function differences(before: Fields, after: Fields): ScenarioDifference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((difference) => !isSame(difference.before, difference.after))
}

/** What the user changed; of `wanted`, assumptions are the whole of them and other fields may be missing. */
export function scenarioDifferences(began: Scenario, wanted: ScenarioChanges): ScenarioDifference[] {
  return differences(fieldsOf(editable(began)), fieldsOf({ ...editable(began), ...wanted }))
}

export interface ScenarioClash extends ScenarioDifference {
  readonly now: Value
}

/** The fields that the user changed and that someone else has changed meanwhile to something else. */
export function scenarioClashes(began: Scenario, now: Scenario, wanted: ScenarioChanges): ScenarioClash[] {
  const current = fieldsOf(editable(now))
  return scenarioDifferences(began, wanted)
    .map((difference) => ({ ...difference, now: current[difference.field] ?? null }))
    .filter((clash) => !isSame(clash.now, clash.before) && !isSame(clash.now, clash.after))
}

/** These changes as they are written over `current`: only the fields that the user changed. */
export function changesOver(current: Scenario, mine: readonly ScenarioDifference[]): ScenarioChanges {
  const ofAssumptions = mine.filter(({ field }) => field.startsWith(prefix))
  const rest = Object.fromEntries(
    mine.filter(({ field }) => !field.startsWith(prefix)).map(({ field, after }) => [field, after]),
  )
  if (ofAssumptions.length === 0) return rest
  const assumptions: Record<string, Scalar> = { ...current.assumptions }
  for (const { field, after } of ofAssumptions) {
    const key = field.slice(prefix.length)
    if (after === null || Array.isArray(after)) delete assumptions[key]
    else assumptions[key] = after as Scalar
  }
  return { ...rest, assumptions }
}

/**
 * Saves single fields of a scenario. A change elsewhere to other fields is no obstacle: both are kept. A change
 * elsewhere to the same field is not overwritten.
 * @throws VersionConflictError with the scenario as it is now; nothing was written.
 */
export async function saveScenarioChanges(
  client: Client,
  began: Scenario,
  wanted: ScenarioChanges,
): Promise<Scenario> {
  const mine = scenarioDifferences(began, wanted)
  if (mine.length === 0) return began
  let current = began
  for (;;) {
    try {
      const changes = changesOver(current, mine)
      return await updateScenario(client, { id: began.id, version: current.version, changes })
    } catch (error) {
      if (!(error instanceof VersionConflictError)) throw error
      current = error.current as Scenario
      if (scenarioClashes(began, current, wanted).length > 0) throw error
    }
  }
}
