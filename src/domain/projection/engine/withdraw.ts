/** Withdrawals, and the gains that they and sales realise. */
import { noteGain } from '#domain/tax/settle-year.ts'
import { KIND_PORTFOLIO } from '../compile/compiled-plan.ts'
import type { Run } from './run.ts'

/** A regular withdrawal into the household account: never more than there is. */
export function withdraw(run: Run, i: number, month: number): void {
  const { plan, paths, value, costBase, withdrawals, cashFlow } = run
  const wanted = run.withdrawal[i]!
  if (wanted === 0 || month < plan.firstWithdrawal[i]!) return
  const base = i * paths
  const realises = plan.kind[i] === KIND_PORTFOLIO
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
      const cost = costBase[base + p]! * (taken / worth)
      costBase[base + p]! -= cost
      realise(run, i, p, month, taken - cost)
    }
  }
  run.sums.withdrawals[i]! += total
}

/** Notes a gain or loss of instance `i` on a path. */
export function realise(run: Run, i: number, p: number, month: number, gain: number): void {
  const monthsHeld = month + 1 - run.plan.acquired[i]!
  run.taxedSums.gains[i]! += noteGain(run.taxYear, run.plan.assumptions, p, monthsHeld, gain)
}
