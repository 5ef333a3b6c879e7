/** The one stepping loop: a block of paths through all months, month by month. */
import { type CompiledPlan, endsTaxYear } from '../compile/compiled-plan.ts'
import { enterStretch } from './enter-stretch.ts'
import { handOver } from './ledgers.ts'
import { stepMonth } from './month.ts'
import { type BlockResult, createBlockResult, record, recordTaxYear } from './record.ts'
import { beginBlock, beginYear, createRun, type Run } from './run.ts'
import { coverShortfall, noteDeficit } from './shortfall.ts'
import { beginTaxYear, settle } from './tax-year.ts'

/**
 * Passes a month with all that ends with it. `settled` is called for a tax year that ends before the next one begins; the
 * last month of the projection ends one as well. What covers a shortfall then belongs to the next.
 */
export function passMonth(run: Run, month: number, isLast: boolean, settled?: () => void): void {
  stepMonth(run, month)
  if (endsTaxYear(run.plan.assumptions, month) || isLast) {
    settle(run, month)
    settled?.()
    beginTaxYear(run)
  }
  if (run.plan.covers.length > 0) coverShortfall(run, month)
}

/**
 * Runs `paths` paths from `firstPath` (a multiple of four) on. `isStochastic` false is the deterministic
 * projection: one path that grows by the means. The result depends on the plan, the seed and the paths alone. `begins` is
 * told of each month before it passes.
 */
export function runBlock(
  plan: CompiledPlan,
  firstPath: number,
  paths: number,
  isStochastic: boolean,
  reused?: Run,
  begins?: (month: number) => void,
): BlockResult {
  const run = reused ?? createRun(plan, paths, isStochastic)
  run.plan = plan
  beginBlock(run, firstPath)
  const months = 12 * plan.assumptions.years
  const result = createBlockResult(run, plan.assumptions.years)
  record(run, result, 0)
  for (let month = 0; month < months; month++) {
    enterStretch(run, month)
    begins?.(month)
    passMonth(run, month, month === months - 1, () => recordTaxYear(run, result, month))
    noteDeficit(run, month)
    if (month % 12 === 11) {
      record(run, result, (month + 1) / 12)
      handOver(run)
      beginYear(run)
    }
  }
  result.firstDeficit.set(run.firstDeficit)
  return result
}
