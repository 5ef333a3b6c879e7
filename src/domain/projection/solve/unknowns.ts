/** The figures of a plan that can be solved for, the values they can take, and the plan with another value. */
import { addMonths, isMonth, monthIndex } from '#domain/calendar/month.ts'
import { fieldDefinition } from '#domain/instances/catalogue.ts'
import { countedValues } from '#domain/instances/counted.ts'
import { problemsTogether } from '#domain/instances/together.ts'
import type { FieldDefinition, InstanceKind, Scalar } from '#domain/instances/types.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { activeInstances } from '../compile/place.ts'
import type { Plan, PlanInstance } from '../plan.ts'
import type { SearchRange } from './crossing.ts'

export interface Unknown {
  /** Null for an assumption. */
  readonly instanceId: string | null
  readonly key: string
}

/** What people ask of each kind: price, rate, return, contribution, spending, month. */
const keysOf: Readonly<Record<InstanceKind, readonly string[]>> = {
  property: [
    'value',
    'growth_rate',
    'weekly_rent',
    'start_month',
    'sale_month',
    'loan_rate',
    'loan_extra_monthly_payment',
    'loan_refinance_rate',
  ],
  portfolio: ['expected_return', 'monthly_contribution', 'monthly_withdrawal', 'start_month', 'sale_month'],
  cash: ['interest_rate', 'monthly_contribution', 'monthly_withdrawal'],
  loan: ['rate', 'extra_monthly_payment', 'refinance_rate'],
  cash_flow: ['amount', 'start_month', 'end_month'],
}

const assumptionKeys: readonly string[] = ['inflation_rate', 'loan_rate_shift', 'household_cash']

export interface SolvableFigure extends Unknown {
  readonly field: FieldDefinition
  /** Of the holding; null for an assumption. */
  readonly name: string | null
  readonly now: Scalar
}

/** Every figure of the plan that has a value to begin with: where there is none, nothing would be solved for but a field. */
export function solvableFigures(plan: Plan): readonly SolvableFigure[] {
  const assumed = resolveAssumptions(plan.assumptions)
  return [
    ...activeInstances(plan).flatMap(figuresOf),
    ...assumptionKeys.flatMap((key) => {
      const field = assumptionFields.find((one) => one.key === key)
      const now = assumed[key] ?? null
      return field && now !== null ? [{ instanceId: null, key, field, name: null, now }] : []
    }),
  ]
}

function figuresOf({ id, name, kind, params }: PlanInstance): SolvableFigure[] {
  const values = countedValues(kind, params)
  return keysOf[kind].flatMap((key) => {
    const field = fieldDefinition(kind, key)
    const now = values[key] ?? null
    return field && now !== null ? [{ instanceId: id, key, field, name, now }] : []
  })
}

/** In the unit of the field; months are counted from the first of the projection. */
export function rangeOf(
  plan: Plan,
  figure: Pick<SolvableFigure, 'field' | 'now' | 'instanceId'>,
): SearchRange {
  const { field, now } = figure
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field
  if (field.type === 'month') {
    const at = toNumber(plan, now)
    return { ...monthsAround(plan, figure, at), step: 1, now: at }
  }
  const value = Number(now)
  if (field.type === 'percent') {
    const { usualMin = min, usualMax = max } = field
    return {
      from: Math.max(min, Math.min(usualMin, value)),
      to: Math.min(max, Math.max(usualMax, value)),
      step: 0.01,
      now: value,
    }
  }
  // Of money from nothing to several times as much as there is, in steps that nobody would make smaller.
  let size = 100
  while (size < 5 * Math.abs(value)) size *= 10
  return {
    from: Math.max(min, value < 0 ? -size : 0),
    to: Math.min(max, size),
    step: size / 10_000,
    now: value,
  }
}

/** The months on both sides of the one as it is that what else is said of the holding allows. */
function monthsAround(
  plan: Plan,
  { instanceId, field }: Pick<SolvableFigure, 'field' | 'instanceId'>,
  now: number,
) {
  const last = 12 * Number(resolveAssumptions(plan.assumptions).horizon_years) - 1
  const params = plan.instances.find(({ id }) => id === instanceId)?.params ?? {}
  const isAllowed = (month: number) =>
    problemsTogether({ ...params, [field.key]: fieldValue(plan, field, month) }).length === 0
  const middle = Math.min(last, Math.max(0, now))
  let [from, to] = [middle, middle]
  while (from > 0 && isAllowed(from - 1)) from--
  while (to < last && isAllowed(to + 1)) to++
  return { from, to }
}

function toNumber({ startMonth }: Plan, value: Scalar): number {
  return typeof value === 'string' && isMonth(value)
    ? monthIndex(value) - monthIndex(startMonth)
    : Number(value)
}

/** A number of the range as the field has it. */
export function fieldValue({ startMonth }: Plan, field: FieldDefinition, value: number): Scalar {
  return field.type === 'month' ? addMonths(startMonth, value) : value
}

/** The plan with this value of the figure, which is in the unit of the field. */
export function withValue(plan: Plan, { instanceId, key }: Unknown, value: Scalar): Plan {
  if (instanceId === null) return { ...plan, assumptions: { ...plan.assumptions, [key]: value } }
  return {
    ...plan,
    instances: plan.instances.map((instance) =>
      instance.id === instanceId ? { ...instance, params: { ...instance.params, [key]: value } } : instance,
    ),
  }
}
