/** A year of one holding month by month: what the yearly figures of its flows are sums of. */
import { compilePlan } from '../compile/compile.ts'
import { KIND_CASH_FLOW } from '../compile/compiled-plan.ts'
import { activeInstances } from '../compile/place.ts'
import { stepApart } from '../engine/monthly-flows.ts'
import type { InstanceSum } from '../engine/run.ts'
import { entry } from '../entry.ts'
import type { Plan } from '../plan.ts'
import type { Row } from '../rows.ts'

/** Rows that are sums of months, with the sums of a run that they come from. */
const monthly = {
  income: 'income',
  reinvested: 'reinvested',
  expenses: 'expenses',
  interest: 'interest',
  contributions: 'contributions',
  withdrawals: 'withdrawals',
  covered: 'covered',
  received: 'received',
} as const satisfies Partial<Record<Row, InstanceSum>>

/** The same of incomes and expenses of the household, which stand in rows of their own. */
const ofHousehold = { received: 'income', spent: 'expenses' } as const satisfies Partial<
  Record<Row, InstanceSum>
>

export type MonthlyRow = keyof typeof monthly | keyof typeof ofHousehold

export function isMonthlyRow(row: Row): row is MonthlyRow {
  return row in monthly || row in ofHousehold
}

/**
 * The twelve months of a projection year, counted from 1, of one holding in one row, future money; they add up to its figure.
 * Throws a `PlanError` as `project` does.
 */
export function monthsOf(plan: Plan, instanceId: string, row: MonthlyRow, year: number): readonly number[] {
  const compiled = compilePlan(plan)
  const position = activeInstances(plan).findIndex(({ id }) => id === instanceId)
  const place = compiled.order.indexOf(position)
  const months = new Array<number>(12).fill(0)
  const sumsOfRows: Partial<Record<Row, InstanceSum>> =
    compiled.kind[place] === KIND_CASH_FLOW ? ofHousehold : monthly
  const key = sumsOfRows[row]
  if (place < 0 || key === undefined) return months
  let before = 0
  stepApart(compiled, ({ sums }, i, month) => {
    if (i !== place) return
    const sum = entry(sums[key], i)
    const since = month - 12 * (year - 1)
    if (since >= 0 && since < 12) months[since] = sum - before
    before = sum
  })
  return months
}
