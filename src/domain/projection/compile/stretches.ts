/**
 * A plan that meets shocks is compiled once for each stretch of time in which the same ones act. A run goes on from one to the
 * next, so that a plan without shocks pays nothing for them. Formulas in docs/explanation/projections.md, "Shocks".
 */
import { monthIndex } from '#domain/calendar/month.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { changeTarget } from '../change-plan.ts'
import { entry } from '../entry.ts'
import { pow } from '../numbers/log.ts'
import type { Fall, Plan, Shift } from '../plan.ts'
import { amountScales, type NumberField, numberFields } from './compiled-fields.ts'
import {
  type CompiledAssumptions,
  type CompiledCalendar,
  type CompiledPlan,
  fasterThanPlanned,
  isHeldIn,
  leftOf,
  MARKET_BONDS,
  MARKET_PROPERTY,
  MARKET_SHARES,
  priceAt,
  type Stretch,
  taxYearOf,
} from './compiled-plan.ts'
import { withExtraFlows } from './extra-flows.ts'
import { type CourseOfFlows, type Flow, flowsByTaxYear, flowsOfPerson } from './flows.ts'

/** A stretch of time with the plan as it is then; months count from the first of the projection. */
interface Piece extends Pick<Stretch, 'from' | 'left'> {
  readonly plan: Plan
}

const markets = { property: MARKET_PROPERTY, shares: MARKET_SHARES, bonds: MARKET_BONDS } as const

const isShift = (shock: Shift | Fall): shock is Shift => 'targets' in shock

/** The months in which a shock acts: from the first on, up to the second. A fall acts in one. */
function monthsOf(shock: Shift | Fall, { startMonth }: Plan): readonly [number, number] {
  const from = shock.from === undefined ? 0 : monthIndex(shock.from) - monthIndex(startMonth)
  if (!isShift(shock)) return [from, from + 1]
  return [Math.max(0, from), shock.months === undefined ? Infinity : from + shock.months]
}

/**
 * The stretches of a plan over so many months, the first of which begins with the projection; none without shocks. The tax year
 * that is open at the end counts, since its months decide what is withheld before.
 */
export function piecesOf(plan: Plan, months: number): Piece[] {
  const shocks = (plan.shocks ?? []).filter((shock): shock is Shift | Fall => !('extra' in shock))
  if (shocks.length === 0) return []
  const timed = shocks.map((shock) => ({ shock, months: monthsOf(shock, plan) }))
  const begins = new Set([0])
  for (const { shock, months: between } of timed)
    for (const month of isShift(shock) ? between : [between[0]])
      if (month > 0 && month < months + 12) begins.add(month)
  return [...begins]
    .sort((a, b) => a - b)
    .map((from) => {
      const acting: Pick<Shift, 'targets' | 'change'>[] = []
      const left = new Map<number, number>()
      for (const { shock, months: between } of timed) {
        if (isShift(shock)) {
          if (from < between[0] || from >= between[1]) continue
          acting.push(shock)
        } else if (from === between[0])
          for (const name of shock.classes)
            left.set(markets[name], (left.get(markets[name]) ?? 1) * (1 - shock.part))
      }
      // What comes in and goes out besides is a flow of its own: no other shock meets it.
      return { from, left, plan: withExtraFlows(changedBy(plan, acting)) }
    })
}

/** Assumptions first: what follows inflation follows the one that holds then, in whatever order the shocks are told. */
function changedBy(plan: Plan, shifts: readonly Pick<Shift, 'targets' | 'change'>[]): Plan {
  const all = shifts.flatMap(({ targets, change }) => targets.map((target) => ({ target, change })))
  return [
    ...all.filter(({ target }) => target.kind === null),
    ...all.filter(({ target }) => target.kind !== null),
  ].reduce((changed, { target, change }) => changeTarget(changed, target, change), plan)
}

/** How prices, incomes and expenses go on over all stretches. Before the projection they are as planned. */
export interface Course {
  readonly inflationGrowth: number
  /** Null while they rise as planned. */
  readonly prices: Float64Array | null
  /** Incomes and expenses as planned, and as they are in a month of the projection. */
  readonly flows: readonly Flow[]
  readonly flowsIn: (month: number) => readonly Flow[]
}

export function courseOf(
  plan: Plan,
  { inflationGrowth, years }: CompiledAssumptions,
  pieces: readonly Piece[],
  flowsOf: (plan: Plan) => readonly Flow[],
): Course {
  const growths = pieces.map(
    (piece) => 1 + Number(resolveAssumptions(piece.plan.assumptions).inflation_rate) / 100,
  )
  const flows = flowsOf(plan)
  const changed = pieces.map((piece) => flowsOf(piece.plan))
  const pieceIn = (month: number) => pieces.findLastIndex(({ from }) => from <= month)
  return {
    inflationGrowth,
    prices: growths.every((growth) => growth === inflationGrowth)
      ? null
      : pricesAlong((month) => entry(growths, pieceIn(month)), 12 * years),
    flows,
    flowsIn: (month) => (month < 0 ? flows : entry(changed, pieceIn(month))),
  }
}

/** Price levels at the beginning of each month, as far as the tax year that is open at the end. */
function pricesAlong(growthIn: (month: number) => number, months: number): Float64Array {
  const levels = new Float64Array(months + 13).fill(1)
  for (let month = 1; month < levels.length; month++)
    levels[month] = entry(levels, month - 1) * pow(growthIn(month - 1), 1 / 12)
  return levels
}

