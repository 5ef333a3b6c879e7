/** The one stepping loop: a block of paths through all months, month by month. */
import { settleYear } from '#domain/tax/settle-year.ts'
import type { CompiledPlan } from '../compile/compiled-plan.ts'
import { drawFactors, moveRates } from './market.ts'
import { type BlockResult, createBlockResult, record } from './record.ts'
import { beginBlock, beginYear, createRun, type Run } from './run.ts'
import { stepInstance } from './step.ts'
import { isBoughtIn, purchase } from './trade.ts'

/** Interest on the household account, on what it holds after the month's purchases. */
function householdInterest(run: Run, outlay: number): void {
  const { paths, household, rateShift, cashFlow, householdEarned, householdCharged } = run
  const { surplusRate, deficitRate } = run.plan.assumptions
  const surplusFloor = surplusRate < 0 ? surplusRate : 0
  for (let p = 0; p < paths; p++) {
    const balance = household[p]! - outlay
    const rate = (balance >= 0 ? surplusRate : deficitRate) + rateShift[p]!
    const floor = balance >= 0 ? surplusFloor : 0
    const interest = balance * (rate > floor ? rate : floor)
    household[p] = balance
    cashFlow[p] = interest
    if (balance >= 0) householdEarned[p]! += interest
    else householdCharged[p]! -= interest
  }
}

function closeMonth(run: Run): void {
  const { paths, household, cashFlow, monthFlow } = run
  for (let p = 0; p < paths; p++) household[p]! += cashFlow[p]! + monthFlow
}

/** The lowest point of the account counts, after the year's tax where the year has ended. */
function noteDeficit(run: Run): void {
  const { paths, household, deficit } = run
  for (let p = 0; p < paths; p++) if (-household[p]! > deficit[p]!) deficit[p] = -household[p]!
}

function stepMonth(run: Run, month: number, surplus: number): void {
  const { plan } = run
  if (run.isStochastic) drawFactors(run, month)
  let outlay = 0
  for (let i = 0; i < plan.count; i++) if (isBoughtIn(plan, i, month)) outlay += purchase(run, i)
  householdInterest(run, outlay)
  run.common.surplus += surplus
  run.monthFlow = surplus
  for (let i = 0; i < plan.count; i++) stepInstance(run, i, month)
  closeMonth(run)
  if (run.isStochastic) moveRates(run)
}

/**
 * Runs `paths` paths from `firstPath` (a multiple of four) on. `isStochastic` false is the deterministic
 * projection: one path that grows by the means. The result depends on the plan, the seed and the paths alone.
 */
export function runBlock(
  plan: CompiledPlan,
  firstPath: number,
  paths: number,
  isStochastic: boolean,
  reused?: Run,
): BlockResult {
  const run = reused ?? createRun(plan, paths, isStochastic)
  beginBlock(run, firstPath)
  const { years } = plan.assumptions
  const result = createBlockResult(run, years)
  record(run, result, 0)
  let surplus = plan.assumptions.surplus
  for (let year = 0; year < years; year++) {
    beginYear(run)
    for (let month = year * 12; month < year * 12 + 12; month++) {
      stepMonth(run, month, surplus)
      if (month < year * 12 + 11) noteDeficit(run)
    }
    settleYear(run, plan.assumptions, year)
    noteDeficit(run)
    record(run, result, year + 1)
    surplus *= plan.assumptions.inflationGrowth
  }
  return result
}
