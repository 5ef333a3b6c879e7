/** Everything that one decision changes in a scenario, step by step. */
import { type Edits, withValues } from '#domain/actions/edits.ts'
import { contentFromFields, contentOf, fieldsOfContent } from '#domain/instances/content.ts'
import type { InstanceContent } from '#domain/instances/types.ts'
import { isProposed, mergeContents } from '#domain/merge/three-way.ts'
import type { Client } from '../client-type.ts'
import { movedRow, VersionConflictError } from '../errors.ts'
import { saveScenarioChanges } from '../scenarios/save-scenario-changes.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { type CreateScenarioInput, createScenario, deleteScenario } from '../scenarios/scenarios.api.ts'
import { waveByWave } from '../wave-by-wave.ts'
import type { ScenarioInstance } from './scenario-instance.ts'
import {
  copyInstancesToScenario,
  createScenarioInstance,
  deleteAddedInstances,
  deleteScenarioInstance,
  listScenarioInstances,
  restoreScenarioInstance,
  updateScenarioInstance,
} from './scenario-instances.api.ts'

/** A step that is done: a new scenario, a row of one, new where there is none before, or its assumptions. */
export type WrittenStep =
  | { readonly of: 'scenario'; readonly after: Scenario }
  | { readonly of: 'row'; readonly before: ScenarioInstance | null; readonly after: ScenarioInstance }
  | { readonly of: 'assumptions'; readonly before: Scenario; readonly after: Scenario }

/** The same, or a row that left the scenario. */
export type DoneStep = WrittenStep | { readonly of: 'removed'; readonly row: ScenarioInstance }

export interface Decision {
  /** Or the one that is created for it. */
  readonly scenario: Scenario | CreateScenarioInput
  /** The rows of the scenario as the user saw them; of a new one they are its copies. */
  readonly rows: readonly ScenarioInstance[]
  readonly edits: Edits
  /** One for each holding that is added, the same for every attempt: it is added once, and a later attempt says what it is. */
  readonly requestIds: readonly string[]
  /** The request ids of what earlier attempts may have added and this one does not: it leaves the scenario. */
  readonly droppedIds: readonly string[]
  /** Called with each step as soon as it is done. */
  readonly onWritten: (step: WrittenStep) => void
  /** Called with the id of a row that an earlier attempt has added, once it has left. */
  readonly onDropped: (id: string) => void
}

/**
 * Creates the scenario where it is a new one, takes out what only an earlier attempt added, copies what is edited and not in the
 * scenario yet, adds what is new, writes the fields of each row, then the assumptions. The API has no single step for all of that: a decision that fails on the way stands as far as `onWritten` said, and another attempt, also
 * with other answers, goes on from there and does nothing twice. A field that somebody else has changed since `rows` is not
 * overwritten.
 * @throws AppError as the single writes do: `not_found`, `invalid` naming the field; VersionConflictError.
 */
export async function writeDecision(client: Client, decision: Decision): Promise<Scenario> {
  const { edits, requestIds, droppedIds, onWritten, onDropped } = decision
  const scenario = await begunScenario(client, decision)
  if (droppedIds.length > 0)
    for (const { id } of await deleteAddedInstances(client, droppedIds)) onDropped(id)
  const isNew = 'requestId' in decision.scenario
  const rows = isNew ? await listScenarioInstances(client, scenario.id) : decision.rows
  const find = (among: readonly ScenarioInstance[], id: string) =>
    among.find((row) => row.id === id || row.source_instance_id === id)
  const missing = edits.edited.map(({ id }) => id).filter((id) => !find(rows, id))
  const copies = missing.length > 0 ? await copied(client, decision, scenario.id, missing) : []
  for (const [index, holding] of edits.added.entries()) {
    const requestId = requestIds[index]
    const input = { scenarioId: scenario.id, status: 'active' as const, ...holding }
    const after = await createScenarioInstance(client, { ...input, ...(requestId && { requestId }) })
    onWritten({ of: 'row', before: null, after })
  }
  for (const { id, params } of edits.edited) {
    const before = find(rows, id) ?? find(copies, id)
    if (!before) continue
    const content = { ...contentOf(before), params: withValues(before.params, params) }
    onWritten({ of: 'row', before, after: await saveRow(client, before, content) })
  }
  if (Object.keys(edits.assumptions).length > 0) {
    const assumptions = withValues(scenario.assumptions, edits.assumptions)
    const after = await saveScenarioChanges(client, scenario, { assumptions })
    onWritten({ of: 'assumptions', before: scenario, after })
  }
  return scenario
}

