/** How a scenario's holdings differ from reality, as the screens say it. */
import {
  type MergedCopy,
  mergeCopy,
  type RealRow,
  realityIndex,
  type ScenarioRow,
} from '#domain/merge/merge-copy.ts'
import type { FieldOutcome, MergedField } from '#domain/merge/three-way.ts'

/** What the screens say about a scenario instance; several may hold at once. */
export type CopyState =
  | 'new'
  | 'already_created'
  | 'copied'
  | 'changed'
  | 'reality_moved'
  | 'conflict'
  | 'source_deleted'

export interface CopyComparison {
  readonly states: readonly CopyState[]
  /** The fields in which base, current and proposed are not all equal. Empty for a new one: all of it is new. */
  readonly fields: readonly MergedField[]
}

/** A scenario instance beside the real one that it stands on, which is undefined when that is deleted or not there yet. */
export function compareCopy(copy: ScenarioRow, real: RealRow | undefined): CopyComparison {
  const merged = mergeCopy(copy, real)
  return { states: statesOf(merged), fields: merged.fields }
}

function statesOf({ standing, fields }: MergedCopy): CopyState[] {
  if (standing === 'new' || standing === 'already_created') return [standing]
  const has = (...outcomes: FieldOutcome[]) => fields.some(({ outcome }) => outcomes.includes(outcome))
  const states: CopyState[] = []
  if (standing === 'source_deleted') states.push(standing)
  if (has('proposed_only', 'conflict')) states.push('changed')
  if (has('conflict')) states.push('conflict')
  else if (has('current_only')) states.push('reality_moved')
  return states.length > 0 ? states : ['copied']
}

export interface ComparedCopy<Copy> {
  readonly copy: Copy
  readonly comparison: CopyComparison
}

/** Every scenario instance beside its source. */
export function compareAll<Copy extends ScenarioRow>(
  copies: readonly Copy[],
  reality: readonly RealRow[],
): ComparedCopy<Copy>[] {
  const realOf = realityIndex(reality)
  return copies.map((copy) => ({ copy, comparison: compareCopy(copy, realOf(copy)) }))
}

export interface RealityNews {
  readonly moved: number
  readonly conflicts: number
  readonly alreadyCreated: number
  readonly sourceDeleted: number
}

/** How many scenario instances reality has news for since they were copied. */
export function newsOf(compared: readonly { readonly comparison: CopyComparison }[]): RealityNews {
  const count = (state: CopyState) =>
    compared.filter(({ comparison }) => comparison.states.includes(state)).length
  return {
    moved: count('reality_moved'),
    conflicts: count('conflict'),
    alreadyCreated: count('already_created'),
    sourceDeleted: count('source_deleted'),
  }
}
