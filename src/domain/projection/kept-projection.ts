/** What is kept of a projection of reality, to be laid beside what is entered later. */
import { addMonths, type Month, monthIndex } from '#domain/calendar/month.ts'
import { statedMonth } from '#domain/instances/stated-month.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { entry } from './entry.ts'
import { type HoldingState, standingAt } from './holding-states.ts'
import { netWorthNow } from './net-worth-now.ts'
import type { Plan, PlanInstance } from './plan.ts'

/**
 * Which formulas a projection is computed by: raised whenever they give other figures for the same plan, so that a plan that
 * was kept says whether today's formulas made it.
 */
export const engineVersion = 1

/**
 * So many holdings a projection keeps at most, the largest ones, and the database takes no more: those of a whole account of thousands would
 * be past what a row may have, and hundreds of projections of it past what anybody looks at.
 */
export const mostKeptHoldings = 300

/** Months of the first two years, and year ends up to fifteen: what is compared soon is kept finely. */
const monthly = 24
const lastYear = 15

interface KeptSeries {
  /** Points, in months since the beginning of the first month, rising from 0. */
  readonly months: readonly number[]
  /** Expected net worth at each point, in the user's currency and the money of that time. */
  readonly netWorth: readonly number[]
}

export interface KeptProjection extends KeptSeries {
  readonly startMonth: Month
  /**
   * By the id of each active instance, of many the `mostKeptHoldings` largest: its worth less its debt at each point. Incomes and expenses
   * are worth nothing.
   */
  readonly instances: Readonly<Record<string, readonly number[]>>
}

/** What a holding is worth less what is owed on it, in the user's currency, the investor's share. */
export function worthOf({ asset, offset, debt }: HoldingState): number {
  return asset + offset - debt
}

/** Amounts without a month are those of the first one, whenever one looks. */
function dated({ instances, assumptions, startMonth }: Plan) {
  return {
    instances: instances
      .filter(({ status }) => status === 'active')
      .map(
        (instance): PlanInstance =>
          statedMonth(instance.params) === null
            ? { ...instance, params: { ...instance.params, as_of_month: startMonth } }
            : instance,
      ),
    assumptions: { household_as_of_month: startMonth, ...assumptions },
  }
}

/** Whole units of the currency: what is kept is compared, not calculated with. */
const rounded = (amount: number) => Math.round(amount) + 0

type Series = readonly [id: string, amounts: readonly number[]]

/** Those that are worth or owe most at any point, in the order that they have. */
function largest(holdings: readonly Series[]): readonly Series[] {
  if (holdings.length <= mostKeptHoldings) return holdings
  const size = ([, amounts]: Series) => Math.max(...amounts.map(Math.abs))
  const kept = new Set(holdings.toSorted((a, b) => size(b) - size(a)).slice(0, mostKeptHoldings))
  return holdings.filter((holding) => kept.has(holding))
}

/**
 * The expected course of a plan at the points that are kept: in each of these months exactly what `standingAt` and `netWorthNow` will
 * say of the same plan then, and at the end of each year what `project` says. Throws a `PlanError` as `project` does.
 */
export function projectionToKeep(plan: Plan): KeptProjection {
  const { instances, assumptions } = dated(plan)
  const years = Math.min(lastYear, Number(resolveAssumptions(assumptions).horizon_years))
  const all = [
    ...Array.from({ length: monthly + 1 }, (_, month) => month),
    ...Array.from({ length: lastYear }, (_, year) => 12 * (year + 1)).filter((month) => month > monthly),
  ]
  const months = all.filter((month) => month <= 12 * years)
  const standings = months.map((month) =>
    standingAt(instances, assumptions, addMonths(plan.startMonth, month)),
  )
  return {
    startMonth: plan.startMonth,
    months,
    netWorth: standings.map((standing) => rounded(netWorthNow(instances, standing).net)),
    instances: Object.fromEntries(
      largest(
        instances.flatMap(({ id, kind }, index): Series[] =>
          kind === 'cash_flow'
            ? []
            : [[id, standings.map(({ states }) => rounded(worthOf(entry(states, index))))]],
        ),
      ),
    ),
  }
}

/**
 * What was expected at the beginning of `month`, by a straight line between the points beside it; null before the first and
 * after the last.
 */
export function expectedIn(
  { startMonth, months }: { readonly startMonth: Month; readonly months: readonly number[] },
  amounts: readonly number[],
  month: Month,
): number | null {
  const since = monthIndex(month) - monthIndex(startMonth)
  const after = months.findIndex((point) => point >= since)
  if (since < 0 || after < 0) return null
  const [to, amount] = [months[after], amounts[after]]
  if (to === undefined || amount === undefined) return null
  const [from, before] = [months[after - 1], amounts[after - 1]]
  if (to === since || from === undefined || before === undefined) return amount
  return before + ((amount - before) * (since - from)) / (to - from)
}
