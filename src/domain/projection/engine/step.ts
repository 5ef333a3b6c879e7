/** A month of one instance: what has changed since last month, then what it earns, costs and pays. */
import {
  fasterThanPlanned,
  KIND_CASH,
  KIND_CASH_FLOW,
  KIND_LOAN,
  KIND_PORTFOLIO,
  KIND_PROPERTY,
} from '../compile/compiled-plan.ts'
import { FIRST_FOLLOWS, SECOND_FOLLOWS } from '../compile/holding.ts'
import { flow } from './flow.ts'
import { holdCash, holdPortfolio, holdProperty } from './hold.ts'
import { repay } from './repay.ts'
import type { Run } from './run.ts'
import { countFor } from './tax-year.ts'
import { sell } from './trade.ts'

/** Yearly steps, twelve months after the amounts were true and every twelve months from then on. */
function raiseAmounts(run: Run, i: number, month: number): void {
  const { plan } = run
  const follows = plan.followsPrices[i]!
  const faster = follows ? fasterThanPlanned(plan.assumptions, month) : 1
  const first = follows & FIRST_FOLLOWS ? faster : 1
  const second = follows & SECOND_FOLLOWS ? faster : 1
  switch (plan.kind[i]) {
    case KIND_PROPERTY:
    case KIND_CASH_FLOW:
      run.rent[i]! *= plan.rentGrowth[i]! * first
      run.expense[i]! *= plan.expenseGrowth[i]! * second
      if (plan.plantDiminishes[i]) run.plantMonthly[i] = (run.plant[i]! * plan.plantShare[i]!) / 12
      break
    case KIND_PORTFOLIO:
    case KIND_CASH:
      run.rent[i]! *= plan.contributionGrowth[i]! * first
      run.contribution[i]! *= plan.contributionGrowth[i]! * first
      run.withdrawal[i]! *= plan.contributionGrowth[i]! * first
      break
  }
}

/** Steps instance `i` through a month in which it may be held, but for its sale; does nothing before and after. */
export function holdInstance(run: Run, i: number, month: number): void {
  const { plan } = run
  if (month < plan.first[i]! || month > plan.last[i]! || plan.last[i]! < plan.first[i]!) return
  countFor(run, i)
  const since = month - plan.origin[i]!
  if (since > 0 && since % 12 === 0) raiseAmounts(run, i, month)
  switch (plan.kind[i]) {
    case KIND_PROPERTY:
      holdProperty(run, i, month)
      break
    case KIND_PORTFOLIO:
      holdPortfolio(run, i, month)
      break
    case KIND_CASH:
      holdCash(run, i, month)
      break
    case KIND_LOAN:
      repay(run, i, month)
      break
    case KIND_CASH_FLOW:
      flow(run, i, month)
      break
  }
}

/** The same with its sale. */
export function stepInstance(run: Run, i: number, month: number): void {
  const { first, last } = run.plan
  holdInstance(run, i, month)
  if (month === last[i] && month >= first[i]!) sell(run, i, month)
}
