/** A month of the whole set: purchases and refinancings, interest of the household account, every holding, and what the account receives. */
import { taxYearOf } from '../compile/compiled-plan.ts'
import { offsetLoans } from './household-offset.ts'
import { drawFactors, moveRates } from './market.ts'
import type { Run } from './run.ts'
import { holdInstance, stepInstance } from './step.ts'
import { beginMonth } from './trade.ts'

function beginAll(run: Run, month: number): number {
  let outlay = 0
  for (let i = 0; i < run.plan.count; i++) outlay += beginMonth(run, i, month)
  return outlay
}

/** Takes the month's purchases out of the household account. */
function payOutlay({ paths, household }: Run, outlay: number): void {
  if (outlay === 0) return
  for (let p = 0; p < paths; p++) household[p]! -= outlay
}

/** Interest on the household account, on what it holds after the month's purchases and does not stand against loans. */
function householdInterest(run: Run): void {
  const { paths, household, offsetInAll, rateShift, cashFlow, householdEarned, householdCharged } = run
  const { creditRate, deficitRate } = run.plan.assumptions
  const creditFloor = creditRate < 0 ? creditRate : 0
  for (let p = 0; p < paths; p++) {
    const balance = household[p]! - offsetInAll[p]!
    const rate = (balance >= 0 ? creditRate : deficitRate) + rateShift[p]!
    const floor = balance >= 0 ? creditFloor : 0
    const interest = balance * (rate > floor ? rate : floor)
    cashFlow[p] = interest
    if (balance >= 0) householdEarned[p]! += interest
    else householdCharged[p]! -= interest
  }
}

/** What is withheld of the household's incomes in this month, by the law of its tax year. */
export function withholdIn(run: Run, month: number): void {
  const { assumptions } = run.plan
  const number = taxYearOf(assumptions, month)
  const [first, second] = assumptions.laws
  run.withheldShare = first![number]!.withheldShare
  run.withheldShareOfSecond = second?.[number]?.withheldShare ?? 0
}

function closeMonth(run: Run): void {
  const { paths, household, cashFlow, monthFlow } = run
  for (let p = 0; p < paths; p++) household[p]! += cashFlow[p]! + monthFlow
}

function holdAll(run: Run, month: number): void {
  for (let i = 0; i < run.plan.count; i++) holdInstance(run, i, month)
}

function stepAll(run: Run, month: number): void {
  for (let i = 0; i < run.plan.count; i++) stepInstance(run, i, month)
}

export function stepMonth(run: Run, month: number): void {
  const { plan } = run
  // Of months before the projection it is not known.
  const isEventful = plan.eventful[month] !== 0
  withholdIn(run, month)
  if (run.isStochastic) drawFactors(run, month)
  if (isEventful) payOutlay(run, beginAll(run, month))
  if (plan.offsetting.length > 0) offsetLoans(run, month)
  householdInterest(run)
  run.monthFlow = 0
  if (isEventful) stepAll(run, month)
  else holdAll(run, month)
  closeMonth(run)
  if (run.isStochastic) moveRates(run)
}
