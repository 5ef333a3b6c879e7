/** Regular withdrawals. */
import { KIND_PORTFOLIO } from '../compile/compiled-plan.ts'
import { priceIndexAt, realise, saleOf } from './realise.ts'
import type { Run } from './run.ts'

/** A regular withdrawal into the household account: never more than there is. */
export function withdraw(run: Run, i: number, month: number): void {
  const { plan, paths, value, costBase, realCost, deferred, withdrawals, cashFlow } = run
  const wanted = run.withdrawal[i]! * plan.withdrawalScale[i]!
  if (wanted === 0 || month < plan.firstWithdrawal[i]!) return
  const base = i * paths
  const realises = plan.kind[i] === KIND_PORTFOLIO
  const sale = saleOf(run, i, month)
  const index = priceIndexAt(plan.assumptions, month + 1)
  let total = 0
  for (let p = 0; p < paths; p++) {
    const worth = value[base + p]!
    const taken = worth < wanted ? worth : wanted
    if (taken <= 0) continue
    value[base + p] = worth - taken
    withdrawals[p]! += taken
    cashFlow[p]! += taken
    total += taken
    if (realises) {
      const part = taken / worth
      const cost = costBase[base + p]! * part
      const real = realCost[base + p]! * part
      const waiting = deferred[base + p]! * part
      costBase[base + p]! -= cost
      realCost[base + p]! -= real
      deferred[base + p]! -= waiting
      realise(run, sale, i, p, taken, cost, real * index, waiting)
      run.journal?.realised(run.taxYear, i, sale, { month, isWithdrawal: true }, taken, cost, waiting)
    }
  }
  run.sums.withdrawals[i]! += total
}
