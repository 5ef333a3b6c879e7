/** Takes changes of a scenario back, so that it no longer proposes them. */
import type { Change } from '#domain/changes/changes.ts'
import { fieldsOfContent } from '#domain/instances/content.ts'
import type { Scalar } from '#domain/instances/types.ts'
import { mergeContents } from '#domain/merge/three-way.ts'
import type { Client } from '../client-type.ts'
import { writeFields } from '../instances/write-fields.ts'
import { saveScenarioChanges } from '../scenarios/save-scenario-changes.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { waveByWave } from '../wave-by-wave.ts'
import type { ScenarioInstance } from './scenario-instance.ts'
import { deleteScenarioInstance, updateScenarioInstance } from './scenario-instances.api.ts'
import type { DoneStep } from './write-decision.ts'

export interface ResetInput {
  readonly scenario: Scenario
  readonly changes: readonly Change<ScenarioInstance>[]
  /** Called with each step as soon as it is done: should one fail, those before it stand. */
  readonly onDone: (step: DoneStep) => void
}

/**
 * Each row is written once, whatever is reset of it, also one that has moved on; what is new is taken out of the scenario. A property
 * comes after all else: the server refuses to delete one as long as a loan is secured on it.
 * @throws AppError as the writes do; VersionConflictError for assumptions that moved.
 */
export async function resetChanges(client: Client, { scenario, changes, onDone }: ResetInput): Promise<true> {
  const ofRows = Map.groupBy(changes, ({ copy }) => copy)
  const waveOf = ([row]: readonly [ScenarioInstance | null, ...unknown[]]) =>
    row?.kind === 'property' ? 1 : 0
  await waveByWave([...ofRows], waveOf, async ([row, ofRow]) => {
    if (row === null) return
    if (row.base === null || ofRow.some(({ decision }) => decision === 'new')) {
      await deleteScenarioInstance(client, row.id)
      onDone({ of: 'removed', row })
      return
    }
    const fields = asCopied(row, row.base, ofRow)
    const after = await writeFields({ row, fields }, (update) => updateScenarioInstance(client, update))
    onDone({ of: 'row', before: row, after })
  })
  const keys = (ofRows.get(null) ?? []).flatMap(({ fields }) => fields).map(({ field }) => field)
  if (keys.length === 0) return true
  const left = Object.entries(scenario.assumptions).filter(([key]) => !keys.includes(key))
  const after = await saveScenarioChanges(client, scenario, { assumptions: Object.fromEntries(left) })
  onDone({ of: 'assumptions', before: scenario, after })
  return true
}

/** What the fields of changes were when copied; of one deleted in reality all that was changed. */
function asCopied(
  row: ScenarioInstance,
  base: NonNullable<ScenarioInstance['base']>,
  changes: readonly Change[],
): Readonly<Record<string, Scalar | null>> {
  const names = changes.some(({ decision }) => decision === 'edited')
    ? mergeContents(base, base, row).map(({ field }) => field)
    : changes.flatMap(({ fields }) => fields).map(({ field }) => field)
  const before = fieldsOfContent(base)
  return Object.fromEntries(names.map((field) => [field, before[field] ?? null]))
}
