/**
 * What the household account is short of at the end of a month: covered out of deposits and portfolios where the plan says
 * so; what is left of it is an overdraft. Rules in docs/explanation/projections.md, "Shortfall".
 */
import { type CompiledPlan, KIND_PORTFOLIO } from '../compile/compiled-plan.ts'
import { priceIndexAt, saleOf } from './realise.ts'
import type { Run } from './run.ts'
import { countFor } from './tax-year.ts'
import { sellPart } from './withdraw.ts'
import { isAccessible } from './wrapper.ts'

/** Below a cent an overdraft is rounding. */
export const SMALLEST_DEFICIT = 0.01

/** Whether a holding can be drawn on at the end of a month: amounts stated for a later one already know what was drawn before. */
function canBeDrawn(plan: CompiledPlan, i: number, month: number): boolean {
  const isHeld = plan.first[i]! <= month && plan.last[i]! > month
  return isHeld && plan.statedAt[i]! <= month && isAccessible(plan, i, month)
}

/** Notes how deep the account is overdrawn, and since when, after everything of a month. */
export function noteDeficit({ paths, household, deficit, firstDeficit }: Run, month: number): void {
  for (let p = 0; p < paths; p++) {
    const owed = -household[p]!
    if (owed <= deficit[p]!) continue
    deficit[p] = owed
    if (firstDeficit[p] === 0 && owed >= SMALLEST_DEFICIT) firstDeficit[p] = month + 1
  }
}

/** Covers what the account is short of after everything of a month, the tax that was settled with it included. */
export function coverShortfall(run: Run, month: number): void {
  if (!run.household.some((balance) => balance < 0)) return
  for (const group of run.plan.covers) drawOn(run, group, month)
}

/** Draws on holdings together, each by its part of what they are worth: never more than there is. */
function drawOn(run: Run, group: readonly number[], month: number): void {
  const { plan, paths, household, value } = run
  const members = group.filter((i) => canBeDrawn(plan, i, month))
  // The month has no more use for what its loans were reckoned with.
  const parts = run.kernels.shares
  for (let p = 0; p < paths; p++) {
    const short = -household[p]!
    parts[p] = 0
    if (!(short > 0)) continue
    let worth = 0
    for (const i of members) worth += value[i * paths + p]!
    if (!(worth > 0)) continue
    parts[p] = short < worth ? short / worth : 1
    household[p] = short < worth ? 0 : worth - short
  }
  for (const i of members) draw(run, i, month, (p) => value[i * paths + p]! * parts[p]!)
}

/** Takes an amount out of a holding at the end of a month on every path; the caller has it received. */
function draw(run: Run, i: number, month: number, amountOn: (p: number) => number): void {
  const { plan, paths, value, withdrawals, sums } = run
  const isSold = plan.kind[i] === KIND_PORTFOLIO
  const sale = saleOf(run, i, month)
  const index = priceIndexAt(plan.assumptions, month + 1)
  countFor(run, i)
  let total = 0
  for (let p = 0; p < paths; p++) {
    const taken = amountOn(p)
    if (!(taken > 0)) continue
    const at = i * paths + p
    const worth = value[at]!
    value[at] = worth - taken
    withdrawals[p]! += taken
    total += taken
    if (isSold) sellPart(run, sale, index, i, p, month, taken, taken / worth)
  }
  sums.withdrawals[i]! += total
  sums.covered[i]! += total
}

/** Draws on one holding of a run of one path that is stepped alone: it reaches the account with the month's other flows. */
export function drawAlone(run: Run, i: number, month: number, taken: number): void {
  if (taken === 0) return
  draw(run, i, month, () => taken)
  run.cashFlow[0]! += taken
}
