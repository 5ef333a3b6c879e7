/**
 * How a scenario's holdings differ from reality, for display. The database alone decides what an apply does
 * (DESIGN.md, "The merge"); the outcomes here carry the same names so that the screens agree with its preview.
 */
import { fieldsOfContent } from '#domain/instances/content.ts'
import type { InstanceContent, Scalar } from '#domain/instances/types.ts'

export type FieldOutcome = 'current_only' | 'proposed_only' | 'same_change' | 'conflict'

export interface FieldComparison {
  /** `name`, `status` or `params.<key>`. */
  readonly field: string
  /** Null: the key is missing, which means the catalogue's default. */
  readonly base: Scalar | null
  readonly current: Scalar | null
  readonly proposed: Scalar | null
  readonly outcome: FieldOutcome
}

/** What the screens say about a scenario instance; several may hold at once. */
export type CopyState = 'new' | 'copied' | 'changed' | 'reality_moved' | 'conflict' | 'source_deleted'

export interface ComparableCopy extends InstanceContent {
  readonly source_instance_id: string | null
  readonly base: InstanceContent | null
}

export interface CopyComparison {
  readonly states: readonly CopyState[]
  /** The fields in which base, current and proposed are not all equal. Empty for a new one: all of it is new. */
  readonly fields: readonly FieldComparison[]
}

function outcomeOf(base: Scalar | null, current: Scalar | null, proposed: Scalar | null) {
  if (current === base) return proposed === base ? null : 'proposed_only'
  if (proposed === base) return 'current_only'
  return current === proposed ? 'same_change' : 'conflict'
}

/** Every field in which the three contents are not all equal, name and status first. */
export function compareFields(
  base: InstanceContent,
  current: InstanceContent,
  proposed: InstanceContent,
): FieldComparison[] {
  const [b, c, p] = [fieldsOfContent(base), fieldsOfContent(current), fieldsOfContent(proposed)]
  return [...new Set([...Object.keys(b), ...Object.keys(c), ...Object.keys(p)])].flatMap((field) => {
    const values = { base: b[field] ?? null, current: c[field] ?? null, proposed: p[field] ?? null }
    const outcome = outcomeOf(values.base, values.current, values.proposed)
    return outcome === null ? [] : [{ field, ...values, outcome }]
  })
}

/**
 * A scenario instance beside its source. `source` is the real instance as it is now, undefined when it is deleted;
 * for one that is new in the scenario it does not matter.
 */
export function compareCopy(copy: ComparableCopy, source: InstanceContent | undefined): CopyComparison {
  if (copy.source_instance_id === null || copy.base === null) return { states: ['new'], fields: [] }
  const fields = compareFields(copy.base, source ?? copy.base, copy)
  const has = (...outcomes: FieldOutcome[]) => fields.some(({ outcome }) => outcomes.includes(outcome))
  const states: CopyState[] = []
  if (source === undefined) states.push('source_deleted')
  if (has('proposed_only', 'conflict')) states.push('changed')
  if (has('conflict')) states.push('conflict')
  else if (has('current_only')) states.push('reality_moved')
  return { states: states.length > 0 ? states : ['copied'], fields }
}

/** The fields that an apply would bring to reality, decisions included. */
export function proposedChanges(comparison: CopyComparison): FieldComparison[] {
  return comparison.fields.filter(({ outcome }) => outcome === 'proposed_only' || outcome === 'conflict')
}

export interface ComparedCopy<Copy> {
  readonly copy: Copy
  readonly comparison: CopyComparison
}

/** Every scenario instance beside its source. */
export function compareAll<Copy extends ComparableCopy>(
  copies: readonly Copy[],
  reality: readonly (InstanceContent & { readonly id: string })[],
): ComparedCopy<Copy>[] {
  const sources = new Map(reality.map((instance) => [instance.id, instance]))
  return copies.map((copy) => ({
    copy,
    comparison: compareCopy(copy, sources.get(copy.source_instance_id ?? '')),
  }))
}

export interface ScenarioSummary {
  readonly total: number
  readonly created: number
  readonly changed: number
  readonly moved: number
  readonly conflicts: number
  readonly sourceDeleted: number
}

/** How many scenario instances are in each state. */
export function summarise(compared: readonly { readonly comparison: CopyComparison }[]): ScenarioSummary {
  const count = (state: CopyState) =>
    compared.filter(({ comparison }) => comparison.states.includes(state)).length
  return {
    total: compared.length,
    created: count('new'),
    changed: count('changed'),
    moved: count('reality_moved'),
    conflicts: count('conflict'),
    sourceDeleted: count('source_deleted'),
  }
}
