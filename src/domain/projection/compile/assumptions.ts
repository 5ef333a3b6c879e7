/** Compiles what holds for all instances together: the calendar, the law of each tax year, rates and prices. */
import { addMonths, type Month, monthIndex } from '#domain/calendar/month.ts'
import { type Assumptions, resolveAssumptions } from '#domain/scenarios/assumptions.ts'
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
import type { Plan } from '../plan.ts'
import { type CompiledAssumptions, type CompiledCalendar, NEVER, taxYearOf } from './compiled-plan.ts'
import { flowsByTaxYear, flowsOf, flowsOfPerson } from './flows.ts'
import { compileFactors, compileRates } from './market.ts'
import { taxpayersOf } from './owners.ts'
import { type Course, indexAlong, ofFlows, pricesOfTaxYears } from './stretches.ts'
import type { Values } from './values.ts'
import { compileFundTax } from './wrapper.ts'

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
  priceGrowth: (year: number) => number,
  flows: readonly FlowsOfYear[],
) {
  values.amount('gains_allowance')
  values.amount('dividend_allowance')
  try {
    return yearsOfLaw(assumptions, taxYears.firstMonth, taxYears.count, priceGrowth, startMonth, flows)
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
  prices: Float64Array | null,
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
    priceIndex: prices
      ? indexAlong(prices, indexedFrom, priceGrowth)
      : Float64Array.from({ length: 12 * years + 1 }, (_, month) =>
          month > indexedFrom ? pow(priceGrowth, month - indexedFrom) : 1,
        ),
    // What is credited needs the profit of let dwellings apart, from the beginning.
    rentalLossesFrom: interestCreditRate > 0 ? -NEVER : monthOf(losses?.from),
    contractedFrom: monthOf(losses?.contractedFrom),
    ownershipCostsFrom: monthOf(firstRule(rules, 'ownership_costs')?.from),
    companyRate: (firstRule(rules, 'franking')?.companyRate ?? 0) / 100,
    fundTax: compileFundTax(assumptions, startMonth),
    taxesGainsApart: hasOwnGains(assumptions),
    taxesDividendsApart: hasOwnDividends(assumptions),
    interestCreditRate,
  }
}

export function compileAssumptions(plan: Plan, values: Values, course: Course | null): CompiledAssumptions {
  const assumptions = resolveAssumptions(plan.assumptions)
  const inflationGrowth = course?.inflationGrowth ?? 1 + values.fraction('inflation_rate', -99)
  const prices = course?.prices ?? null
  const years = Math.round(values.number('horizon_years', 1, 200))
  const calendar = compileCalendar(plan.startMonth, values, assumptions)
  const taxYears = {
    firstMonth: addMonths(plan.startMonth, calendar.firstTaxYearEnd - 11),
    count: 1 + taxYearOf(calendar, 12 * years - 1),
  }
  const flows = course?.flows ?? flowsOf(plan, { ...calendar, inflationGrowth })
  const taxpayers = taxpayersOf(values)
  const priceGrowth = course ? pricesOfTaxYears(course, calendar) : () => inflationGrowth
  const lawsOf = (person: number) => {
    const own = flowsOfPerson(flows, person, taxpayers)
    const ofPerson = flowsByTaxYear(own, calendar, taxYears.count, course ? ofFlows(course) : undefined)
    return compileLaw(plan, values, assumptions, taxYears, priceGrowth, ofPerson)
  }
  return {
    years,
    ...calendar,
    creditRate: values.fraction('household_cash_rate', -100) / 12,
    deficitRate: values.fraction('household_deficit_rate', 0) / 12,
    inflationGrowth,
    laws: Array.from({ length: taxpayers }, (_, person) => lawsOf(person)),
    ...compileChanges(plan, values, assumptions, inflationGrowth, prices, years),
    discount: hasOwnGains(assumptions) ? 0 : values.fraction('capital_gains_discount', 0, 100),
    carriesLossesForward: values.text('loss_treatment') === 'carry_forward',
    ...compileRates(values),
    factors: compileFactors(values),
    seed: values.number('seed', 0, 4_294_967_295) | 0,
    prices,
  }
}
