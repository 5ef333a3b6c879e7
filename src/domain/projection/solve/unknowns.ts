/** The figures of a plan that can be solved for, the values they can take, and the plan with another value. */
import { addMonths, isMonth, monthIndex } from '#domain/calendar/month.ts'
import { fieldDefinition } from '#domain/instances/catalogue.ts'
import { countedValues } from '#domain/instances/counted.ts'
import { securedProblems } from '#domain/instances/secured.ts'
import { measureOf } from '#domain/instances/slides.ts'
import { isOver } from '#domain/instances/stated-month.ts'
import { problemsTogether } from '#domain/instances/together.ts'
import type { FieldDefinition, InstanceKind, Params, Scalar } from '#domain/instances/types.ts'
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
  /** Null of a month that is not set: what it would end goes on. */
  readonly now: Scalar | null
}

/**
 * Every figure of the plan that has a value to begin with, and the months of ends that are not set. Nothing is asked of what is over. A
 * purchase or a beginning is asked about where it is still to come: for what is there already, it would begin anew.
 */
export function solvableFigures(plan: Plan): readonly SolvableFigure[] {
  const assumed = resolveAssumptions(plan.assumptions)
  return [
    ...activeInstances(plan).flatMap((instance) => figuresOf(plan, instance)),
    ...assumptionKeys.flatMap((key) => {
      const field = assumptionFields.find((one) => one.key === key)
      const now = assumed[key] ?? null
      return field && now !== null ? [{ instanceId: null, key, field, name: null, now }] : []
    }),
  ]
}

function figuresOf(plan: Plan, { id, name, kind, params }: PlanInstance): SolvableFigure[] {
  if (isOver(params, plan.startMonth)) return []
  const values = countedValues(kind, params)
  const isAsked = (figure: SolvableFigure) => {
    const { field, now } = figure
    if (field.type !== 'month') return now !== null
    if (now === null ? field.key === 'start_month' : toNumber(plan, now) < 0) return false
    const { from, to } = rangeOf(plan, figure)
    return from < to
  }
  return keysOf[kind].flatMap((key) => {
    const field = fieldDefinition(kind, key)
    return field ? [{ instanceId: id, key, field, name, now: values[key] ?? null }].filter(isAsked) : []
  })
}

/** In the unit of the field; months are counted from the first of the projection. */
export function rangeOf(plan: Plan, figure: Omit<SolvableFigure, 'name'>): SearchRange {
  const { field, now } = figure
  if (field.type === 'month') return rangeOfMonths(plan, figure)
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field
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
  // Of money from nothing, or as far below it, to several times as much as there is, or to a hundredth of what it is paid into or off, in
  // steps that nobody would make smaller; and on from there.
  const least = Math.max(5 * Math.abs(value), measureOfFigure(plan, figure) / 100)
  let size = 100
  while (size < least) size *= 10
  const [from, to] = [Math.max(min, -size), Math.min(max, size)]
  return {
    ...{ from, to, step: size / 10_000, now: value },
    limits: { from: field.min ?? from, to: field.max ?? to },
  }
}

/** What the figure is paid into or off; nothing of an assumption. */
function measureOfFigure({ instances }: Plan, { instanceId, key }: Unknown): number {
  const instance = instances.find(({ id }) => id === instanceId)
  return instance ? Number(instance.params[measureOf(instance.kind, key)] ?? 0) : 0
}

/**
 * The months on both sides of the one as it is that what else is said of the holding, and of loans that are secured on it, allows. What is
 * not set comes after the last of the projection.
 */
function rangeOfMonths(plan: Plan, { instanceId, field, now }: Omit<SolvableFigure, 'name'>): SearchRange {
  const last = 12 * Number(resolveAssumptions(plan.assumptions).horizon_years) - 1
  const at = now === null ? last + 1 : toNumber(plan, now)
  const instance = plan.instances.find(({ id }) => id === instanceId)
  const isAllowed = (month: number) => {
    if (!instance) return false
    const { kind, lineageId, params } = instance
    const values: Params = { ...params, [field.key]: fieldValue(plan, field, month) }
    const { start_month: start, sale_month: sale } = values
    const isSoldBefore = typeof start === 'string' && typeof sale === 'string' && sale <= start
    const beside = securedProblems(kind, lineageId, values, plan.instances, plan.startMonth)
    return !isSoldBefore && problemsTogether(values).length === 0 && Object.keys(beside).length === 0
  }
  const middle = Math.min(last, Math.max(0, at))
  let [from, to] = [middle, middle]
  while (from > 0 && isAllowed(from - 1)) from--
  while (to < last && isAllowed(to + 1)) to++
  return { from, to, step: 1, now: at }
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