async function begunScenario(client: Client, { scenario, onWritten }: Decision): Promise<Scenario> {
  if (!('requestId' in scenario)) return scenario
  const { scenario: after } = await createScenario(client, scenario)
  onWritten({ of: 'scenario', after })
  return after
}

/**
 * Takes steps back, those of one row the last first: fields become what they were, what was added leaves, what left comes back, and a
 * scenario that was created goes as a whole.
 */
export async function takeBackSteps(client: Client, steps: readonly DoneStep[]): Promise<void> {
  const created = steps.find((step) => step.of === 'scenario')
  if (created) return deleteScenario(client, created.after.id)
  const inScenario = steps.filter((step) => step.of !== 'scenario')
  const ofRows = Map.groupBy(inScenario.toReversed(), (step) =>
    step.of === 'row' ? step.after.id : step.of === 'removed' ? step.row.id : step.of,
  )
  await waveByWave([...ofRows.values()], waveOf, async (ofRow) => {
    for (const step of ofRow) await takeBack(client, step)
  })
}

/** A loan is secured only on a property that is there: one that comes back does so before all else, and one that leaves after it. */
function waveOf(ofRow: readonly DoneStep[]): number {
  const leaves = ofRow.some(
    (step) => step.of === 'row' && step.before === null && step.after.kind === 'property',
  )
  if (leaves) return 2
  return ofRow.some((step) => step.of === 'removed' && step.row.kind === 'property') ? 0 : 1
}

function takeBack(client: Client, step: Exclude<DoneStep, { of: 'scenario' }>): Promise<unknown> {
  if (step.of === 'assumptions')
    return saveScenarioChanges(client, step.after, { assumptions: step.before.assumptions })
  if (step.of === 'removed') return restoreScenarioInstance(client, step.row.id)
  if (step.before === null) return deleteScenarioInstance(client, step.after.id)
  return saveRow(client, step.after, contentOf(step.before))
}

/** Copies of all of these, of which only those are this decision's that nobody else has made meanwhile. */
async function copied(
  client: Client,
  { onWritten }: Decision,
  scenarioId: string,
  instanceIds: readonly string[],
): Promise<readonly ScenarioInstance[]> {
  const answer = await copyInstancesToScenario(client, { scenarioId, instanceIds })
  const made = new Set(answer.copied.map((copy) => copy.scenario_instance_id))
  const rows = await listScenarioInstances(client, scenarioId)
  for (const after of rows) if (made.has(after.id)) onWritten({ of: 'row', before: null, after })
  return rows.filter(({ source_instance_id: source }) => source !== null && instanceIds.includes(source))
}

/** Over a row that has moved on too, as long as nothing moved that is written here. */
async function saveRow(
  client: Client,
  began: ScenarioInstance,
  wanted: InstanceContent,
): Promise<ScenarioInstance> {
  let current = began
  for (;;) {
    const fields = mergeContents(contentOf(began), contentOf(current), wanted)
    if (fields.some(({ outcome }) => outcome === 'conflict')) throw new VersionConflictError(current)
    const mine = fields.filter(isProposed)
    if (mine.length === 0) return current
    const values = Object.fromEntries(mine.map(({ field, proposed }) => [field, proposed]))
    const content = contentFromFields({ ...fieldsOfContent(current), ...values })
    try {
      return await updateScenarioInstance(client, { id: current.id, version: current.version, content })
    } catch (error) {
      const now = movedRow<ScenarioInstance>(error)
      if (now === null) throw error
      current = now
    }
  }
}
