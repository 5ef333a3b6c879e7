/** Fields that count only beside a value of another one, such as the rent of a dwelling that is let. */
import { fieldsOf, instanceKinds } from './catalogue.ts'
import { defaultsOf, withDefaults } from './defaults.ts'
import type { FieldDefinition, InstanceKind, Params, Scalar } from './types.ts'

type Values = Readonly<Record<string, Scalar | null>>

const isOneOf = (wanted: Scalar | readonly Scalar[], value: Scalar | null | undefined) =>
  typeof wanted === 'object' ? wanted.some((one) => one === value) : wanted === value

/** Whether a field can count under these assumptions, which are complete. */
export function countsUnder({ onlyUnder, isForTwo }: FieldDefinition, assumptions: Values): boolean {
  return (!onlyUnder || onlyUnder === assumptions.tax_system) && (!isForTwo || assumptions.taxpayers === 2)
}

/** Whether a field counts beside these values, which are complete, and under these assumptions, where they are known. */
export function counts(field: FieldDefinition, values: Values, assumptions?: Values): boolean {
  const { countsWhen } = field
  return (
    (!assumptions || countsUnder(field, assumptions)) &&
    (!countsWhen || isOneOf(countsWhen.is, values[countsWhen.key]))
  )
}

const conditional = new Map<InstanceKind, readonly FieldDefinition[]>(
  instanceKinds.map((kind) => [kind, fieldsOf(kind).filter(({ countsWhen }) => countsWhen)]),
)

/** The params that figures count: without those that do not beside the others. */
export function countedParams(kind: InstanceKind, params: Params): Params {
  let counted = params
  for (const { key, countsWhen } of conditional.get(kind) ?? []) {
    if (!countsWhen || !(key in counted)) continue
    const beside = counted[countsWhen.key] ?? defaultsOf(kind)[countsWhen.key]
    if (isOneOf(countsWhen.is, beside)) continue
    const { [key]: _, ...others } = counted
    counted = others
  }
  return counted
}

/** What the figures count: every field with its value, or with its default where it has none or does not count. */
export function countedValues(kind: InstanceKind, params: Params): Values {
  return withDefaults(kind, countedParams(kind, params))
}

/** Amounts that are filled in and do not count: what is said with them beside the field that decides it. */
export function uncountedAmounts(kind: InstanceKind, values: Values): readonly FieldDefinition[] {
  return (conditional.get(kind) ?? []).filter(
    (field) =>
      field.type === 'money' &&
      !counts(field, values) &&
      (values[field.key] ?? null) !== null &&
      values[field.key] !== field.default,
  )
}
