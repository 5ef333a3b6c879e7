/** Fields that can be pulled along a line to see what they do, and where they stop on it. */
import { addMonths, isMonth, type Month, monthIndex } from '../calendar/month.ts'
import { fieldsOf, valueKey } from './catalogue.ts'
import type { FieldDefinition, InstanceKind, Params, Scalar } from './types.ts'

/** By kind, what moves most first: rates, what is paid beyond what must be, and when it ends. */
const pulled: Readonly<Record<InstanceKind, readonly string[]>> = {
  property: ['growth_rate', 'loan_rate', 'loan_extra_monthly_payment', 'sale_month'],
  portfolio: ['expected_return', 'monthly_contribution', 'sale_month'],
  cash: ['interest_rate', 'monthly_contribution'],
  loan: ['rate', 'extra_monthly_payment'],
  cash_flow: ['amount', 'end_month'],
}
const pulledAssumptions = ['growth_shift', 'loan_rate_shift', 'inflation_rate']

/** What a money field is paid into or off, where that is not the value of the kind. */
const paidOff: Readonly<Record<string, string>> = { loan_extra_monthly_payment: 'loan_balance' }

/** The field that says what a money field is paid into or off, by which its range is measured. */
export function measureOf(kind: InstanceKind, key: string): string {
  return paidOff[key] ?? valueKey(kind)
}

export interface Slide {
  readonly field: FieldDefinition
  /** In the order of the line; null empties the field. */
  readonly stops: readonly (Scalar | null)[]
}

interface Span {
  /** The months that a projection covers. */
  readonly startMonth: Month
  readonly years: number
}

/** Fields of an instance that can be pulled, as it is typed. What is stored of a field itself fixes its range while it is pulled. */
export function slidesOf(kind: InstanceKind, stored: Params, typed: Params, span: Span): readonly Slide[] {
  const amountOf = (key: string) => {
    const measure = measureOf(kind, key)
    return Number((measure === key ? stored : typed)[measure] ?? 0)
  }
  return slides(fieldsOf(kind), pulled[kind], stored, amountOf, span)
}

/** The same of assumptions, whose defaults are what they inherit. */
export function slidesOfAssumptions(
  fields: readonly FieldDefinition[],
  stored: Params,
  span: Span,
): readonly Slide[] {
  return slides(fields, pulledAssumptions, stored, () => 0, span)
}

function slides(
  fields: readonly FieldDefinition[],
  keys: readonly string[],
  stored: Params,
  amountOf: (key: string) => number,
  span: Span,
): Slide[] {
  return keys.flatMap((key) => {
    const field = fields.find((one) => one.key === key)
    if (!field) return []
    const stops =
      field.type === 'month' ? yearStops(stored[key], span) : numberStops(field, stored[key], amountOf(key))
    return stops.length > 1 ? [{ field, stops }] : []
  })
}

/** The stop at or next to a value; the last for none. */
export function positionOf({ field, stops }: Slide, value: Scalar | null): number {
  const meant = value ?? field.default
  if (meant === null) return stops.length - 1
  const place = (one: Scalar | null) =>
    typeof one === 'number'
      ? one
      : typeof one === 'string' && isMonth(one)
        ? monthIndex(one)
        : Number.POSITIVE_INFINITY
  const distances = stops.map((stop) => Math.abs(place(stop) - place(meant)))
  return distances.indexOf(Math.min(...distances))
}

/** The same month of every year that is projected, then never. */
function yearStops(stored: Scalar | undefined, { startMonth, years }: Span): (Month | null)[] {
  const month = typeof stored === 'string' && isMonth(stored) ? stored : startMonth
  const ahead = (((monthIndex(month) - monthIndex(startMonth)) % 12) + 12) % 12 || 12
  const all = Array.from({ length: years }, (_, year) => addMonths(startMonth, ahead + 12 * year))
  const end = addMonths(startMonth, 12 * years)
  return [...all.filter((one) => one <= end), null]
}

/** Percentages go over what is usual of them; amounts from nothing to a hundredth of what they are paid into or off, or to twice what they are. */
function numberStops(field: FieldDefinition, stored: Scalar | undefined, amount: number): number[] {
  if (field.type === 'money') {
    const most = roundUp(Math.max(amount / 100, 2 * Number(stored ?? 0)))
    return most > 0 ? stepsFrom(0, most, most / 100) : []
  }
  const { usualMin = field.min, usualMax = field.max } = field
  if (usualMin === undefined || usualMax === undefined) return []
  return stepsFrom(usualMin, usualMax, 0.1)
}

function stepsFrom(low: number, high: number, step: number): number[] {
  const count = Math.round((high - low) / step)
  return Array.from({ length: count + 1 }, (_, index) => Number((low + index * step).toFixed(6)))
}

/** To 1, 2, 3, 4, 5 or 8 and noughts. */
function roundUp(amount: number): number {
  if (!(amount > 0)) return 0
  const power = Number(`1e${Number(amount.toExponential().split('e')[1])}`)
  const first = [1, 2, 3, 4, 5, 8, 10].find((digit) => digit * power >= amount * (1 - 1e-9)) ?? 10
  return first * power
}
