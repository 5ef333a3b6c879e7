/** How the tax of every year comes about, from income to tax, so that it can be followed by hand. */
import { addMonths, type Month } from '#domain/calendar/month.ts'
import type { InstanceKind } from '#domain/instances/types.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { partsOfTax, type YearOfLaw } from '#domain/tax/year-of-law.ts'
import { activeInstances, compilePlan } from '../compile/compile.ts'
import { type CompiledPlan, MARKET_BONDS, taxYearOf } from '../compile/compiled-plan.ts'
import { flowsByTaxYear, readFlows } from '../compile/flows.ts'
import { createRun } from '../engine/run.ts'
import { runBlock } from '../engine/run-block.ts'
import { type HoldingTaxYear, type JournalYear, TaxJournal } from '../engine/tax-journal.ts'
import { entry } from '../entry.ts'
import type { Plan } from '../plan.ts'

export interface TaxedHolding extends HoldingTaxYear {
  readonly id: string
  readonly name: string
  readonly kind: InstanceKind
  readonly isBonds: boolean
}

interface TaxedFlow {
  readonly id: string
  readonly name: string
  readonly amount: number
}

/** What of a tax year is one person's. Amounts in future money, the investor's share. */
export interface PersonsTaxYear extends Omit<JournalYear, 'month' | 'holdings'> {
  readonly person: 'you'
  readonly law: YearOfLaw
  /** What the year had brought before the household's month, as it is stated; `householdEarned` is without it. */
  readonly incomeSoFar: number
  /** Those that have a part in it, in the order of the plan. */
  readonly holdings: readonly TaxedHolding[]
  /** Incomes of the household that are taxed, and expenses that are deducted, below zero; in the order of the plan. */
  readonly flows: readonly TaxedFlow[]
  /** Basic tax, offsets and levy on taxable income without dividends that are taxed apart, and on what is taxed elsewhere alone. */
  readonly onAll: ReturnType<typeof partsOfTax>
  readonly onElsewhere: ReturnType<typeof partsOfTax>
}

interface WorksheetYear {
  /** The tax year's last month. */
  readonly endMonth: Month
  /** The month at whose end its tax is paid: earlier where the horizon ends within the tax year. */
  readonly paidIn: Month
  /** Whether months before those of the plan's amounts are missing in it. */
  readonly isPartial: boolean
  /** The projection year with whose flows the tax stands. */
  readonly year: number
  readonly persons: readonly PersonsTaxYear[]
}

export interface TaxWorksheet {
  readonly years: readonly WorksheetYear[]
  /** How the law taxes gains, as fractions: the part left untaxed after twelve months, and the least part taken of indexed ones. */
  readonly discount: number
  readonly leastGainRate: number
  readonly interestCreditRate: number
  readonly taxesGainsApart: boolean
  /** The month from whose beginning gains are indexed; null where they are not. */
  readonly indexedFrom: Month | null
}

function isEmpty({ assessable, realised, ...amounts }: HoldingTaxYear): boolean {
  return assessable === 0 && realised.length === 0 && Object.values(amounts).every((amount) => amount === 0)
}

/** What incomes and expenses of the household are to each tax year, of twelve months. */
function flowsOf(plan: Plan, { assumptions }: CompiledPlan) {
  return readFlows(activeInstances(plan), plan.startMonth, assumptions).map(({ id, name, flow }) => ({
    id,
    name,
    amounts: flowsByTaxYear([flow], assumptions, assumptions.yearsOfLaw.length).map(
      ({ taxable, elsewhere, deductible }) => taxable + elsewhere - deductible,
    ),
  }))
}

function worksheetYear(
  plan: Plan,
  compiled: CompiledPlan,
  flows: ReturnType<typeof flowsOf>,
  { month, holdings, householdEarned, ...year }: JournalYear,
): WorksheetYear {
  const { assumptions } = compiled
  const number = taxYearOf(assumptions, month)
  const incomeSoFar = number === 0 ? Number(resolveAssumptions(plan.assumptions).income_so_far) : 0
  const law = entry(assumptions.yearsOfLaw, number)
  const active = activeInstances(plan)
  const taxed: TaxedHolding[] = []
  compiled.order.forEach((position, place) => {
    const { id, name, kind } = entry(active, position)
    const holding = entry(holdings, place)
    const isBonds = compiled.market[place] === MARKET_BONDS
    if (!isEmpty(holding)) taxed[position] = { id, name, kind, isBonds, ...holding }
  })
  return {
    endMonth: addMonths(plan.startMonth, assumptions.firstTaxYearEnd + 12 * number),
    paidIn: addMonths(plan.startMonth, month),
    isPartial: number === 0 && assumptions.firstTaxYearEnd - assumptions.householdSince < 11,
    year: Math.floor(month / 12) + 1,
    persons: [
      {
        ...year,
        person: 'you',
        law,
        incomeSoFar,
        householdEarned: householdEarned - incomeSoFar,
        holdings: Object.values(taxed),
        onAll: partsOfTax(law, year.assessment.ordinary, year.assessment.extra),
        onElsewhere: partsOfTax(law, law.incomeElsewhere),
        flows: flows
          .map(({ id, name, amounts }) => ({ id, name, amount: entry(amounts, number) }))
          .filter(({ amount }) => amount !== 0),
      },
    ],
  }
}

/** Projects a plan at the mean of every rate and notes what is taxed. Throws a `PlanError` as `project` does. */
export function taxWorksheet(plan: Plan): TaxWorksheet {
  const journal = new TaxJournal()
  const compiled = compilePlan(plan, { journal })
  const run = createRun(compiled, 1, false)
  run.journal = journal
  runBlock(compiled, 0, 1, false, run)
  const { discount, leastGainRate, interestCreditRate, taxesGainsApart, indexedFrom } = compiled.assumptions
  const end = 12 * compiled.assumptions.years
  const flows = flowsOf(plan, compiled)
  return {
    years: journal.years
      .filter(({ month }) => month >= 0)
      .map((year) => worksheetYear(plan, compiled, flows, year)),
    discount,
    leastGainRate,
    interestCreditRate,
    taxesGainsApart,
    indexedFrom: indexedFrom < end ? addMonths(plan.startMonth, indexedFrom) : null,
  }
}
