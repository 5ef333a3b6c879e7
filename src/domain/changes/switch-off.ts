/** A scenario with some of its changes switched off: what it would bring without them. */
import { contentFromFields, fieldsOfContent } from '../instances/content.ts'
import type { Params, Scalar } from '../instances/types.ts'
import { type ScenarioOutcome, scenarioOutcome } from '../merge/carry-out.ts'
import type { MergedCopy, RealRow, ScenarioRow } from '../merge/merge-copy.ts'
import { type Change, type ChangesInput, changesOfAssumptions, changesOfCopy } from './changes.ts'

/** Ids of changes; what is no change of the scenario is passed over. */
export type SwitchedOff = ReadonlySet<string>

export interface OutcomeWithout {
  readonly outcome: ScenarioOutcome
  /** What both sides are projected under, sparse. */
  readonly assumptions: Params
}

/**
 * What a scenario would bring without the changes switched off, and what it is projected under. Without any of them this is reality
 * under the user's own assumptions, but for those that are no changes (`viewAssumptions`), which are the scenario's.
 */
export function outcomeWithout(input: ChangesInput, off: SwitchedOff): OutcomeWithout {
  const { reality, copies, ownAssumptions, scenarioAssumptions } = input
  return {
    outcome: outcomeOfCopiesWithout(reality, copies, off),
    assumptions: assumptionsWithout(ownAssumptions, scenarioAssumptions, off),
  }
}

function outcomeOfCopiesWithout(
  reality: readonly RealRow[],
  copies: readonly ScenarioRow[],
  off: SwitchedOff,
): ScenarioOutcome {
  if (off.size === 0) return scenarioOutcome(reality, copies)
  return scenarioOutcome(reality, copies, (merged) => without(merged, off))
}

const isOff = (off: SwitchedOff) => (change: Pick<Change, 'id'>) => off.has(change.id)

function without(merged: MergedCopy, off: SwitchedOff): MergedCopy {
  const { real, action, after, fields } = merged
  if (action !== 'create' && action !== 'update') return merged
  const switched = changesOfCopy(merged).filter(isOff(off))
  if (switched.length === 0) return merged
  if (action === 'create') return { ...merged, action: 'none', after: null }
  const back = new Map(switched.flatMap((change) => change.fields).map(({ field, from }) => [field, from]))
  const isLeft = fields.some(({ field, outcome }) => outcome === 'proposed_only' && !back.has(field))
  if (!isLeft || after === null) return { ...merged, action: 'none', after: real ?? null }
  return { ...merged, after: contentFromFields({ ...fieldsOfContent(after), ...Object.fromEntries(back) }) }
}

/** A scenario's assumptions over the user's without the changes switched off. */
function assumptionsWithout(own: Params, scenario: Params, off: SwitchedOff): Params {
  const assumptions: Record<string, Scalar> = { ...own, ...scenario }
  for (const change of changesOfAssumptions(own, scenario).filter(isOff(off)))
    for (const { field, from } of change.fields)
      if (from === null) delete assumptions[field]
      else assumptions[field] = from
  return assumptions
}
