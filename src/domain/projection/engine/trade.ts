/** Future purchases and refinancings at the beginning of a month, sales at the end of one: all through the household account. */
import { costOf } from '#domain/tax/gains.ts'
import { type CompiledPlan, KIND_LOAN, KIND_PORTFOLIO } from '../compile/compiled-plan.ts'
import { priceIndexAt, realise, saleOf, splitAtBeginning } from './realise.ts'
import { type Run, takeOn } from './run.ts'
import { drawOut, realisesGains } from './wrapper.ts'

/** Whether a holding is bought at the beginning of this month. */
function isBoughtIn(plan: CompiledPlan, i: number, month: number): boolean {
  return plan.first[i] === month && plan.last[i]! >= month
}

/** What a purchase takes from the household account before its costs; negative for a loan paid out. */
function paidFor(plan: CompiledPlan, i: number): number {
  return plan.openingValue[i]! + plan.offset[i]! - plan.openingDebt[i]!
}

/** What leaves the household account at the beginning of a month, for all that is bought then. */
export function outlayIn(plan: CompiledPlan, month: number): number {
  let outlay = 0
  for (let i = 0; i < plan.count; i++)
    if (isBoughtIn(plan, i, month)) outlay += paidFor(plan, i) + plan.purchaseCosts[i]!
  return outlay
}

/** Begins a holding on every path. Returns what leaves the household account (negative for a loan paid out). */
function purchase(run: Run, i: number): number {
  const { plan, paths, common, sums } = run
  const borrowed = plan.openingDebt[i]!
  const costs = plan.purchaseCosts[i]!
  takeOn(run, i)
  common.drawn += borrowed
  sums.drawn[i]! += borrowed * paths
  if (plan.kind[i] === KIND_LOAN) {
    common.withdrawals += borrowed
    sums.withdrawals[i]! += borrowed * paths
    return -borrowed
  }
  const paid = paidFor(plan, i)
  common.contributions += paid
  common.expenses += costs
  sums.contributions[i]! += paid * paths
  sums.expenses[i]! += costs * paths
  return paid + costs
}

/** Whether the loan of a holding goes on under other terms from the beginning of this month on. */
export function isRefinancedIn(plan: CompiledPlan, i: number, month: number): boolean {
  return plan.refinancedAt[i] === month && plan.first[i]! < month && plan.last[i]! >= month
}

/**
 * Lends what is drawn. Where the loan ends in another month it is levelled anew over what is owed. Returns what leaves the
 * household account (negative for more drawn than it costs).
 */
export function refinance(run: Run, i: number): number {
  const { plan, paths, debt, scheduled, common, sums } = run
  const [draw, costs] = [plan.refinanceDraw[i]!, plan.refinanceCosts[i]!]
  common.withdrawals += draw
  common.expenses += costs
  sums.withdrawals[i]! += draw * paths
  sums.expenses[i]! += costs * paths
  // What is owed in a later month is known to be owed.
  if (plan.statedAt[i]! > plan.refinancedAt[i]!) return costs - draw
  common.drawn += draw
  sums.drawn[i]! += draw * paths
  const isLevelled = plan.refinancedTermEnd[i] !== plan.termEnd[i]
  for (let at = i * paths; at < (i + 1) * paths; at++) {
    debt[at]! += draw
    scheduled[at] = isLevelled ? debt[at]! : scheduled[at]! + draw
  }
  return costs - draw
}

/** What leaves the household account at the beginning of a month, before anything else happens in it. */
export function beginMonth(run: Run, i: number, month: number): number {
  if (isBoughtIn(run.plan, i, month)) return purchase(run, i)
  splitAtBeginning(run, i, month)
  return isRefinancedIn(run.plan, i, month) ? refinance(run, i) : 0
}

/** Sells a property or a portfolio, or repays a loan secured on what is sold: selling costs, the loan repaid, the gain noted, the rest received. */
export function sell(run: Run, i: number, month: number): void {
  const { plan, paths, value, debt, costBase, realCost, deferred, ownershipCosts } = run
  const { cashFlow, withdrawals, sellingCosts } = run
  const base = i * paths
  const costShare = plan.saleCostShare[i]!
  const offset = plan.offset[i]!
  const isPortfolio = plan.kind[i] === KIND_PORTFOLIO
  const isTaxed = run.untaxedSale !== i
  const isWrapped = !realisesGains(plan, i)
  const claimed = run.claimed[i]!
  const sale = saleOf(run, i, month)
  const index = priceIndexAt(plan.assumptions, month + 1)
  const indexSince = index / plan.acquiredIndex[i]!
  let totalPrice = 0
  let totalCosts = 0
  for (let p = 0; p < paths; p++) {
    const price = value[base + p]!
    const costs = price * costShare
    withdrawals[p]! += price + offset
    sellingCosts[p]! += costs
    cashFlow[p]! += price + offset - costs - debt[base + p]!
    totalPrice += price + offset
    totalCosts += costs
    run.seeSale?.(i, p, price, costs, debt[base + p]!)
    if (plan.tracksCost[i] && isTaxed) {
      const plain = costBase[base + p]! - claimed
      const owning = ownershipCosts[base + p]!
      const cost = costOf(price - costs, plain, owning)
      const indexedCost = isPortfolio ? realCost[base + p]! * index : plain * indexSince + owning
      realise(run, sale, i, p, price - costs, cost, indexedCost, deferred[base + p]!)
      run.journal?.realised(
        run.taxYear,
        i,
        sale,
        { month, costs, claimed, owning: cost - plain },
        price - costs,
        cost,
        deferred[base + p]!,
      )
    }
    if (isWrapped && isTaxed) drawOut(run, i, p, price)
    value[base + p] = 0
    debt[base + p] = 0
    run.scheduled[base + p] = 0
    costBase[base + p] = 0
    realCost[base + p] = 0
    deferred[base + p] = 0
    ownershipCosts[base + p] = 0
  }
  run.sums.withdrawals[i]! += totalPrice
  run.sums.expenses[i]! += totalCosts
}
