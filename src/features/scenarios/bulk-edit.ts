/** From what the bulk editor holds to the changes it stands for. */
import { type BulkChange, type BulkEffect, effectsOf } from '#domain/instances/bulk-change.ts'
import {
  catalogue,
  fieldDefinition,
  fieldsOf,
  instanceKinds,
  statusLabels,
} from '#domain/instances/catalogue.ts'
import { countsUnder } from '#domain/instances/counted.ts'
import { nameLimit } from '#domain/instances/schema.ts'
import type { FieldDefinition, InstanceContent, InstanceKind } from '#domain/instances/types.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import type { Assumptions } from '#domain/scenarios/assumptions.ts'
import { type Draft, draftValue, unreadable } from '#fields/drafts.ts'

const waysToChange = ['set', 'add', 'percent'] as const
/** `percent` is of each one's own value. */
export type WayToChange = (typeof waysToChange)[number]

/** One change as the editor holds it while it is put together. */
export interface DraftChange {
  readonly id: number
  /** The merge field (`name`, `status`, `params.<key>`); null until one is chosen. */
  readonly field: string | null
  readonly way: WayToChange
  readonly draft: Draft
}

const numeric: readonly FieldDefinition['type'][] = ['money', 'percent', 'number', 'integer']

export function waysFor(field: FieldDefinition): readonly WayToChange[] {
  return numeric.includes(field.type) ? waysToChange : ['set']
}

/** What every investment has besides the fields of its kind. */
const ofAll: Readonly<Record<string, FieldDefinition>> = {
  name: {
    key: 'name',
    type: 'text',
    max: nameLimit,
    required: true,
    default: null,
    label: 'Name',
    help: 'All of them get this name.',
    group: '',
  },
  status: {
    key: 'status',
    type: 'choice',
    options: Object.entries(statusLabels).map(([value, label]) => ({ value, label })),
    required: true,
    default: null,
    label: 'Status',
    help: 'What is archived is kept and left out of every figure.',
    group: '',
  },
}

/** The merge field as the first of these kinds defines it. */
export function definitionIn(kinds: ReadonlySet<InstanceKind>, field: string): FieldDefinition | undefined {
  return (
    ofAll[field] ??
    instanceKinds
      .filter((kind) => kinds.has(kind))
      .map((kind) => fieldDefinition(kind, field.replace(/^params\./, '')))
      .find((definition) => definition !== undefined)
  )
}

export interface FieldChoice {
  readonly value: string
  readonly label: string
}

/**
 * The merge fields that these kinds have between them and that can count under the assumptions, in the order of the forms,
 * without those that another change is about. One key may have a name in each kind; where two keys have the same name, it says
 * of what.
 */
export function fieldChoices(
  kinds: ReadonlySet<InstanceKind>,
  assumptions: Assumptions,
  taken: ReadonlySet<string> = new Set(),
): FieldChoice[] {
  const found = new Map<string, { names: Set<string>; kinds: string[] }>()
  for (const kind of instanceKinds.filter((candidate) => kinds.has(candidate)))
    for (const { key, label } of fieldsOf(kind).filter((field) => countsUnder(field, assumptions))) {
      const choice = found.get(`params.${key}`) ?? { names: new Set(), kinds: [] }
      choice.names.add(label)
      choice.kinds.push(catalogue[kind].label.toLowerCase())
      found.set(`params.${key}`, choice)
    }
  const choices = [
    ...Object.values(ofAll).map(({ key, label }) => ({ value: key, label, of: '' })),
    ...[...found].map(([value, { names, kinds: of }]) => ({
      value,
      label: [...names].join(' / '),
      of: ` (${of.join(', ')})`,
    })),
  ]
  return choices
    .filter(({ value }) => !taken.has(value))
    .map(({ value, label, of }) => {
      const isShared = choices.some((other) => other.value !== value && other.label === label)
      return { value, label: isShared ? label + of : label }
    })
}

