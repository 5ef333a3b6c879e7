/** What passes between each holding and the household account, month by month, for those who ask for it. */
import type { CompiledPlan } from '../compile/compiled-plan.ts'
import { enterStretch } from './enter-stretch.ts'
import { withholdIn } from './month.ts'
import { beginBlock, createRun } from './run.ts'
import { stepInstance } from './step.ts'
import { isBoughtIn, purchase } from './trade.ts'

/**
 * Flows of the deterministic projection before the tax that is settled with a year, positive into the household account: instances in the plan's own
 * order × months + 1. Flow *t* happens between month *t* − 1 and month *t*, counted from 0: what is paid at the end of
 * the one, and purchases at the beginning of the other. Holdings do not meet but in the household account, so that each
 * is stepped alone, beside the run that projects.
 */
export function monthlyFlows(plan: CompiledPlan): Float64Array {
  const months = plan.assumptions.years * 12
  const flows = new Float64Array(plan.count * (months + 1))
  const run = createRun(plan, 1, false)
  beginBlock(run, 0)
  for (let month = 0; month < months; month++) {
    enterStretch(run, month)
    withholdIn(run, month)
    for (let i = 0; i < plan.count; i++) {
      const at = plan.order[i]! * (months + 1) + month
      run.cashFlow[0] = run.monthFlow = 0
      if (isBoughtIn(plan, i, month)) flows[at]! -= purchase(run, i)
      stepInstance(run, i, month)
      flows[at + 1] = run.cashFlow[0]! + run.monthFlow
    }
  }
  return flows
}