/** Prices relative to `indexedFrom` that never fall; those of months before the projection rose by `priceGrowth`. */
export function indexAlong(prices: Float64Array, indexedFrom: number, priceGrowth: number): Float64Array {
  const index = new Float64Array(prices.length - 12).fill(1)
  if (indexedFrom < 0) index[0] = pow(priceGrowth, -indexedFrom)
  for (let month = 1; month < index.length; month++) {
    const rise = month > indexedFrom ? entry(prices, month) / entry(prices, month - 1) : 1
    index[month] = entry(index, month - 1) * Math.max(1, rise)
  }
  return index
}

/** How much prices rise from one tax year to another, as a factor, by those at their ends. */
export function pricesOfTaxYears(course: Course, { firstTaxYearEnd }: CompiledCalendar) {
  const { inflationGrowth, prices } = course
  const levelAt = (year: number) => priceAt(course, firstTaxYearEnd + 1 + 12 * year)
  return (year: number) => (prices ? levelAt(year) / levelAt(year - 1) : inflationGrowth)
}

/** What incomes and expenses see of it. */
export function ofFlows({ flows, flowsIn, ...course }: Course): CourseOfFlows {
  return {
    growthIn: (index, month) => {
      const { growth, followsPrices } = entry(flowsIn(month), index)
      return followsPrices ? growth * fasterThanPlanned(course, month) : growth
    },
    scaleIn: (index, month) => {
      const { amount } = entry(flows, index)
      return amount === 0 ? 1 : entry(flowsIn(month), index).amount / amount
    },
  }
}

/**
 * What has been withheld of the household's incomes in the tax year that is open as the projection begins was withheld as
 * planned: from then on the rest of what the year asks is.
 */
export function withholdTheRest(course: Course, planned: CompiledPlan, stretches: readonly Stretch[]): void {
  const { assumptions } = planned
  const year = taxYearOf(assumptions, 0)
  const ofCourse = ofFlows(course)
  assumptions.laws.forEach((plannedLaws, person) => {
    const flows = flowsOfPerson(course.flows, person, assumptions.laws.length)
    const before = entry(plannedLaws, year).withheldShare
    const ofYear = (given: CourseOfFlows) =>
      entry(flowsByTaxYear(flows, assumptions, year + 1, given), year).taxable
    const all = ofYear(ofCourse)
    const passed = ofYear({ ...ofCourse, scaleIn: (_, month) => (month < 0 ? 1 : 0) })
    for (const { plan } of stretches) {
      const { laws } = plan.assumptions
      const yearsOfLaw = entry(laws, person)
      const law = entry(yearsOfLaw, year)
      if (law.withheldShare === before || all === passed) continue
      const withheldShare = (law.withheld - before * passed) / (all - passed)
      const changed = yearsOfLaw.with(year, { ...law, withheldShare })
      Object.assign(plan.assumptions, { laws: laws.with(person, changed) })
    }
  })
}

const amounts = {
  rentScale: 'openingRent',
  expenseScale: 'openingExpense',
  contributionScale: 'openingContribution',
  withdrawalScale: 'openingWithdrawal',
} as const satisfies Record<(typeof amountScales)[number], NumberField>

/** Of an amount that is a smaller part of another, nothing can be said by a scale. */
const leastPart = 1e-9

/**
 * Amounts rise year by year in a run, so that what a stretch pays of them is kept apart: all begin with the same amount, and
 * each has its own scale of it. The first plan is the one without shocks: what it says is kept to the bit.
 */
export function scaleAmounts(plans: readonly CompiledPlan[]): void {
  const commonOf = (all: readonly number[]) => {
    const [planned = 0] = all
    const largest = Math.max(...all.map(Math.abs))
    return Math.abs(planned) > leastPart * largest
      ? planned
      : (all.find((one) => Math.abs(one) === largest) ?? 0)
  }
  const scaleOf = (amount: number, common: number) => (common === 0 ? 1 : amount / common)
  for (const scale of amountScales)
    for (let i = 0; i < entry(plans, 0).count; i++) {
      const common = commonOf(plans.map((plan) => entry(plan[amounts[scale]], i)))
      for (const plan of plans) {
        plan[scale][i] = scaleOf(entry(plan[amounts[scale]], i), common)
        plan[amounts[scale]][i] = common
      }
    }
}

const openings = numberFields.filter((field) => field.startsWith('opening'))

/** Cost bases stay what they were, so that a fall is a loss for tax too. */
function lowerPrices(plan: CompiledPlan, left: Stretch['left']): void {
  for (let i = 0; i < plan.count; i++) {
    if (isHeldIn(plan, i, 0)) plan.openingValue[i] = entry(plan.openingValue, i) * leftOf(plan, i, left)
  }
}

/** All stretches begin with what `planned` begins with: what has passed meets no shock but a fall in prices as it ends. */
export function joinStretches(planned: CompiledPlan, stretches: readonly Stretch[]): CompiledPlan {
  const first = entry(stretches, 0)
  const begun = Object.fromEntries(openings.map((field) => [field, planned[field]]))
  const later = stretches.slice(1)
  for (const { plan } of stretches) Object.assign(plan, begun, { opening: planned.opening, stretches: later })
  lowerPrices(first.plan, first.left)
  return first.plan
}
