/** What passes between each holding and the household account, month by month, for those who ask for it. */
import type { CompiledPlan } from '../compile/compiled-plan.ts'
import { enterStretch } from './enter-stretch.ts'
import { withholdIn } from './month.ts'
import { beginBlock, createRun, type Run } from './run.ts'
import { stepInstance } from './step.ts'
import { beginMonth } from './trade.ts'

/**
 * Steps every holding of the deterministic projection month by month, each alone: they do not meet but in the household account.
 * `see` is shown each month of each, with what was paid for it at its beginning; `monthFlow` and `cashFlow` are its own then.
 */
export function stepApart(
  plan: CompiledPlan,
  see: (run: Run, i: number, month: number, paid: number) => void,
): void {
  const run = createRun(plan, 1, false)
  beginBlock(run, 0)
  for (let month = 0; month < plan.assumptions.years * 12; month++) {
    enterStretch(run, month)
    withholdIn(run, month)
    for (let i = 0; i < plan.count; i++) {
      run.cashFlow[0] = run.monthFlow = 0
      const paid = beginMonth(run, i, month)
      stepInstance(run, i, month)
      see(run, i, month, paid)
    }
  }
}

/**
 * Flows of the deterministic projection before the tax that is settled with a year, positive into the household account: instances in
 * the plan's own order × months + 1. Flow *t* happens between month *t* − 1 and month *t*, counted from 0: what is paid at the end of
 * the one, and purchases and refinancings at the beginning of the other.
 */
export function monthlyFlows(plan: CompiledPlan): Float64Array {
  const months = plan.assumptions.years * 12
  const flows = new Float64Array(plan.count * (months + 1))
  stepApart(plan, (run, i, month, paid) => {
    const at = plan.order[i]! * (months + 1) + month
    flows[at]! -= paid
    flows[at + 1] = run.cashFlow[0]! + run.monthFlow
  })
  return flows
}
