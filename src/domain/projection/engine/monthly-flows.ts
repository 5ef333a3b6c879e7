/** What passes between each holding and the household account, month by month, for those who ask for it. */
import type { CompiledPlan } from '../compile/compiled-plan.ts'
import { enterStretch } from './enter-stretch.ts'
import { handOver } from './ledgers.ts'
import { withholdIn } from './month.ts'
import { offsetsAlong, takeOffset } from './offsets-along.ts'
import { beginBlock, beginYear, createRun, type Run } from './run.ts'
import { passMonth } from './run-block.ts'
import { drawAlone } from './shortfall.ts'
import { stepInstance } from './step.ts'
import { beginMonth } from './trade.ts'
import { paidByEmployer } from './wrapper.ts'

/** What each holding is drawn on in each month to cover shortfalls, months × instances; null where none is. */
function coveredByMonth(plan: CompiledPlan): Float64Array | null {
  if (plan.covers.length === 0) return null
  const months = plan.assumptions.years * 12
  const covered = new Float64Array(months * plan.count)
  const run = createRun(plan, 1, false)
  beginBlock(run, 0)
  for (let month = 0; month < months; month++) {
    enterStretch(run, month)
    run.sums.covered.fill(0)
    passMonth(run, month, month === months - 1)
    covered.set(run.sums.covered, month * plan.count)
    if (month % 12 !== 11) continue
    handOver(run)
    beginYear(run)
  }
  return covered
}

/**
 * Steps every holding of the deterministic projection month by month, each alone: they do not meet but in the household
 * account, and what it draws on, and what of it stands against loans, is known before.
 * `see` is shown each month of each, with what was paid for it at its beginning; `monthFlow` and `cashFlow` are its own then.
 */
export function stepApart(
  plan: CompiledPlan,
  see: (run: Run, i: number, month: number, paid: number) => void,
): void {
  const covered = coveredByMonth(plan)
  const offsets = offsetsAlong(plan)
  const run = createRun(plan, 1, false)
  const paid = new Float64Array(plan.count)
  beginBlock(run, 0)
  for (let month = 0; month < plan.assumptions.years * 12; month++) {
    enterStretch(run, month)
    withholdIn(run, month)
    for (let i = 0; i < plan.count; i++) paid[i] = beginMonth(run, i, month)
    for (let i = 0; i < plan.count; i++) {
      run.cashFlow[0] = run.monthFlow = 0
      takeOffset(run, i, month, offsets)
      stepInstance(run, i, month)
      if (covered) drawAlone(run, i, month, covered[month * plan.count + i]!)
      see(run, i, month, paid[i]!)
    }
  }
}

/**
 * Flows of the deterministic projection before the tax that is settled with a year, positive into the household account: instances in
 * the plan's own order × months + 1. Flow *t* happens between month *t* − 1 and month *t*, counted from 0: what is paid at the end of
 * the one, and purchases and refinancings at the beginning of the other. What an employer pays into a fund counts as paid in by its owner.
 */
export function monthlyFlows(plan: CompiledPlan): Float64Array {
  const months = plan.assumptions.years * 12
  const flows = new Float64Array(plan.count * (months + 1))
  stepApart(plan, (run, i, month, paid) => {
    const at = plan.order[i]! * (months + 1) + month
    flows[at]! -= paid
    flows[at + 1] = run.cashFlow[0]! + run.monthFlow - paidByEmployer(run, i, month)
  })
  return flows
}
