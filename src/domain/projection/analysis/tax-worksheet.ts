/** How the tax of every year comes about, from income to tax, so that it can be followed by hand. */
import { addMonths, type Month } from '#domain/calendar/month.ts'
import type { InstanceKind } from '#domain/instances/types.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { carriedKeys } from '#domain/tax/carried-assumptions.ts'
import { partsOfTax, type YearOfLaw } from '#domain/tax/year-of-law.ts'
import { compilePlan } from '../compile/compile.ts'
import { type CompiledPlan, MARKET_BONDS, taxYearOf } from '../compile/compiled-plan.ts'
import { flowsByTaxYear, flowsOfPerson, readFlows } from '../compile/flows.ts'
import { partOfInstance } from '../compile/owners.ts'
import { activeInstances } from '../compile/place.ts'
import { createRun } from '../engine/run.ts'
import { runBlock } from '../engine/run-block.ts'
import { type HoldingTaxYear, type JournalYear, type SettledTax, TaxJournal } from '../engine/tax-journal.ts'
import { entry } from '../entry.ts'
import type { Plan } from '../plan.ts'

export interface TaxedHolding extends HoldingTaxYear {
  readonly id: string
  readonly name: string
  readonly kind: InstanceKind
  readonly isBonds: boolean
  /** The person's part of it, a fraction: all amounts are of this part. */
  readonly part: number
}

interface TaxedFlow {
  readonly id: string
  readonly name: string
  readonly amount: number
}

/** What of a tax year is one person's. Amounts in future money, the investor's share. */
export interface PersonsTaxYear extends SettledTax {
  /** One alone, or one of two. */
  readonly person: 'you' | 'first' | 'second'
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

/** What incomes and expenses of the household are to a person in each tax year, of twelve months. */
function flowsOf(plan: Plan, { assumptions }: CompiledPlan, person: number) {
  const { laws } = assumptions
  return readFlows(activeInstances(plan), plan.startMonth, assumptions).map(({ id, name, flow }) => ({
    id,
    name,
    amounts: flowsByTaxYear(
      flowsOfPerson([flow], person, laws.length),
      assumptions,
      entry(laws, person).length,
    ).map(({ taxable, elsewhere, deductible }) => taxable + elsewhere - deductible),
  }))
}

/** A part of what a holding adds to a tax year. */
function partOfHolding({ realised, ...amounts }: HoldingTaxYear, part: number): HoldingTaxYear {
  const times = <Of extends object>(of: Of): Of =>
    Object.fromEntries(
      Object.entries(of).map(([key, value]) => [key, typeof value === 'number' ? value * part : value]),
    ) as Of
  return { ...times(amounts), realised: realised.map((sale) => ({ ...times(sale), month: sale.month })) }
}

function worksheetYear(
  plan: Plan,
  compiled: CompiledPlan,
  flows: readonly ReturnType<typeof flowsOf>[],
  { month, holdings, people }: JournalYear,
): WorksheetYear {
  const { assumptions, owners } = compiled
  const number = taxYearOf(assumptions, month)
  const stated = resolveAssumptions(plan.assumptions)
  const active = activeInstances(plan)
  const holdingsOf = (person: number) => {
    const taxed: TaxedHolding[] = []
    compiled.order.forEach((position, place) => {
      const { id, name, kind } = entry(active, position)
      const part = partOfInstance(owners, person, place)
      const holding = partOfHolding(entry(holdings, place), part)
      const isBonds = compiled.market[place] === MARKET_BONDS
      if (!isEmpty(holding)) taxed[position] = { id, name, kind, isBonds, part, ...holding }
    })
    return Object.values(taxed)
  }
  const personsYear = ({ householdEarned, ...year }: SettledTax, person: number): PersonsTaxYear => {
    const incomeSoFar = number === 0 ? Number(stated[carriedKeys(person).incomeSoFar]) : 0
    const law = entry(entry(assumptions.laws, person), number)
    return {
      ...year,
      person: people.length === 1 ? 'you' : person === 0 ? 'first' : 'second',
      law,
      incomeSoFar,
      householdEarned: householdEarned - incomeSoFar,
      holdings: holdingsOf(person),
      onAll: partsOfTax(law, year.assessment.ordinary, year.assessment.extra),
      onElsewhere: partsOfTax(law, law.incomeElsewhere),
      flows: entry(flows, person)
        .map(({ id, name, amounts }) => ({ id, name, amount: entry(amounts, number) }))
        .filter(({ amount }) => amount !== 0),
    }
  }
  return {
    endMonth: addMonths(plan.startMonth, assumptions.firstTaxYearEnd + 12 * number),
    paidIn: addMonths(plan.startMonth, month),
    isPartial: number === 0 && assumptions.firstTaxYearEnd - assumptions.householdSince < 11,
    year: Math.floor(month / 12) + 1,
    persons: people.map(personsYear),
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
  const flows = compiled.assumptions.laws.map((_, person) => flowsOf(plan, compiled, person))
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
