/** A month of a portfolio of two classes, which begins with each class at its part and is brought back to it at the end. */
import { soldToRebalance } from '../compile/compiled-mix.ts'
import type { CompiledPlan } from '../compile/compiled-plan.ts'
import { drawOwnNormals } from './market.ts'
import { priceIndexAt, saleOf } from './realise.ts'
import type { Run } from './run.ts'
import { sellPart } from './withdraw.ts'

export function isMixed(plan: CompiledPlan, i: number): boolean {
  return plan.bondsShare[i] !== 0
}

/** Growth of one class in this month on every path, into `kernels.growths`. */
function growClass(
  run: Run,
  i: number,
  month: number,
  stream: 0 | 1,
  growth: number,
  [drift, shared, own]: readonly [number, number, number],
): void {
  const { plan, kernels } = run
  if (!run.isStochastic || (shared === 0 && own === 0)) {
    for (let p = 0; p < run.paths; p++) kernels.growths[p] = growth
    return
  }
  if (own !== 0) drawOwnNormals(run, i, month, stream)
  const factor = kernels.factors[stream === 0 ? plan.market[i]! : 3]!
  kernels.grow(factor, drift, shared, own)
}

/** Growth of both together as a factor; what has to be sold to bring them back to their parts is kept in `run.rebalanced`. */
export function mixedGrowths(run: Run, i: number, month: number): Float64Array {
  const { plan, paths, kernels, rebalanced } = run
  const { growths } = kernels
  const part = plan.bondsShare[i]!
  const ofBonds = [plan.bondsDrift[i]!, plan.bondsSharedVolatility[i]!, plan.bondsOwnVolatility[i]!] as const
  growClass(run, i, month, 1, plan.bondsGrowth[i]!, ofBonds)
  rebalanced.set(growths.subarray(0, paths))
  const ofShares = [plan.drift[i]!, plan.sharedVolatility[i]!, plan.ownVolatility[i]!] as const
  growClass(run, i, month, 0, plan.sharesGrowth[i]!, ofShares)
  for (let p = 0; p < paths; p++) {
    const [shares, bonds] = [growths[p]!, rebalanced[p]!]
    growths[p] = (1 - part) * shares + part * bonds
    rebalanced[p] = soldToRebalance(part, shares, bonds)
  }
  return growths
}

/** Sells what has grown too large a part and buys the other class for it, outside of accounts that are taxed otherwise. */
export function rebalance(run: Run, i: number, month: number): void {
  const { plan, paths, value, costBase, realCost, rebalanced } = run
  if (plan.tracksCost[i] !== 1) return
  const sale = saleOf(run, i, month)
  const index = priceIndexAt(plan.assumptions, month + 1)
  const deflator = month < plan.assumptions.indexedFrom ? 0 : 1 / index
  for (let p = 0; p < paths; p++) {
    const at = i * paths + p
    const part = rebalanced[p]!
    const sold = value[at]! * part
    if (!(sold > 0)) continue
    sellPart(run, sale, index, i, p, month, sold, part, true)
    costBase[at]! += sold
    realCost[at]! += sold * deflator
  }
}
