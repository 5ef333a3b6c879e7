/**
 * What applying would make of one holding of a scenario while nothing is decided: the plan of the database
 * (`private.plan_merge`), for figures that are wanted at once and of many scenarios. A property test holds the two equal.
 */
import { contentFromFields } from '../instances/content.ts'
import type { InstanceContent, InstanceKind } from '../instances/types.ts'
import { type MergedField, mergeContents } from './three-way.ts'

/** A real instance as it is stored. */
export interface RealRow extends InstanceContent {
  readonly id: string
  readonly lineage_id: string
  readonly kind: InstanceKind
}

/** A holding of a scenario as it is stored. */
export interface ScenarioRow extends RealRow {
  /** Null: it is new in the scenario. */
  readonly source_instance_id: string | null
  /** What it last agreed on with its source; null for a new one. */
  readonly base: InstanceContent | null
}

/** What happens to reality; a `discard` takes the copy out of its scenario and leaves reality alone. */
export type PlanAction = 'create' | 'update' | 'recreate' | 'discard' | 'none'

/** `copied`: its source is there; `already_created`: it is new, and reality has its twin of another scenario. */
type Standing = 'new' | 'already_created' | 'copied' | 'source_deleted'

export interface MergedCopy<Copy extends ScenarioRow = ScenarioRow> {
  readonly copy: Copy
  readonly standing: Standing
  /** The real instance that it stands on: its source, or its twin. */
  readonly real: RealRow | undefined
  /** What differs between base, current and proposed; current is base where the source is deleted. */
  readonly fields: readonly MergedField[]
  /** Conflicts, which count as they are now: fields, or the whole instance as one. */
  readonly undecided: number
  readonly action: PlanAction
  /** What reality holds afterwards; null where that is nothing. */
  readonly after: InstanceContent | null
}

type Identity = Pick<ScenarioRow, 'source_instance_id' | 'lineage_id'>

/** Finds what holdings of a scenario stand on: the source of a copy, the twin of a new one. */
export function realityIndex<Real extends RealRow>(
  reality: readonly Real[],
): (copy: Identity) => Real | undefined {
  const byId = new Map(reality.map((row) => [row.id, row]))
  const byLineage = new Map(reality.map((row) => [row.lineage_id, row]))
  return ({ source_instance_id, lineage_id }) =>
    source_instance_id === null ? byLineage.get(lineage_id) : byId.get(source_instance_id)
}

const merges = new WeakMap<ScenarioRow, MergedCopy>()

/**
 * `real` is what the holding stands on, as `realityIndex` finds it. Rows are never written to, so that the same two are merged once:
 * while one of hundreds is typed, the others stay as they are, and so does what is made of them.
 */
export function mergeCopy<Copy extends ScenarioRow>(copy: Copy, real: RealRow | undefined): MergedCopy<Copy> {
  const known = merges.get(copy)
  if (known && known.real === real) return known as MergedCopy<Copy>
  const merged = mergeNow(copy, real)
  merges.set(copy, merged)
  return merged
}

function mergeNow<Copy extends ScenarioRow>(copy: Copy, real: RealRow | undefined): MergedCopy<Copy> {
  const { source_instance_id, base, kind } = copy
  if (source_instance_id === null || base === null)
    return real
      ? asNow(copy, 'already_created', real)
      : { copy, standing: 'new', real, fields: [], undecided: 0, action: 'create', after: copy }
  const merged = mergeContents(base, real ?? base, copy, kind)
  const fields = merged.filter(({ outcome }) => outcome !== 'unchanged')
  if (real === undefined) {
    const isEdited = fields.length > 0
    return {
      ...{ copy, standing: 'source_deleted', real, fields, after: null },
      ...(isEdited ? { undecided: 1, action: 'none' } : { undecided: 0, action: 'discard' }),
    }
  }
  const undecided = fields.filter(({ outcome }) => outcome === 'conflict').length
  const isWritten = fields.some(({ outcome }) => outcome === 'proposed_only')
  if (!isWritten) return { ...asNow(copy, 'copied', real), fields, undecided }
  const after = Object.fromEntries(
    merged.map((field) => [field.field, field.outcome === 'conflict' ? field.current : field.result]),
  )
  return {
    ...{ copy, standing: 'copied', real, fields, undecided },
    ...{ action: 'update', after: contentFromFields(after) },
  }
}

/** Every holding of a scenario, merged with what it stands on. */
export function mergeCopies<Copy extends ScenarioRow>(
  reality: readonly RealRow[],
  copies: readonly Copy[],
): MergedCopy<Copy>[] {
  const realOf = realityIndex(reality)
  return copies.map((copy) => mergeCopy(copy, realOf(copy)))
}

/** Reality stays as it is. */
function asNow<Copy extends ScenarioRow>(copy: Copy, standing: Standing, real: RealRow): MergedCopy<Copy> {
  const undecided = standing === 'already_created' ? 1 : 0
  return { copy, standing, real, fields: [], undecided, action: 'none', after: real }
}
