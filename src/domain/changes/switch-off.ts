/** The changes of a scenario, and what it would bring with some of them switched off. */
import { contentFromFields, fieldsOfContent } from '../instances/content.ts'
import type { Params, Scalar } from '../instances/types.ts'
import { outcomeOf, type ScenarioOutcome } from '../merge/carry-out.ts'
import { type MergedCopy, mergeCopies, type RealRow, type ScenarioRow } from '../merge/merge-copy.ts'
import { type Change, changesOfAssumptions, changesOfCopy } from './changes.ts'
import { isSwitchedOff, type JointChange, jointChanges, type SwitchedOff } from './joint.ts'

export interface ChangesInput<Copy extends ScenarioRow = ScenarioRow> {
  readonly reality: readonly RealRow[]
  readonly copies: readonly Copy[]
  /** What reality is projected under, sparse. */
  readonly ownAssumptions: Params
  /** What the scenario says over them, sparse. */
  readonly scenarioAssumptions: Params
}

interface OutcomeWithout {
  readonly outcome: ScenarioOutcome
  /** What both sides are projected under, sparse. */
  readonly assumptions: Params
}

export interface ScenarioChanges<Copy extends ScenarioRow = ScenarioRow> {
  /** In the order of the copies, within each in the order of the form; assumptions last. */
  readonly changes: readonly JointChange<Copy>[]
  /**
   * What the scenario would bring without the changes switched off, and what it is projected under. Without any of them this is
   * reality under the user's own assumptions, but for those that are no changes (`viewAssumptions`), which are the scenario's.
   */
  readonly without: (off: SwitchedOff) => OutcomeWithout
}

/** Merged once, however many are switched off and on. */
export function scenarioChanges<Copy extends ScenarioRow>({
  reality,
  copies,
  ownAssumptions: own,
  scenarioAssumptions: scenario,
}: ChangesInput<Copy>): ScenarioChanges<Copy> {
  const merged = mergeCopies(reality, copies)
  const ofCopies = new Map(merged.map((one) => [one.copy.id, changesOfCopy(one)]))
  const ofAssumptions = changesOfAssumptions(own, scenario)
  const changes = jointChanges([
    ...[...ofCopies.values()].flat(),
    ...ofAssumptions.map((change) => ({ ...change, copy: null })),
  ])
  return {
    changes,
    without: (off) => {
      const parts = changes.filter((change) => isSwitchedOff(change, off)).flatMap((change) => change.parts)
      const allOff = new Set(parts.map(({ id }) => id))
      const isOff = ({ id }: Pick<Change, 'id'>) => allOff.has(id)
      const left = (one: MergedCopy) => withoutChanges(one, (ofCopies.get(one.copy.id) ?? []).filter(isOff))
      return {
        outcome: outcomeOf(reality, merged, left),
        assumptions: withoutAssumptions({ ...own, ...scenario }, ofAssumptions.filter(isOff)),
      }
    },
  }
}

/** What is carried out of a holding of a scenario without these changes of it. */
function withoutChanges(merged: MergedCopy, changes: readonly Change[]): MergedCopy {
  const { real, action, after, fields } = merged
  if (changes.length === 0 || (action !== 'create' && action !== 'update')) return merged
  if (action === 'create') return { ...merged, action: 'none', after: null }
  const back = new Map(changes.flatMap((change) => change.fields).map(({ field, from }) => [field, from]))
  const isLeft = fields.some(({ field, outcome }) => outcome === 'proposed_only' && !back.has(field))
  if (!isLeft || after === null) return { ...merged, action: 'none', after: real ?? null }
  return { ...merged, after: contentFromFields({ ...fieldsOfContent(after), ...Object.fromEntries(back) }) }
}

function withoutAssumptions(all: Params, changes: readonly Pick<Change, 'fields'>[]): Params {
  const assumptions: Record<string, Scalar> = { ...all }
  for (const { field, from } of changes.flatMap((change) => change.fields))
    if (from === null) delete assumptions[field]
    else assumptions[field] = from
  return assumptions
}
