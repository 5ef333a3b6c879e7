/** Carries amounts that were true in an earlier month forward to the first month of the projection. */
import { handOver, seenSoFar } from '../engine/ledgers.ts'
import { beginYear, createRun, openAccount, type Run, takeOn } from '../engine/run.ts'
import { passMonth } from '../engine/run-block.ts'
import { stepInstance } from '../engine/step.ts'
import type { TaxJournal } from '../engine/tax-journal.ts'
import { isRefinancedIn, refinance } from '../engine/trade.ts'
import { type CompiledPlan, isHeldAt, NEVER, type NumberField } from './compiled-plan.ts'

/** What the months before the projection change, and where a run keeps it. */
const carried: readonly (readonly [NumberField, (run: Run) => Float64Array])[] = [
  ['openingValue', (run) => run.value],
  ['openingDebt', (run) => run.debt],
  ['openingScheduled', (run) => run.scheduled],
  ['openingCostBase', (run) => run.costBase],
  ['openingRealCost', (run) => run.realCost],
  ['openingDeferred', (run) => run.deferred],
  ['openingOwnershipCosts', (run) => run.ownershipCosts],
  ['openingRent', (run) => run.rent],
  ['openingExpense', (run) => run.expense],
  ['openingContribution', (run) => run.contribution],
  ['openingWithdrawal', (run) => run.withdrawal],
  ['openingBuilding', (run) => run.building],
  ['openingPlant', (run) => run.plant],
  ['openingPlantMonthly', (run) => run.plantMonthly],
  ['openingClaimed', (run) => run.claimed],
]

/** Is shown the months from the household's on, as they pass. */
export interface PastWatch {
  begins(run: Run, month: number): void
  ends(run: Run, month: number): void
}

/** Who is shown what passes before the projection begins. */
export interface Observers {
  readonly watch?: PastWatch
  readonly journal?: TaxJournal
}

export function needsRollForward(plan: CompiledPlan): boolean {
  return plan.assumptions.householdSince < 0 || plan.statedAt.some((month) => month < 0)
}

function stepAlone(run: Run, i: number, from: number, until: number): void {
  for (let month = Math.max(from, run.plan.statedAt[i]!); month < until; month++) {
    if (isRefinancedIn(run.plan, i, month)) refinance(run, i)
    stepInstance(run, i, month)
  }
}

/**
 * Before the household's month each holding is stepped alone, from its own month on: what it earned and cost is in the
 * account already. Its tax is not, as far as it belongs to the tax year that was open then.
 */
function stepToHousehold(run: Run, journal: TaxJournal | null): void {
  const { householdSince, firstTaxYearEnd } = run.plan.assumptions
  const taxYear = firstTaxYearEnd - 11
  for (let i = 0; i < run.plan.count; i++) stepAlone(run, i, -NEVER, taxYear)
  beginYear(run)
  openAccount(run)
  run.journal = journal
  for (let i = 0; i < run.plan.count; i++) stepAlone(run, i, taxYear, householdSince)
  handOver(run)
  beginYear(run)
}

/**
 * From the household's month on everything happens as in a projection: with purchases, sales, the account and its tax
 * years. A holding whose amounts are of a later month has had the same ones until then.
 */
function stepTogether(run: Run, from: number, watch: PastWatch | undefined): void {
  const { plan } = run
  for (let month = from; month < 0; month++) {
    for (let i = 0; i < plan.count; i++)
      if (plan.statedAt[i] === month && plan.first[i]! < month && plan.last[i]! >= month) takeOn(run, i)
    watch?.begins(run, month)
    passMonth(run, month, false)
    watch?.ends(run, month)
  }
  handOver(run)
}

/**
 * Runs `past` (compiled without shifts: those concern the future) from the months of its amounts to the first of the
 * projection, at the mean of every rate, and writes where it arrives into `plan`.
 */
export function rollForward(
  past: CompiledPlan,
  plan: CompiledPlan,
  { watch, journal }: Observers = {},
): void {
  const run = createRun(past, 1, false)
  const { householdSince } = past.assumptions
  for (let i = 0; i < past.count; i++) if (past.first[i]! < householdSince) takeOn(run, i)
  stepToHousehold(run, journal ?? null)
  stepTogether(run, householdSince, watch)
  for (let i = 0; i < past.count; i++)
    if (past.statedAt[i]! < 0 && isHeldAt(past, i, 0))
      for (const [field, state] of carried) plan[field][i] = state(run)[i]!
  plan.openingAssessable.set(run.taxedSums.assessable)
  plan.openingGains.set(run.taxedSums.gains)
  plan.openingCredits.set(run.taxedSums.credits)
  plan.opening.household = run.household[0]!
  plan.opening.surplus = run.surplus
  Object.assign(plan.opening, seenSoFar(run))
}
