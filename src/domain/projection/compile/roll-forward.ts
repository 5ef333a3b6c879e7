/** Carries amounts that were true in an earlier month forward to the first month of the projection. */
import { offsetLoans } from '../engine/household-offset.ts'
import { handOver, seenSoFar } from '../engine/ledgers.ts'
import { splitAtBeginning } from '../engine/realise.ts'
import { beginYear, createRun, openAccount, type Run, takeOn } from '../engine/run.ts'
import { passMonth } from '../engine/run-block.ts'
import { stepInstance } from '../engine/step.ts'
import type { TaxJournal } from '../engine/tax-journal.ts'
import { isRefinancedIn, refinance } from '../engine/trade.ts'
import type { NumberField } from './compiled-fields.ts'
import { type CompiledPlan, isHeldAt, isHeldIn } from './compiled-plan.ts'

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
  /** Is told what of the household account stood against loans. */
  readonly seeOffset?: Run['seeOffset']
  /** Says the same, where the plan is not the whole household. */
  readonly knownOffsets?: Run['knownOffsets']
}

export function needsRollForward(plan: CompiledPlan): boolean {
  return plan.assumptions.householdSince < 0 || plan.statedAt.some((month) => month < 0)
}

/** Steps the holdings through months of which their amounts are known, up to `until`. */
function stepAlone(run: Run, from: number, until: number): void {
  const { plan } = run
  const known = (i: number, month: number) => plan.statedAt[i]! <= month
  for (let month = from; month < until; month++) {
    for (let i = 0; i < plan.count; i++) {
      if (plan.statedAt[i] === month) takeOn(run, i)
      if (!known(i, month)) continue
      splitAtBeginning(run, i, month)
      if (isRefinancedIn(plan, i, month)) refinance(run, i)
    }
    if (plan.offsetting.length > 0) offsetLoans(run, month)
    for (let i = 0; i < plan.count; i++) if (known(i, month)) stepInstance(run, i, month)
  }
}

/**
 * Before the household's month each holding is stepped alone, from its own month on: what it earned and cost is in the
 * account already, which is taken to have held all the time what it holds in its month. Its tax is not, as far as it belongs to the
 * tax year that was open then.
 */
function stepToHousehold(run: Run, journal: TaxJournal | null): void {
  const { householdSince, firstTaxYearEnd } = run.plan.assumptions
  const taxYear = firstTaxYearEnd - 11
  const first = run.plan.statedAt.reduce((earliest, month) => Math.min(earliest, month), taxYear)
  run.household.fill(run.plan.opening.household)
  stepAlone(run, first, taxYear)
  beginYear(run)
  openAccount(run)
  run.journal = journal
  stepAlone(run, taxYear, householdSince)
  for (let i = 0; i < run.plan.count; i++)
    if (run.plan.statedAt[i]! >= householdSince && isHeldIn(run.plan, i, householdSince)) takeOn(run, i)
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
      if (plan.statedAt[i] === month && isHeldIn(plan, i, month)) takeOn(run, i)
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
  { watch, journal, seeOffset = null, knownOffsets = null }: Observers = {},
): void {
  const run = createRun(past, 1, false)
  Object.assign(run, { seeOffset, knownOffsets })
  const { householdSince } = past.assumptions
  stepToHousehold(run, journal ?? null)
  stepTogether(run, householdSince, watch)
  for (let i = 0; i < past.count; i++)
    if (past.statedAt[i]! < 0 && isHeldAt(past, i, 0))
      for (const [field, state] of carried) plan[field][i] = state(run)[i]!
  plan.openingAssessable.set(run.taxedSums.assessable)
  plan.openingGains.set(run.taxedSums.gains)
  plan.openingCredits.set(run.taxedSums.credits)
  plan.opening.household = run.household[0]!
  Object.assign(plan.opening, seenSoFar(run))
}
