/** What one holding comes to by itself, for a form in which it is still being entered. */
import { addMonths, type Month } from '#domain/calendar/month.ts'
import { securedOn } from '#domain/instances/secured.ts'
import { activeInstances } from '../compile/place.ts'
import type { Plan, PlanInstance } from '../plan.ts'
import { project } from '../project.ts'
import { endMonthOf, instanceSeries } from '../projection.ts'
import type { Row } from '../rows.ts'
import { companyOf } from './loan-payments.ts'
import { saleProceeds } from './sale-proceeds.ts'

/** At the mean of every rate and before tax, which depends on all that a household has; money of the user's currency, nominal unless said. */
export interface HoldingOutlook {
  /** What the first twelve months bring into the household account, less what they take out of it; null before a beginning to come. */
  readonly firstYear: number | null
  /** At the end of `endMonth`, the last month of the projection. `left` is value, deposits and offset account less debt. */
  readonly endMonth: Month
  readonly value: number
  readonly debt: number
  readonly left: number
  /** The same in money of the first month. */
  readonly leftReal: number
  /** Until then, a purchase and a sale included. */
  readonly paidIn: number
  readonly takenOut: number
  /** The last month of the year in which withdrawals leave nothing; null where something is left, or it is sold. */
  readonly usedUpBy: Month | null
  /** What it brings once loans and costs are paid; null without a sale within the projection. */
  readonly sale: { readonly month: Month; readonly brings: number } | null
  /** All that an income or an expense comes to, and in money of the first month, until its last month in the projection; null for holdings. */
  readonly flow: { readonly lastMonth: Month; readonly total: number; readonly totalReal: number } | null
}

const monthIn = (value: unknown) => (typeof value === 'string' ? (value as Month) : null)

/** With the loans that it repays, and who else bears on what is owed then. */
function saleOf(plan: Plan, instance: PlanInstance): HoldingOutlook['sale'] {
  const company = companyOf(plan, instance, instance.params)
  const loans = securedOn(instance.lineageId, activeInstances(plan)).filter((loan) => !company.includes(loan))
  const sold = saleProceeds({ ...plan, instances: [instance, ...company, ...loans] }, instance.id)
  return sold && { month: sold.month, brings: sold.received }
}

/** Null for who takes no part in the plan. Throws a `PlanError` for input that the schemas would have refused. */
export function holdingOutlook(plan: Plan, instanceId: string): HoldingOutlook | null {
  const instance = activeInstances(plan).find(({ id }) => id === instanceId)
  if (!instance) return null
  const alone = { ...plan, instances: [instance, ...companyOf(plan, instance, instance.params)] }
  const projection = project(alone)
  const { years, startMonth, priceLevels } = projection
  const series = (row: Row) => instanceSeries(projection, instanceId, row)
  const at = (row: Row, year: number) => series(row)[year] ?? 0
  const sum = (row: Row) => series(row).reduce((all, one) => all + one, 0)
  const sumReal = (row: Row) =>
    series(row).reduce((all, one, year) => all + one / (priceLevels[year] ?? 1), 0)
  const worth = (year: number) =>
    at('propertyValue', year) + at('portfolioValue', year) + at('cashValue', year)
  const endMonth = endMonthOf(projection, years)
  const { start_month, sale_month, end_month } = instance.params
  const [begins, sold, ends] = [monthIn(start_month), monthIn(sale_month), monthIn(end_month)]
  const hasBegun = begins === null || begins < startMonth
  const sale = sold === null ? null : saleOf(plan, instance)
  const usedUp = sale
    ? -1
    : series('withdrawals').findIndex((taken, year) => year > 0 && taken > 0 && worth(year) <= 0)
  const isFlow = instance.kind === 'cash_flow'
  return {
    firstYear: hasBegun ? at('netCashFlow', 1) + at('tax', 1) : null,
    endMonth,
    value: worth(years),
    debt: at('debt', years),
    left: at('netWorth', years),
    leftReal: at('netWorthReal', years),
    paidIn: sum('contributions'),
    takenOut: sum('withdrawals'),
    usedUpBy: usedUp > 0 ? addMonths(startMonth, 12 * usedUp - 1) : null,
    sale,
    flow: isFlow
      ? {
          lastMonth: ends !== null && ends < endMonth ? ends : endMonth,
          total: sum('received') + sum('spent'),
          totalReal: sumReal('received') + sumReal('spent'),
        }
      : null,
  }
}
