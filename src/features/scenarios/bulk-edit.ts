/** From what the bulk editor holds to the change it stands for. */
import { type BulkChange, type BulkEffect, effectOf } from '#domain/instances/bulk-change.ts'
import { catalogue, fieldsOf, instanceKinds } from '#domain/instances/catalogue.ts'
import type { FieldDefinition, InstanceKind } from '#domain/instances/types.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { type Draft, draftValue, problemOf } from '#fields/drafts.ts'

export const waysToChange = ['set', 'add', 'percent'] as const
/** `percent` is of each one's own value. */
export type WayToChange = (typeof waysToChange)[number]

const numeric: readonly FieldDefinition['type'][] = ['money', 'percent', 'number', 'integer']

export function waysFor(field: FieldDefinition): readonly WayToChange[] {
  return numeric.includes(field.type) ? waysToChange : ['set']
}

export interface FieldChoice {
  readonly key: string
  readonly label: string
}

/** The fields that these kinds have between them, in the order of the forms; one key may have a name in each kind. */
export function fieldChoices(kinds: ReadonlySet<InstanceKind>): FieldChoice[] {
  const labels = new Map<string, Set<string>>()
  for (const kind of instanceKinds.filter((candidate) => kinds.has(candidate)))
    for (const { key, label } of fieldsOf(kind)) labels.set(key, (labels.get(key) ?? new Set()).add(label))
  return [...labels].map(([key, names]) => ({ key, label: [...names].join(' / ') }))
}

/** The input for a way of changing a field: a step has neither the field's range nor its default. */
export function inputFor(field: FieldDefinition, way: WayToChange): FieldDefinition {
  const { min: _, max: __, required: ___, ...step } = field
  switch (way) {
    case 'set':
      return { ...field, label: 'New value' }
    case 'add':
      return {
        ...step,
        label: 'By how much',
        default: null,
        help: 'Added to the value of each. A minus lowers it.',
      }
    case 'percent':
      return {
        key: field.key,
        group: field.group,
        type: 'percent',
        label: 'By how many percent',
        default: null,
        help: 'Of the value of each. A minus lowers it.',
      }
  }
}

/** The change that the draft stands for; null while there is none. An empty new value clears an optional field. */
export function changeOf(
  field: FieldDefinition,
  way: WayToChange,
  draft: Draft,
  format: MoneyFormat,
): BulkChange | null {
  if (problemOf(inputFor(field, way), draft, format) !== null) return null
  const value = draftValue(draft)
  if (way === 'set') return { set: value }
  if (typeof value !== 'number' || value === 0) return null
  return way === 'add' ? { add: value } : { multiply: Number((1 + value / 100).toPrecision(15)) }
}

interface Editable {
  readonly id: string
  readonly name: string
  readonly kind: InstanceKind
  readonly params: Parameters<typeof effectOf>[0]['params']
}

export interface EffectOn<Row> {
  readonly row: Row
  readonly effect: BulkEffect
}

export function effectsOn<Row extends Editable>(
  rows: readonly Row[],
  key: string,
  change: BulkChange,
): EffectOn<Row>[] {
  return rows.map((row) => ({ row, effect: effectOf(row, key, change) }))
}

/** "7 will change, 2 have this value already, 1 is not concerned." */
export function effectsInWords(effects: readonly EffectOn<unknown>[]): string {
  const count = (outcome: BulkEffect['outcome']) =>
    effects.filter(({ effect }) => effect.outcome === outcome).length
  const part = (number: number, one: string, many: string) =>
    number === 0 ? [] : [`${number} ${number === 1 ? one : many}`]
  const parts = [
    ...part(count('changed'), 'will change', 'will change'),
    ...part(count('same'), 'has this value already', 'have this value already'),
    ...part(count('not_concerned'), 'is not concerned', 'are not concerned'),
    ...part(count('refused'), 'would be refused', 'would be refused'),
  ]
  return `${parts.join(', ')}.`
}

/** Why a change says nothing to an instance. */
export function notConcerned(kind: InstanceKind, reason: 'unknown_field' | 'no_value'): string {
  return reason === 'unknown_field'
    ? `Not concerned: a ${catalogue[kind].label.toLowerCase()} has no such field`
    : 'Not concerned: it has no value of its own to start from'
}
