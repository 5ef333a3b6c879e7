/** The field catalogue: the one description of what an instance of each kind consists of. */
import { assumptionFields } from '../scenarios/assumption-fields.ts'
import { cash } from './cash.ts'
import { cashFlow } from './cash-flow.ts'
import { loan } from './loan.ts'
import { portfolio } from './portfolio.ts'
import { property } from './property.ts'
import type { Entity, FieldDefinition, InstanceKind, InstanceStatus, KindDefinition } from './types.ts'

export const catalogue: Readonly<Record<InstanceKind, KindDefinition>> = {
  property,
  portfolio,
  cash,
  loan,
  cash_flow: cashFlow,
}

export const instanceKinds = [
  'property',
  'portfolio',
  'cash',
  'loan',
  'cash_flow',
] as const satisfies readonly InstanceKind[]

export const statusLabels: Readonly<Record<InstanceStatus, string>> = {
  active: 'Active',
  archived: 'Archived',
}

const byKey = (fields: readonly FieldDefinition[]) => new Map(fields.map((field) => [field.key, field]))

const fieldMaps = new Map<Entity, ReadonlyMap<string, FieldDefinition>>([
  ...instanceKinds.map((kind) => [kind, byKey(catalogue[kind].fields)] as const),
  ['assumptions', byKey(assumptionFields)],
])

export function isInstanceKind(text: unknown): text is InstanceKind {
  return typeof text === 'string' && (instanceKinds as readonly string[]).includes(text)
}

/** What people call one of this kind, where its own name would be too narrow: nobody invests in a debt. */
export function nounOf(kind: Entity): 'investment' | 'debt' | 'income or expense' {
  if (kind === 'cash_flow') return 'income or expense'
  return kind === 'loan' ? 'debt' : 'investment'
}

/** The fields of a kind in the order of the form. */
export function fieldsOf(kind: InstanceKind): readonly FieldDefinition[] {
  return catalogue[kind].fields
}

/** The field with this key (without `params.`), or undefined when there is none. */
export function fieldDefinition(kind: Entity, key: string): FieldDefinition | undefined {
  return fieldMaps.get(kind)?.get(key)
}

/** The key of the field that says how much the holding is worth (for a loan: how much is owed, for a flow: how much it is a month). */
export function valueKey(kind: InstanceKind): 'value' | 'balance' | 'amount' {
  if (kind === 'cash_flow') return 'amount'
  return kind === 'loan' ? 'balance' : 'value'
}

/** "Property", "Your defaults". */
export function entityLabel(kind: Entity): string {
  return kind === 'assumptions' ? 'Your defaults' : catalogue[kind].label
}

/**
 * A merge field in words. `field` is `name`, `status`, `params.<key>` or `*` (the whole instance);
 * an unknown key, as an older version may have left, is shown as it is.
 */
export function fieldLabel(kind: Entity, field: string): string {
  if (field === 'name') return 'Name'
  if (field === 'status') return 'Status'
  if (field === '*') return `The whole ${entityLabel(kind).toLowerCase()}`
  const key = field.startsWith('params.') ? field.slice('params.'.length) : field
  return fieldDefinition(kind, key)?.label ?? key
}
