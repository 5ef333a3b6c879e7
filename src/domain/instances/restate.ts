/** Amounts of a later month in the place of older ones, so that whatever was not said anew goes on as it was to go. */
import type { Month } from '../calendar/month.ts'
import { fieldDefinition, fieldsOf } from './catalogue.ts'
import { countedValues } from './counted.ts'
import type { FieldDefinition, InstanceKind, Params, Scalar } from './types.ts'

/** Fields that change with the months, with their values in a later one; null where there is to be none. */
export type Aged = Readonly<Record<string, Scalar | null>>

/** The amounts that a user is asked for where those of a holding are old, in the order of the form. */
export function askedAmounts(kind: InstanceKind, params: Params): readonly FieldDefinition[] {
  const values = countedValues(kind, params)
  return fieldsOf(kind).filter(
    ({ key, ages, required }) => ages === 'asked' && (required || Number(values[key] ?? 0) > 0),
  )
}

/** As a person would write it: money to the cent, years to what makes no cent. */
function rounded(field: FieldDefinition, value: Scalar): Scalar {
  if (typeof value !== 'number' || field.type === 'percent') return value
  const unit = field.type === 'money' ? 100 : 1e6
  // Beyond, a double holds no cents.
  return Math.abs(value) < 1e13 ? Math.round(value * unit) / unit : value
}

/** Expected amounts as they are shown and written. */
export function roundedAmounts(kind: InstanceKind, aged: Aged): Aged {
  return Object.fromEntries(
    Object.entries(aged).map(([key, value]) => {
      const field = fieldDefinition(kind, key)
      return [key, field && value !== null ? rounded(field, value) : value]
    }),
  )
}

/**
 * The params of a holding once amounts of `month` are stated: what was said (`stated`), and beside it what else has changed
 * since as it was expected to (`expected`, from `amountsAt`).
 */
export function restated(
  kind: InstanceKind,
  params: Params,
  expected: Aged,
  stated: Params,
  month: Month,
): Params {
  const next: Record<string, Scalar> = { ...params }
  for (const [key, value] of Object.entries({ ...expected, ...stated })) {
    const isUnsaid = params[key] === undefined && value === fieldDefinition(kind, key)?.default
    if (value === null) delete next[key]
    else if (!isUnsaid) next[key] = value
  }
  // Nothing is paid ahead of what is owed now.
  for (const [balance, scheduled] of [
    ['balance', 'scheduled_balance'],
    ['loan_balance', 'loan_scheduled_balance'],
  ] as const)
    if (Number(next[scheduled] ?? 0) <= Number(next[balance] ?? 0)) delete next[scheduled]
  delete next.confirmed_month
  return { ...next, as_of_month: month }
}

/** What goes along with the amounts that are asked for: fields that `after` has otherwise than `before`. */
export function carriedAlong(kind: InstanceKind, before: Params, after: Params): readonly FieldDefinition[] {
  return fieldsOf(kind).filter(({ key, ages }) => ages === 'carried' && before[key] !== after[key])
}

/** The params of a holding whose amounts have become what they were expected to become until `month`: no figure changes. */
export function confirmed(params: Params, month: Month): Params {
  return { ...params, confirmed_month: month }
}
