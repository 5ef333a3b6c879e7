/** A month of a portfolio in an account that is taxed otherwise than what is held in one's own name, and what comes out of it. */
import type { CompiledPlan } from '../compile/compiled-plan.ts'
import {
  WRAPPER_DEFERRED,
  WRAPPER_NONE,
  WRAPPER_SUPER,
  WRAPPER_TAX_FREE,
} from '../compile/compiled-wrappers.ts'
import type { Run } from './run.ts'

/** Whether a holding can be drawn on or sold at the end of this month. */
export function isAccessible(plan: CompiledPlan, i: number, month: number): boolean {
  return month >= plan.accessFrom[i]!
}

/** Whether gains of a holding count for tax: what is wrapped has no cost base. */
export function realisesGains(plan: CompiledPlan, i: number): boolean {
  return plan.wrapper[i] === WRAPPER_NONE
}

/**
 * What is taken out of a wrapper on a path, by a withdrawal or a sale: income of the tax year where it is taxed when drawn, nothing to
 * tax elsewhere. Whoever sells something out of a wrapper calls it in the place of `realise`.
 */
export function drawOut(run: Run, i: number, p: number, amount: number): void {
  if (run.plan.wrapper[i] !== WRAPPER_DEFERRED) return
  run.taxYear.incomePaid[p]! += amount
  run.taxedSums.assessable[i]! += amount
  run.journal?.add(i, 'drawn', amount)
}

/** What an employer pays into a super fund at the end of this month. */
export function paidByEmployer(run: Run, i: number, month: number): number {
  const { plan } = run
  const last = Math.min(plan.lastContribution[i]!, plan.last[i]!)
  if (plan.wrapper[i] !== WRAPPER_SUPER || month < plan.first[i]! || month > last) return 0
  return run.rent[i]! * plan.rentScale[i]!
}

/**
 * This month's contributions, one's own out of the household account and those of an employer from outside. What is deducted lowers the
 * year's income; of both the fund pays its tax at once. Returns what is left.
 */
function payIn(run: Run, i: number, month: number): number {
  const { plan, paths, common, sums } = run
  if (month > plan.lastContribution[i]!) return 0
  const own = run.contribution[i]! * plan.contributionScale[i]!
  const employers = paidByEmployer(run, i, month)
  const isDeducted = plan.wrapper[i] !== WRAPPER_TAX_FREE
  if (isDeducted) {
    run.taxYear.common.contributed += own
    run.taxedSums.assessable[i]! -= own * paths
    run.journal?.add(i, 'contributed', own)
  }
  const tax = (own + employers) * plan.taxOnEntry[i]!
  const paidIn = own + employers - tax
  common.contributions += paidIn
  common.withheld += tax
  sums.contributions[i]! += paidIn * paths
  sums.withheld[i]! += tax * paths
  sums.received[i]! += employers * paths
  run.journal?.add(i, 'fundTaxOnEntry', tax)
  run.monthFlow -= own
  return paidIn
}

/**
 * Income stays inside. Until there is access a super fund pays tax on it and on growth, as the price of its units provides for: falls
 * give back what was provided. Franking credits are its own, also when it pays no tax any more.
 */
export function growWrapped(run: Run, i: number, month: number, growths: Float64Array): void {
  const { plan, paths, value, incomeWrapped, fundTax } = run
  const paidIn = payIn(run, i, month)
  const incomeShare = plan.incomeShare[i]!
  const fee = plan.feeFactor[i]!
  const isTaxed = !isAccessible(plan, i, month)
  const onIncome = (isTaxed ? plan.taxOnIncome[i]! : 0) - plan.creditShare[i]!
  const onGrowth = isTaxed ? plan.taxOnGrowth[i]! : 0
  const base = i * paths
  let total = 0
  let taxed = 0
  for (let p = 0; p < paths; p++) {
    const before = value[base + p]!
    const worth = before * growths[p]!
    const income = worth * incomeShare
    const tax = income * onIncome + (worth - before - income) * onGrowth
    value[base + p] = (worth - tax) * fee + paidIn
    incomeWrapped[p]! += income
    fundTax[p]! += tax
    total += income
    taxed += tax
  }
  run.sums.income[i]! += total
  run.sums.reinvested[i]! += total - taxed
  run.sums.withheld[i]! += taxed
  run.journal?.add(i, 'fundTax', taxed)
}
