/** What happens to a household, and when: what its holdings say of themselves, and what follows from everything together. */
import { addMonths, isMonth, type Month, monthIndex } from '#domain/calendar/month.ts'
import { countedValues } from '#domain/instances/counted.ts'
import type { InstanceKind, Scalar } from '#domain/instances/types.ts'
import { compilePlan } from '../compile/compile.ts'
import { type CompiledPlan, KIND_LOAN } from '../compile/compiled-plan.ts'
import { activeInstances } from '../compile/place.ts'
import { stepApart } from '../engine/monthly-flows.ts'
import { pathRows } from '../engine/record.ts'
import { runBlock } from '../engine/run-block.ts'
import { entry } from '../entry.ts'
import { goalOf, meetsGoal } from '../goal.ts'
import type { Plan, PlanInstance } from '../plan.ts'
import { priceLevelsOf } from '../project.ts'
import { type EventField, eventFields, isDuration } from './event-fields.ts'

interface HoldingEvent {
  readonly of: 'holding'
  readonly month: Month
  readonly instanceId: string
  readonly name: string
  readonly kind: InstanceKind
  /** What happens, in a few words behind the name. */
  readonly label: string
  /** The param that says when; null where it follows from others. */
  readonly field: string | null
}

/** Of everything together, if every year were average. */
interface WholeEvent {
  readonly of: 'goal' | 'shortfall'
  readonly month: Month
}

export type HouseholdEvent = HoldingEvent | WholeEvent

const isAssetWithoutDebt = ({ kind }: PlanInstance) => kind !== 'property' && kind !== 'loan'

/** Below a cent a debt is repaid. */
const smallestDebt = 0.01

/**
 * Everything that happens within the projection, by month. Debts are paid off, the goal is reached and the household account is
 * overdrawn when they are if every year were average. Throws a `PlanError` for input that the schemas would have refused.
 */
export function eventsOf(plan: Plan): readonly HouseholdEvent[] {
  const compiled = compilePlan(plan)
  const months = 12 * compiled.assumptions.years
  const instances = activeInstances(plan)
  const repaid = repaidMonths(compiled, instances)
  const inTime = (month: number | null): month is number => month !== null && month >= 0 && month < months
  const ofHoldings = instances.flatMap((instance, position): HoldingEvent[] => {
    const i = compiled.order.indexOf(position)
    const { id: instanceId, name, kind } = instance
    const event = (month: number, label: string, field: string | null): HoldingEvent => ({
      ...{ of: 'holding', month: addMonths(plan.startMonth, month) },
      ...{ instanceId, name, kind, label, field },
    })
    const repaidIn = repaid.get(i) ?? null
    const stated = statedMonths(plan, compiled, instance, i).filter(
      ({ month, isOfDebt }) => inTime(month) && !(isOfDebt && repaidIn !== null && month > repaidIn),
    )
    return [
      ...stated.map(({ month, label, key }) => event(month, label, key)),
      ...(inTime(repaidIn) ? [event(repaidIn, kind === 'loan' ? 'paid off' : 'loan paid off', null)] : []),
    ]
  })
  const whole = wholeEvents(plan, compiled)
  return [...ofHoldings, ...whole].sort((a, b) => monthIndex(a.month) - monthIndex(b.month))
}

interface StatedMonth extends EventField {
  /** Counted from the first of the projection. */
  readonly month: number
  readonly isOfDebt: boolean
}

const ofDebt = /(fixed|interest_only)_months$|(refinance|lump_sum)_month$/

/** What a holding says of itself, as far as it is held then. */
function statedMonths(
  { startMonth }: Plan,
  plan: CompiledPlan,
  { kind, params }: PlanInstance,
  i: number,
): StatedMonth[] {
  const values = countedValues(kind, params)
  const monthOf = (key: string, value: Scalar | null | undefined): number | null => {
    if (isDuration(kind, key)) return Number(value) > 0 ? entry(plan.statedAt, i) + Number(value) : null
    return typeof value === 'string' && isMonth(value) ? monthIndex(value) - monthIndex(startMonth) : null
  }
  const [bought, sold] = ['start_month', 'sale_month'].map((key) => monthOf(key, values[key]))
  return eventFields[kind].flatMap((field): StatedMonth[] => {
    const month = monthOf(field.key, values[field.key])
    if (month === null) return []
    const isHeld =
      month >= (bought ?? Number.NEGATIVE_INFINITY) && month <= (sold ?? Number.POSITIVE_INFINITY)
    return isHeld ? [{ ...field, month, isOfDebt: ofDebt.test(field.key) }] : []
  })
}

/** By place in the compiled plan: the month with which a debt is repaid, by payments and not by a sale. */
function repaidMonths(plan: CompiledPlan, instances: readonly PlanInstance[]): ReadonlyMap<number, number> {
  const repaid = new Map<number, number>()
  if (instances.every(isAssetWithoutDebt)) return repaid
  const owedBefore = Float64Array.from(plan.openingDebt)
  stepApart(plan, (run, i, month) => {
    const owed = entry(run.debt, i)
    const isSold = month === entry(plan.last, i) && entry(plan.kind, i) !== KIND_LOAN
    if (entry(owedBefore, i) >= smallestDebt && owed < smallestDebt && !isSold) repaid.set(i, month)
    owedBefore[i] = owed
  })
  return repaid
}

function wholeEvents(plan: Plan, compiled: CompiledPlan): WholeEvent[] {
  const block = runBlock(compiled, 0, 1, false)
  const at = (month: number) => addMonths(plan.startMonth, month)
  const overdrawn = entry(block.firstDeficit, 0)
  const goal = goalOf(plan)
  const levels = priceLevelsOf(compiled)
  const netWorth = pathRows.indexOf('netWorth') * block.points
  const reached = goal
    ? levels.findIndex((level, point) => meetsGoal(entry(block.totals, netWorth + point), level, goal))
    : -1
  return [
    ...(overdrawn > 0 ? [{ of: 'shortfall' as const, month: at(overdrawn - 1) }] : []),
    // Reached by the first month it is nothing that will happen.
    ...(reached > 0 ? [{ of: 'goal' as const, month: at(12 * reached - 1) }] : []),
  ]
}
