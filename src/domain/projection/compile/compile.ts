/** Compiles a plan: defaults filled in, invariants asserted, amounts carried forward to the first month. */
import { addMonths, type Month, monthIndex } from '#domain/calendar/month.ts'
import { countedValues } from '#domain/instances/counted.ts'
import { type Assumptions, resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { carriedKeys } from '#domain/tax/carried-assumptions.ts'
import { firstRule } from '#domain/tax/law/in-force.ts'
import { taxYearEndMonth } from '#domain/tax/tax-year.ts'
import {
  type FlowsOfYear,
  hasOwnDividends,
  hasOwnGains,
  LawError,
  rulesFor,
  yearsOfLaw,
} from '#domain/tax/year-of-law.ts'
import { pow } from '../numbers/log.ts'
import { streamKey } from '../numbers/stream-key.ts'
import { type Plan, PlanError, type PlanInstance } from '../plan.ts'
import {
  allocatePlan,
  type CompiledAssumptions,
  type CompiledCalendar,
  type CompiledPlan,
  isHeldAt,
  KIND_PORTFOLIO,
  KIND_PROPERTY,
  MARKET_BONDS,
  NEVER,
  taxYearOf,
} from './compiled-plan.ts'
import { flowsByTaxYear, readFlows } from './flows.ts'
import { compileHolding, type HoldingContext } from './holding.ts'
import { compileFactors, compileRates } from './market.ts'
import { needsRollForward, type Observers, rollForward } from './roll-forward.ts'
import { Values } from './values.ts'

/** When the household account was what it is said to be, and when its tax years end. */
function compileCalendar(startMonth: Month, values: Values, assumptions: Assumptions): CompiledCalendar {
  const householdSince = Math.min(0, values.month('household_as_of_month') ?? 0)
  const monthOfYear = (monthIndex(startMonth) + householdSince) % 12
  const monthsUntilTaxYearEnd = (taxYearEndMonth(assumptions) + 11 - monthOfYear) % 12
  return { householdSince, firstTaxYearEnd: householdSince + monthsUntilTaxYearEnd }
}

function compileLaw(
  { startMonth }: Plan,
  values: Values,
  assumptions: Assumptions,
  taxYears: { readonly firstMonth: Month; readonly count: number },
  inflationGrowth: number,
  flows: readonly FlowsOfYear[],
) {
  values.amount('other_income')
  values.amount('gains_allowance')
  values.amount('dividend_allowance')
  try {
    return yearsOfLaw(assumptions, taxYears.firstMonth, taxYears.count, inflationGrowth, startMonth, flows)
  } catch (error) {
    if (!(error instanceof LawError)) throw error
    return values.fail(error.field, error.message)
  }
}

/** Where rules begin that change how gains and losses are taxed; NEVER where there are none. */
function compileChanges(
  { startMonth }: Plan,
  values: Values,
  assumptions: Assumptions,
  inflationGrowth: number,
  years: number,
) {
  const rules = rulesFor(assumptions, startMonth)
  const monthOf = (month: Month | undefined) =>
    month === undefined ? NEVER : monthIndex(month) - monthIndex(startMonth)
  const interestCreditRate =
    assumptions.tax_system === 'custom' ? values.fraction('interest_credit_rate', 0, 100) : 0
  const gains = firstRule(rules, 'indexed_gains')
  const losses = firstRule(rules, 'rental_losses')
  const indexedFrom = monthOf(gains?.from)
  // Falling prices lower no cost base.
  const priceGrowth = pow(Math.max(1, inflationGrowth), 1 / 12)
  return {
    indexedFrom,
    leastGainRate: (gains?.leastRate ?? 0) / 100,
    priceGrowth,
    priceIndex: Float64Array.from({ length: 12 * years + 1 }, (_, month) =>
      month > indexedFrom ? pow(priceGrowth, month - indexedFrom) : 1,
    ),
    // What is credited needs the profit of let dwellings apart, from the beginning.
    rentalLossesFrom: interestCreditRate > 0 ? -NEVER : monthOf(losses?.from),
    contractedFrom: monthOf(losses?.contractedFrom),
    ownershipCostsFrom: monthOf(firstRule(rules, 'ownership_costs')?.from),
    companyRate: (firstRule(rules, 'franking')?.companyRate ?? 0) / 100,
    taxesGainsApart: hasOwnGains(assumptions),
    taxesDividendsApart: hasOwnDividends(assumptions),
    interestCreditRate,
  }
}

function compileAssumptions(plan: Plan, values: Values): CompiledAssumptions {
  const assumptions = resolveAssumptions(plan.assumptions)
  const inflationGrowth = 1 + values.fraction('inflation_rate', -99)
  const years = Math.round(values.number('horizon_years', 1, 200))
  const calendar = compileCalendar(plan.startMonth, values, assumptions)
  const taxYears = {
    firstMonth: addMonths(plan.startMonth, calendar.firstTaxYearEnd - 11),
    count: 1 + taxYearOf(calendar, 12 * years - 1),
  }
  const ordered = activeInstances(plan).toSorted(compareInstances)
  const flows = readFlows(ordered, plan.startMonth, { ...calendar, inflationGrowth })
  const flowsOfYears = flowsByTaxYear(
    flows.map(({ flow }) => flow),
    calendar,
    taxYears.count,
  )
  return {
    years,
    ...calendar,
    surplusRate: values.fraction('household_cash_rate', -100) / 12,
    deficitRate: values.fraction('household_deficit_rate', 0) / 12,
    inflationGrowth,
    yearsOfLaw: compileLaw(plan, values, assumptions, taxYears, inflationGrowth, flowsOfYears),
    ...compileChanges(plan, values, assumptions, inflationGrowth, years),
    discount: hasOwnGains(assumptions) ? 0 : values.fraction('capital_gains_discount', 0, 100),
    carriesLossesForward: values.text('loss_treatment') === 'carry_forward',
    ...compileRates(values),
    factors: compileFactors(values),
    seed: values.number('seed', 0, 4_294_967_295) | 0,
    rentFreeUntil: plan.rentFreeMonths ?? 0,
  }
}

/** What is known of the household account in its month, and of the tax year that is open then. */
function compileOpening(values: Values): Parameters<typeof allocatePlan>[2] {
  return {
    household: values.number('household_cash'),
    surplus: values.number('household_monthly_surplus'),
    householdEarned: values.number('income_so_far'),
    carriedLoss: values.amount(carriedKeys.carriedLoss),
    carriedCapitalLoss: values.amount(carriedKeys.carriedCapitalLoss),
    // Other laws know of none that wait, and ask for none.
    carriedRentalLoss:
      values.text('tax_system') === 'au_resident' ? values.amount(carriedKeys.carriedRentalLoss) : 0,
    carriedInterest: values.amount(carriedKeys.carriedInterest),
  }
}

/** One order for any order given, so that sums come out the same to the bit. */
function compareInstances(a: PlanInstance, b: PlanInstance): number {
  if (a.lineageId !== b.lineageId) return a.lineageId < b.lineageId ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** The instances that take part, in the order given. Throws a `PlanError` when two have the same id. */
export function activeInstances(plan: Plan): readonly PlanInstance[] {
  const seen = new Set<string>()
  for (const instance of plan.instances) {
    if (seen.has(instance.id)) throw new PlanError(instance.id, 'id', 'is used by two instances.')
    seen.add(instance.id)
  }
  return plan.instances.filter((instance) => instance.status === 'active')
}

/** Compiles a plan, showing the past to `observers`. Throws a `PlanError` that names the instance and the field where an invariant does not hold. */
export function compilePlan(plan: Plan, observers?: Observers): CompiledPlan {
  const startIndex = monthIndex(plan.startMonth)
  const general = new Values(resolveAssumptions(plan.assumptions), null, startIndex)
  const assumptions = compileAssumptions(plan, general)
  const active = activeInstances(plan)
  const order = active.map((_, position) => position)
  order.sort((a, b) => compareInstances(active[a]!, active[b]!))
  const holdings = order.map((position, place) => {
    const { id, kind, params, lineageId } = active[position]!
    // In this order those of one lineage stand together: the first has its stream, any other one of its own.
    const isFirst = place === 0 || active[order[place - 1]!]!.lineageId !== lineageId
    return {
      kind,
      values: new Values(countedValues(kind, params), id, startIndex),
      key: streamKey(isFirst ? lineageId : `${lineageId} ${id}`),
    }
  })

  const compileAll = (
    growthShift: number,
    loanRateShift: number,
    shortfallRateRise: number,
  ): CompiledPlan => {
    const deficitRate = assumptions.deficitRate + shortfallRateRise / 1200
    const compiled = allocatePlan(active.length, { ...assumptions, deficitRate }, compileOpening(general))
    const context: HoldingContext = {
      growthShift,
      loanRateShift,
      law: assumptions,
      withinProperty: general.number('correlation_within_property', 0, 1),
      withinShares: general.number('correlation_within_shares', 0, 1),
      withinBonds: general.number('correlation_within_bonds', 0, 1),
    }
    for (let i = 0; i < holdings.length; i++) {
      const { kind, values, key } = holdings[i]!
      compileHolding(compiled, i, kind, values, context)
      compiled.key1[i] = key[0]
      compiled.key2[i] = key[1]
      compiled.key3[i] = key[2]
      compiled.order[i] = order[i]!
    }
    compiled.hasBonds = compiled.market.includes(MARKET_BONDS)
    return compiled
  }

  const compiled = compileAll(
    general.fraction('growth_shift'),
    general.fraction('loan_rate_shift'),
    plan.shortfallRateRise ?? 0,
  )
  if (needsRollForward(compiled)) rollForward(compileAll(0, 0, 0), compiled, observers)
  if (plan.openingFall) lowerPrices(compiled, 1 - plan.openingFall)
  return compiled
}

/** Cost bases stay what they were, so that the fall is a loss for tax too. */
function lowerPrices(plan: CompiledPlan, left: number): void {
  for (let i = 0; i < plan.count; i++)
    if (isHeldAt(plan, i, 0) && (plan.kind[i] === KIND_PROPERTY || plan.kind[i] === KIND_PORTFOLIO))
      plan.openingValue[i]! *= left
}
