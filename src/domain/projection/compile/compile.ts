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
import { entry } from '../entry.ts'
import { pow } from '../numbers/log.ts'
import { streamKey } from '../numbers/stream-key.ts'
import { type Plan, PlanError, type PlanInstance } from '../plan.ts'
import {
  allocatePlan,
  type CompiledAssumptions,
  type CompiledCalendar,
  type CompiledPlan,
  MARKET_BONDS,
  NEVER,
  taxYearOf,
} from './compiled-plan.ts'
import { coversOf } from './covers.ts'
import { withExtraFlows } from './extra-flows.ts'
import { type Flow, flowsByTaxYear, flowsOfPerson, readFlows } from './flows.ts'
import { compileHolding, type HoldingContext } from './holding.ts'
import { compileFactors, compileRates } from './market.ts'
import { ledgerOfPerson, type Owners, ownersOf, taxpayersOf } from './owners.ts'
import { needsRollForward, type Observers, rollForward } from './roll-forward.ts'
import { secureLoans } from './secured-loans.ts'
import {
  type Course,
  courseOf,
  indexAlong,
  joinStretches,
  ofFlows,
  piecesOf,
  pricesOfTaxYears,
  scaleAmounts,
  withholdTheRest,
} from './stretches.ts'
import { Values } from './values.ts'
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

/** Incomes and expenses, in the order of all instances. */
function flowsOf(plan: Plan, context: Parameters<typeof readFlows>[2]): readonly Flow[] {
  const ordered = activeInstances(plan).toSorted(compareInstances)
  return readFlows(ordered, plan.startMonth, context).map(({ flow }) => flow)
}

function compileAssumptions(plan: Plan, values: Values, course: Course | null): CompiledAssumptions {
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

/** What a person brings into the tax year that is open in the household's month. */
function compileCarried(values: Values, person: number): CompiledPlan['opening']['carried'][number] {
  const keys = carriedKeys(person)
  return {
    carriedLoss: values.amount(keys.carriedLoss),
    carriedCapitalLoss: values.amount(keys.carriedCapitalLoss),
    // Other laws know of none that wait, and ask for none.
    carriedRentalLoss:
      values.text('tax_system') === 'au_resident' ? values.amount(keys.carriedRentalLoss) : 0,
    carriedInterest: values.amount(keys.carriedInterest),
  }
}

/** Arrays for a plan, with what is known of the household account in its month, and of the tax year that is open then. */
function openPlan(count: number, values: Values, assumptions: CompiledAssumptions, owners: Owners) {
  const people = Array.from({ length: owners.taxpayers }, (_, person) => person)
  const compiled = allocatePlan(count, assumptions, owners, {
    household: values.number('household_cash'),
    carried: people.map((person) => compileCarried(values, person)),
  })
  for (const person of people)
    entry(compiled.opening.ledgers, ledgerOfPerson(owners, person)).householdEarned = values.number(
      carriedKeys(person).incomeSoFar,
    )
  return compiled
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

interface Placed {
  readonly instance: PlanInstance
  /** Among the active instances, as they were given. */
  readonly position: number
  readonly key: ReturnType<typeof streamKey>
}

/** What is secured on a property comes before it: its interest of a month is known when the property is sold. */
function securedFirst(placed: readonly Placed[]): readonly Placed[] {
  const isSecured = ({ instance: { kind, params } }: Placed) =>
    kind === 'loan' && params.secured_on !== undefined
  if (!placed.some(isSecured)) return placed
  return [...placed.filter(isSecured), ...placed.filter((one) => !isSecured(one))]
}

function placeInstances(plan: Plan): readonly Placed[] {
  const active = activeInstances(plan)
  const order = active.map((_, position) => position)
  order.sort((a, b) => compareInstances(active[a]!, active[b]!))
  const placed = order.map((position, place) => {
    const instance = active[position]!
    const { id, lineageId } = instance
    // In this order those of one lineage stand together: the first has its stream, any other one of its own.
    const isFirst = place === 0 || active[order[place - 1]!]!.lineageId !== lineageId
    return { instance, position, key: streamKey(isFirst ? lineageId : `${lineageId} ${id}`) }
  })
  return securedFirst(placed)
}

/** A plan whose values have been read. */
interface ReadPlan {
  readonly general: Values
  readonly assumptions: CompiledAssumptions
  readonly holdings: readonly (Pick<Placed, 'position' | 'key'> & {
    readonly kind: PlanInstance['kind']
    readonly lineageId: string
    readonly values: Values
  })[]
}

function readPlan(plan: Plan, course: Course | null): ReadPlan {
  const startIndex = monthIndex(plan.startMonth)
  const general = new Values(resolveAssumptions(plan.assumptions), null, startIndex)
  return {
    general,
    assumptions: compileAssumptions(plan, general, course),
    holdings: placeInstances(plan).map(({ instance: { id, kind, lineageId, params }, position, key }) => ({
      kind,
      lineageId,
      position,
      key,
      values: new Values(countedValues(kind, params), id, startIndex),
    })),
  }
}

/** The past knows no shifts: those concern the future. */
function compileRead({ general, assumptions, holdings }: ReadPlan, isPast = false): CompiledPlan {
  const owners = ownersOf(
    general,
    holdings.map(({ values }) => values),
  )
  const compiled = openPlan(holdings.length, general, assumptions, owners)
  const covers = coversOf(general, holdings)
  compiled.covers = covers
  const context: HoldingContext = {
    growthShift: isPast ? 0 : general.fraction('growth_shift'),
    loanRateShift: isPast ? 0 : general.fraction('loan_rate_shift'),
    law: assumptions,
    coversShortfall: covers.length > 0,
    withinProperty: general.number('correlation_within_property', 0, 1),
    withinShares: general.number('correlation_within_shares', 0, 1),
    withinBonds: general.number('correlation_within_bonds', 0, 1),
  }
  for (let i = 0; i < holdings.length; i++) {
    const { kind, values, key, position } = holdings[i]!
    compileHolding(compiled, i, kind, values, context)
    compiled.key1[i] = key[0]
    compiled.key2[i] = key[1]
    compiled.key3[i] = key[2]
    compiled.order[i] = position
  }
  secureLoans(compiled, holdings)
  compiled.hasBonds = compiled.market.includes(MARKET_BONDS) || compiled.bondsShare.some((part) => part > 0)
  compiled.offsetting = Int32Array.from(compiled.usesHousehold.keys()).filter(
    (i) => compiled.usesHousehold[i] === 1,
  )
  return compiled
}

/** Compiles a plan, showing the past to `observers`. Throws a `PlanError` that names the instance and the field where an invariant does not hold. */
export function compilePlan(given: Plan, observers?: Observers): CompiledPlan {
  const plan = withExtraFlows(given)
  const read = readPlan(plan, null)
  const planned = compileRead(read)
  const past = needsRollForward(planned) ? compileRead(read, true) : null
  const pieces = piecesOf(given, 12 * read.assumptions.years)
  if (pieces.length === 0) {
    if (past) rollForward(past, planned, observers)
    return planned
  }
  const course = courseOf(plan, read.assumptions, pieces, (one) => flowsOf(one, read.assumptions))
  const stretches = pieces.map(({ from, left, plan: changed }) => ({
    from,
    left,
    plan: compileRead(readPlan(changed, course)),
  }))
  withholdTheRest(course, planned, stretches)
  scaleAmounts([planned, ...(past ? [past] : []), ...stretches.map((stretch) => stretch.plan)])
  if (past) rollForward(past, planned, observers)
  return joinStretches(planned, stretches)
}
