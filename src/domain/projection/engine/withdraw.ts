/** Regular withdrawals, and what selling a part of a portfolio realises. */
import type { Sale } from '#domain/tax/gains.ts'
import { KIND_PORTFOLIO } from '../compile/compiled-plan.ts'
import { priceIndexAt, realise, saleOf } from './realise.ts'
import type { Run } from './run.ts'
import { drawOut, realisesGains } from './wrapper.ts'

/** A regular withdrawal into the household account: never more than there is. */
export function withdraw(run: Run, i: number, month: number): void {
  const { plan, paths, value, withdrawals, cashFlow } = run
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
    if (realises) sellPart(run, sale, index, i, p, month, taken, taken / worth)
  }
  run.sums.withdrawals[i]! += total
}

/** Notes what tax makes of a part of a portfolio that is sold for `taken` at the end of a month on a path, wherever it is held. */
export function sellPart(
  run: Run,
  sale: Sale,
  index: number,
  i: number,
  p: number,
  month: number,
  taken: number,
  part: number,
  isRebalanced = false,
): void {
  if (!realisesGains(run.plan, i)) {
    drawOut(run, i, p, taken)
    return
  }
  const { costBase, realCost, deferred } = run
  const at = i * run.paths + p
  const cost = costBase[at]! * part
  const real = realCost[at]! * part
  const waiting = deferred[at]! * part
  costBase[at]! -= cost
  realCost[at]! -= real
  deferred[at]! -= waiting
  realise(run, sale, i, p, taken, cost, real * index, waiting)
  run.journal?.realised(
    run.taxYear,
    i,
    sale,
    { month, isWithdrawal: true, isRebalanced },
    taken,
    cost,
    waiting,
  )
}
