/**
 * The three-way comparison: what became of each field since somebody began with it. `private.merge_fields` decides what
 * an apply writes; this is the same comparison for whatever the browser compares itself, and a property test holds
 * the two equal.
 */
import { fieldDefinition } from '../instances/catalogue.ts'
import { fieldsOfContent } from '../instances/content.ts'
import type { InstanceContent, InstanceKind, Scalar } from '../instances/types.ts'
import { assumptionFields } from '../scenarios/assumption-fields.ts'

export type FieldOutcome = 'unchanged' | 'current_only' | 'proposed_only' | 'same_change' | 'conflict'

type Value = Scalar | readonly string[]

/** Values by field; null or missing: nothing is stored. */
export type Fields<V extends Value = Scalar> = Readonly<Record<string, V | null | undefined>>

export interface MergedField<V extends Value = Scalar> {
  readonly field: string
  /** What was there in the beginning; null: nothing was stored. */
  readonly base: V | null
  /** What is stored now. */
  readonly current: V | null
  /** What it should become. */
  readonly proposed: V | null
  readonly outcome: FieldOutcome
  /** What merging makes of it; null also while a conflict is open. */
  readonly result: V | null
}

/** What a field means while nothing is stored; null when that means nothing. */
export type DefaultOf<V extends Value = Scalar> = (field: string) => V | null

/** The catalogue's defaults of a kind, by merge field. */
export function defaultsOf(kind: InstanceKind): DefaultOf {
  return (field) =>
    field.startsWith('params.')
      ? (fieldDefinition(kind, field.slice('params.'.length))?.default ?? null)
      : null
}

const assumptionDefaults = new Map(assumptionFields.map(({ key, default: value }) => [key, value]))

/** The catalogue's defaults of assumptions, by key. Those of a scenario have none: they fall back on the profile's. */
export const defaultAssumption: DefaultOf = (key) => assumptionDefaults.get(key) ?? null

function isSame(first: Value | null, second: Value | null): boolean {
  if (first === second) return true
  if (!Array.isArray(first) || !Array.isArray(second)) return false
  return first.length === second.length && first.every((entry, index) => entry === second[index])
}

/**
 * Every field that any side has, in the order of base, current, proposed. Nothing stored and the default are one value,
 * where there is a side at all: null stands for what is not there yet, or no longer.
 */
export function mergeFields<V extends Value>(
  base: Fields<V> | null,
  current: Fields<V> | null,
  proposed: Fields<V> | null,
  defaultOf: DefaultOf<V> = () => null,
): MergedField<V>[] {
  const sides = [base, current, proposed]
  return [...new Set(sides.flatMap((side) => Object.keys(side ?? {})))].map((field) => {
    const standard = defaultOf(field)
    const stored = (side: Fields<V> | null) => side?.[field] ?? null
    const meant = (side: Fields<V> | null) => stored(side) ?? (side && standard)
    const outcome = outcomeOf(meant(base), meant(current), meant(proposed))
    const values = { base: stored(base), current: stored(current), proposed: stored(proposed) }
    const result =
      outcome === 'proposed_only' ? values.proposed : outcome === 'conflict' ? null : values.current
    return { field, ...values, outcome, result }
  })
}

function outcomeOf(base: Value | null, current: Value | null, proposed: Value | null): FieldOutcome {
  if (isSame(proposed, base)) return isSame(current, base) ? 'unchanged' : 'current_only'
  if (isSame(current, base)) return 'proposed_only'
  return isSame(proposed, current) ? 'same_change' : 'conflict'
}

/** The same for contents of instances; without a kind nothing has a default, and contents compare as they are written. */
export function mergeContents(
  base: InstanceContent | null,
  current: InstanceContent | null,
  proposed: InstanceContent | null,
  kind?: InstanceKind,
): MergedField[] {
  const fields = (content: InstanceContent | null) => content && fieldsOfContent(content)
  return mergeFields(fields(base), fields(current), fields(proposed), kind && defaultsOf(kind))
}

/** Whether two contents mean the same; without a kind: whether they are written the same. */
export function isSameContent(first: InstanceContent, second: InstanceContent, kind?: InstanceKind): boolean {
  return mergeContents(first, first, second, kind).every(({ outcome }) => outcome === 'unchanged')
}

interface Outcome {
  readonly outcome: FieldOutcome
}

/** The proposal is something else than what is there now. */
export function isProposed({ outcome }: Outcome): boolean {
  return outcome === 'proposed_only' || outcome === 'conflict'
}

/** What is there now is something else than in the beginning. */
export function hasMoved({ outcome }: Outcome): boolean {
  return outcome === 'current_only' || outcome === 'same_change' || outcome === 'conflict'
}

/** What is stored when the proposal is saved on top: it wins where both changed, and what only others changed stays. */
export function proposedOnTop<V extends Value>(fields: readonly MergedField<V>[]): Record<string, V | null> {
  return Object.fromEntries(
    fields.map(({ field, outcome, base, current, proposed }) => {
      // A default may have been written out, or cleared: what is typed is stored as it is typed.
      const isTyped = isProposed({ outcome }) || (outcome === 'unchanged' && !isSame(base, proposed))
      return [field, isTyped ? proposed : current]
    }),
  )
}

/** Values as they are stored: nulls are left out. */
export function storedValues<V extends Value>(fields: Fields<V>): Record<string, V> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => (value == null ? [] : [[field, value]])),
  )
}