/** The input for a way of changing a field: it has not the field's range, which each row is held to by itself. */
export function inputFor(field: FieldDefinition, way: WayToChange): FieldDefinition {
  const { min: _, max: __, usualMin: ___, usualMax: ____, required: _____, ...step } = field
  switch (way) {
    case 'set':
      return field.type === 'text'
        ? { ...field, label: 'New value' }
        : { ...step, ...(field.required && { required: true }), label: 'New value' }
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
  if (unreadable(inputFor(field, way), draft, format) !== null) return null
  const value = draftValue(draft)
  if (way === 'set') return value === null && field.required ? null : { set: value }
  if (typeof value !== 'number' || value === 0) return null
  return way === 'add' ? { add: value } : { multiply: Number((1 + value / 100).toPrecision(15)) }
}

/** By merge field, as the database takes them; what is not finished is left out. */
export function changesOf(
  drafts: readonly DraftChange[],
  kinds: ReadonlySet<InstanceKind>,
  format: MoneyFormat,
): Readonly<Record<string, BulkChange>> {
  return Object.fromEntries(
    drafts.flatMap(({ field, way, draft }) => {
      const definition = field === null ? undefined : definitionIn(kinds, field)
      const change = definition && changeOf(definition, way, draft, format)
      return field !== null && change ? [[field, change]] : []
    }),
  )
}

type Editable = InstanceContent & { readonly id: string; readonly kind: InstanceKind }

export interface EffectsOn<Row> {
  readonly row: Row
  /** What becomes of the row as a whole: the first that holds for one of its fields. */
  readonly outcome: BulkEffect['outcome']
  readonly fields: readonly { readonly field: string; readonly effect: BulkEffect }[]
}

const byWeight: readonly BulkEffect['outcome'][] = ['refused', 'changed', 'same', 'not_concerned']

/** What the changes would make of each row; what needs a look comes first. */
export function effectsOn<Row extends Editable>(
  rows: readonly Row[],
  changes: Readonly<Record<string, BulkChange>>,
  { locale }: MoneyFormat,
): EffectsOn<Row>[] {
  return rows
    .map((row) => {
      const fields = effectsOf(row, changes, locale)
      const outcome = byWeight.find((weight) => fields.some(({ effect }) => effect.outcome === weight))
      return { row, fields, outcome: outcome ?? 'not_concerned' }
    })
    .sort((a, b) => byWeight.indexOf(a.outcome) - byWeight.indexOf(b.outcome))
}

/** "7 will change, 2 have these values already, 1 is left out." */
export function effectsInWords(effects: readonly EffectsOn<unknown>[]): string {
  const count = (outcome: BulkEffect['outcome']) => effects.filter((row) => row.outcome === outcome).length
  const part = (number: number, one: string, many: string) =>
    number === 0 ? [] : [`${number} ${number === 1 ? one : many}`]
  const isOneField = effects.every(({ fields }) => fields.length === 1)
  const these = isOneField ? 'this value' : 'these values'
  const parts = [
    ...part(count('changed'), 'will change', 'will change'),
    ...part(count('same'), `has ${these} already`, `have ${these} already`),
    ...part(count('not_concerned'), 'is left out', 'are left out'),
    ...part(count('refused'), 'would be refused', 'would be refused'),
  ]
  return `${parts.join(', ')}.`
}

/** The rows that the changes would take out of the figures. */
export function archivedBy<Row>(effects: readonly EffectsOn<Row>[]): Row[] {
  return effects.flatMap(({ row, fields }) =>
    fields.some(
      ({ field, effect }) =>
        field === 'status' && effect.outcome === 'changed' && effect.after === 'archived',
    )
      ? [row]
      : [],
  )
}

/** Why a change says nothing to an instance. */
export function notConcerned(kind: InstanceKind, reason: 'unknown_field' | 'no_value'): string {
  return reason === 'unknown_field'
    ? `Left out: a ${catalogue[kind].label.toLowerCase()} has no such field`
    : 'Left out: it has no value of its own to start from'
}
