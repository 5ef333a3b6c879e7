/** Compiles a plan: defaults filled in, invariants asserted, amounts carried forward to the first month. */
import { monthIndex } from '#domain/calendar/month.ts'
import { countedParams } from '#domain/instances/counted.ts'
import { defaultsOf } from '#domain/instances/defaults.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { carriedKeys } from '#domain/tax/carried-assumptions.ts'
import { entry } from '../entry.ts'
import type { Plan, PlanInstance } from '../plan.ts'
import { compileAssumptions } from './assumptions.ts'
import { allocatePlan, type CompiledAssumptions, type CompiledPlan, MARKET_BONDS } from './compiled-plan.ts'
import { coversOf } from './covers.ts'
import { eventfulMonths } from './eventful-months.ts'
import { withExtraFlows } from './extra-flows.ts'
import { flowsOf } from './flows.ts'
import { compileHolding, type HoldingContext } from './holding.ts'
import { ledgerOfPerson, type Owners, ownersOf } from './owners.ts'
import { type Placed, placeInstances } from './place.ts'
import { needsRollForward, type Observers, rollForward } from './roll-forward.ts'
import { secureLoans } from './secured-loans.ts'
import { type Course, courseOf, joinStretches, piecesOf, scaleAmounts, withholdTheRest } from './stretches.ts'
import { Values } from './values.ts'

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
      values: new Values(countedParams(kind, params), id, startIndex, defaultsOf(kind)),
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
  compiled.eventful = eventfulMonths(compiled)
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
