/** The one stepping loop: a block of paths through all months, month by month. */
import { type CompiledPlan, endsTaxYear } from '../compile/compiled-plan.ts'
import { enterStretch } from './enter-stretch.ts'
import { handOver } from './ledgers.ts'
import { stepMonth } from './month.ts'
import { type BlockResult, createBlockResult, record, recordTaxYear } from './record.ts'
import { beginBlock, beginYear, createRun, type Run } from './run.ts'
import { beginTaxYear, settle } from './tax-year.ts'

/** The lowest point of the account counts, after the tax of a month in which it is settled. */
function noteDeficit(run: Run): void {
  const { paths, household, deficit } = run
  for (let p = 0; p < paths; p++) if (-household[p]! > deficit[p]!) deficit[p] = -household[p]!
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
  run.plan = plan
  beginBlock(run, firstPath)
  const months = 12 * plan.assumptions.years
  const result = createBlockResult(run, plan.assumptions.years)
  record(run, result, 0)
  for (let month = 0; month < months; month++) {
    enterStretch(run, month)
    stepMonth(run, month)
    if (endsTaxYear(plan.assumptions, month) || month === months - 1) {
      settle(run, month)
      recordTaxYear(run, result, month)
      beginTaxYear(run)
    }
    noteDeficit(run)
    if (month % 12 === 11) {
      record(run, result, (month + 1) / 12)
      handOver(run)
      beginYear(run)
    }
  }
  return result
}
