/** Plans that were kept, laid beside what was entered since: which can be compared, and what came of one. */
import type { Application } from '#data/applications/application.ts'
import type { KeptPlan } from '#data/kept-projections/kept-projections.api.ts'
import { addMonths, formatMonth, type Month, monthIndex } from '#domain/calendar/month.ts'
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'
import { expectedIn, mostKeptHoldings } from '#domain/projection/kept-projection.ts'

/** What something was worth at the beginning of a month. */
export interface Observation {
  readonly month: Month
  readonly amount: number
}

/** A plan of one figure: net worth, or the worth of a holding. */
export interface Course {
  readonly startMonth: Month
  readonly months: readonly number[]
  readonly amounts: readonly number[]
}

/** Those that a later month can be compared with, latest first. */
export function comparablePlans(kept: readonly KeptPlan[], now: Month): KeptPlan[] {
  return kept.filter(({ start_month }) => start_month < now)
}

/** What they decided last, else what was expected the longest ago. */
export function usualPlan(plans: readonly KeptPlan[]): KeptPlan | undefined {
  return plans.find(({ application_id }) => application_id !== null) ?? plans.at(-1)
}

/** Whether a holding came after a plan: it is not in it, and not only because the plan keeps the largest alone. */
export function isAfter(
  plan: KeptPlan,
  planned: Readonly<Record<string, readonly number[]>>,
  id: string,
  createdAt: Date,
): boolean {
  if (planned[id] !== undefined) return false
  return Object.keys(planned).length < mostKeptHoldings || createdAt > plan.created_at
}

/** What was expected when something was applied can be kept for a day: less what a clock may be wrong by. */
const keptWithin = 23 * 60 * 60_000

/**
 * The apply whose plan was not kept, as when the connection was gone, and still can be: with nothing written in reality since, what is
 * expected now is what was expected then. `entries` are of the history, from the latest on.
 */
export function applyToKeep(
  entries: readonly Application[],
  kept: readonly KeptPlan[],
  now: number,
): string | null {
  const last = entries.find(
    ({ status, operation, scenario_name }) =>
      status === 'success' && (scenario_name === null || operation === 'apply' || operation === 'revert'),
  )
  if (last?.operation !== 'apply' || now - last.created_at.getTime() > keptWithin) return null
  return kept.some(({ application_id }) => application_id === last.id) ? null : last.id
}

export function planLabel({ start_month, scenario_name }: KeptPlan, locale: string): string {
  const month = formatMonth(start_month, locale)
  return scenario_name === null ? month : `${month}, when “${scenario_name}” was applied`
}

/** When the first comparison will be there: the month after the first plan, or after this one where none is kept yet. */
export function firstComparison(kept: readonly KeptPlan[], now: Month): Month {
  const [first = now] = [now, ...kept.map(({ start_month }) => start_month)].sort()
  return addMonths(first, 1)
}

/** Net worth as it stood in the months that were kept after a plan, each as it was seen last, and as it stands now. */
export function netWorthSince(kept: readonly KeptPlan[], plan: KeptPlan, now: Observation): Observation[] {
  const seen = kept.flatMap(({ start_month, net_worth: [amount] }) =>
    amount === undefined ? [] : [{ month: start_month, amount }],
  )
  return observedSince(seen, plan.start_month, now)
}

/** Of each month after the first one and before this one the first that is given, in their order, and now. */
export function observedSince(seen: readonly Observation[], first: Month, now: Observation): Observation[] {
  const byMonth = new Map<Month, Observation>()
  for (const one of seen)
    if (one.month > first && one.month < now.month && !byMonth.has(one.month)) byMonth.set(one.month, one)
  return [...byMonth.values(), now].sort((a, b) => (a.month < b.month ? -1 : 1))
}

export interface Compared extends Observation {
  readonly expected: number
}

/** Observations with what was expected of their months; those that the plan does not reach are left out. */
export function comparedWith(course: Course, observed: readonly Observation[]): Compared[] {
  return observed.flatMap((one) => {
    const expected = expectedIn(course, course.amounts, one.month)
    return expected === null ? [] : [{ ...one, expected }]
  })
}

/** So near is in line: what is entered is seldom known better. */
const inLine = 0.02

/** How it stands to the plan, in a sentence. */
export function standingText({ amount, expected }: Compared, planned: Month, format: MoneyFormat): string {
  const plan = `the plan of ${formatMonth(planned, format.locale)}`
  const above = Math.round(amount) - Math.round(expected)
  if (above === 0) return `Exactly as in ${plan}.`
  const by = `${formatMoney(Math.abs(above), format)} ${above > 0 ? 'above' : 'below'}`
  return Math.abs(above) <= Math.abs(expected) * inLine ? `In line with ${plan}: ${by} it.` : `${by} ${plan}.`
}

/** The months of the chart: from the plan's first to a year after now, as far as it goes. */
export function monthsShown(course: Course, now: Month): Month[] {
  const sinceStart = monthIndex(now) - monthIndex(course.startMonth)
  const last = Math.min(sinceStart + 12, course.months.at(-1) ?? 0)
  return Array.from({ length: last + 1 }, (_, month) => addMonths(course.startMonth, month))
}

/** A line through observations, with gaps before the first and after the last. */
export function lineThrough(months: readonly Month[], observed: readonly Observation[]): Float64Array {
  return Float64Array.from(months, (month) => {
    const after = observed.findIndex((one) => one.month >= month)
    const [to, from] = [observed[after], observed[after - 1]]
    if (to?.month === month) return to.amount
    if (!to || !from) return Number.NaN
    const part =
      (monthIndex(month) - monthIndex(from.month)) / (monthIndex(to.month) - monthIndex(from.month))
    return from.amount + (to.amount - from.amount) * part
  })
}
