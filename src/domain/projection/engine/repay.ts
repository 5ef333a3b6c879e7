/**
 * A month of a loan on every path. Interest on max(0, balance − offset); level payments on the scheduled
 * balance, so that offset, extra payments and lump sums shorten the loan; the last payment is exact.
 */
import type { CompiledPlan } from '../compile/compiled-plan.ts'
import { repaidShare } from './level-payment.ts'
import { joinInterest } from './ownership-costs.ts'
import type { Run } from './run.ts'

/** The rate of a month, before rates move. */
export function rateIn(plan: CompiledPlan, i: number, month: number): number {
  if (month < plan.fixedUntil[i]!) return plan.fixedRate[i]!
  return month >= plan.refinancedAt[i]! ? plan.refinancedRate[i]! : plan.rate[i]!
}

/** The lump sum of a month: of its own, or of that month of a later year. */
export function lumpSumIn(plan: CompiledPlan, i: number, month: number): number {
  const since = month - plan.lumpSumAt[i]!
  const isDue = since === 0 || (plan.lumpSumYearly[i] === 1 && since > 0 && since % 12 === 0)
  return isDue ? plan.lumpSum[i]! : 0
}

function paymentsLeftIn(plan: CompiledPlan, i: number, month: number): number {
  return (month >= plan.refinancedAt[i]! ? plan.refinancedTermEnd[i]! : plan.termEnd[i]!) - month
}

/** Steps the loan of instance `i`: posts interest and payments, lowers the balance. */
export function repay(run: Run, i: number, month: number): void {
  const { plan } = run
  if (paymentsLeftIn(plan, i, month) <= 0) return
  setTerms(run, i, month)
  const offsets = plan.hasSchedule[i] ? offsetsOf(run, i) : null
  if (plan.costsJoin[i]) joinInterest(run, i, month, offsets)
  const interestTo = interestOf(run, i, month)
  const interest = offsets
    ? payBesideSchedule(run, i, month, interestTo, offsets)
    : payOnSchedule(run, i, interestTo)
  run.sums.interest[i]! += interest
  const isCredited = plan.assumptions.interestCreditRate > 0 && plan.dwelling[i]! >= 0
  if (plan.taxed[i] && !isCredited) run.taxedSums.assessable[i]! -= interest
  if (plan.taxed[i]) run.journal?.add(i, isCredited ? 'interestCredited' : 'interest', interest)
}

/** Where interest is added up: by what it may be deducted from. */
function interestOf(run: Run, i: number, month: number): Float64Array {
  const { plan, interestPrivate, interestDeducted, interestOfWaitingDwellings, interestOfOtherDwellings } =
    run
  const ofDwelling = plan.lossesWait[i] ? interestOfWaitingDwellings : interestOfOtherDwellings
  const isApart = plan.dwelling[i]! >= 0 && month >= plan.assumptions.rentalLossesFrom
  const deducted = isApart ? ofDwelling : interestDeducted
  return plan.taxed[i] ? deducted : interestPrivate
}

/** The rate of the month, and the part of the scheduled balance that is repaid: nothing while interest-only, all with the last payment. */
function setTerms(run: Run, i: number, month: number): void {
  const { plan } = run
  const rate = rateIn(plan, i, month)
  const paymentsLeft = paymentsLeftIn(plan, i, month)
  const isInterestOnly = month < plan.interestOnlyUntil[i]!
  const isMoving = run.isStochastic && plan.assumptions.rateStep > 0 && month >= plan.fixedUntil[i]!
  if (isMoving) moveTerms(run, rate, paymentsLeft, isInterestOnly)
  else {
    const share = paymentsLeft === 1 ? 1 : isInterestOnly ? 0 : repaidShare(rate, paymentsLeft)
    const { rates, shares } = run.kernels
    for (let p = 0; p < run.paths; p++) {
      rates[p] = rate
      shares[p] = share
    }
  }
}

/** The same where rates move: floored at zero, and levelled anew because the rate has changed. */
function moveTerms(run: Run, rate: number, paymentsLeft: number, isInterestOnly: boolean): void {
  const { rateShift, paths, kernels } = run
  const { rates, shares } = kernels
  for (let p = 0; p < paths; p++) {
    const moved = rate + rateShift[p]!
    rates[p] = moved > 0 ? moved : 0
  }
  if (paymentsLeft > 1 && !isInterestOnly) kernels.level(paymentsLeft)
  else shares.fill(paymentsLeft === 1 ? 1 : 0)
}

/** What stands against the loan at hand: its offset account, and what of the household account does. */
function offsetsOf(run: Run, i: number): Float64Array {
  const { plan, paths, offsets, householdOffset } = run
  const separate = plan.offset[i]!
  const base = i * paths
  if (plan.usesHousehold[i])
    for (let p = 0; p < paths; p++) offsets[p] = separate + householdOffset[base + p]!
  else for (let p = 0; p < paths; p++) offsets[p] = separate
  return offsets
}

/** Without offset or extra payments the balance is the scheduled one. */
function payOnSchedule(run: Run, i: number, interestTo: Float64Array): number {
  const { debt, cashFlow, paths } = run
  const base = i * paths
  const { rates, shares } = run.kernels
  let total = 0
  for (let p = 0; p < paths; p++) {
    const balance = debt[base + p]!
    const interest = balance * rates[p]!
    const principal = balance * shares[p]!
    debt[base + p] = balance - principal
    interestTo[p]! += interest
    cashFlow[p]! -= interest + principal
    total += interest
  }
  return total
}

/** What offset saves in interest and what is paid extra repays the loan sooner. */
function payBesideSchedule(
  run: Run,
  i: number,
  month: number,
  interestTo: Float64Array,
  offsets: Float64Array,
): number {
  const { plan, debt, scheduled, cashFlow, paths } = run
  const extra = plan.extraPayment[i]! + lumpSumIn(plan, i, month)
  const isLast = paymentsLeftIn(plan, i, month) === 1
  const base = i * paths
  const { rates, shares } = run.kernels
  let total = 0
  for (let p = 0; p < paths; p++) {
    const balance = debt[base + p]!
    const schedule = scheduled[base + p]!
    const rate = rates[p]!
    const share = shares[p]!
    const offset = offsets[p]!
    const interest = balance > offset ? (balance - offset) * rate : 0
    // While interest-only, saved interest is not repayment: only what it would have been is due.
    const due = share > 0 ? schedule * (share + rate) - interest : 0
    const payment = due + extra
    const principal = payment < balance && !isLast ? payment : balance
    scheduled[base + p] = schedule - schedule * share
    debt[base + p] = balance - principal
    interestTo[p]! += interest
    cashFlow[p]! -= interest + principal
    total += interest
  }
  return total
}
